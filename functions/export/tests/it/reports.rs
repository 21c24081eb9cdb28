//! The list of reports, found by a search box.

use testbed::TestBed;

#[tokio::test]
async fn reports_are_found_by_what_is_typed() {
    let bed = TestBed::start(export::router, "2026-11-24T12:00:00").await;
    let officer = bed.sign_in("tokyo").await;
    let found = |query: &'static str| {
        let officer = officer.clone();
        async move {
            let json = officer.get(&format!("/api/reports{query}")).await.expect(200).json();
            let items = json["items"].as_array().unwrap().clone();
            items.iter().map(|item| item["report"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    let all = found("").await;
    assert_eq!(
        all,
        [
            "requests",
            "requests_hospital",
            "requests_clinic",
            "requests_dental",
            "requests_other",
            "recent",
            "national_direct"
        ]
    );
    // 緊急配布, as the manual types it; 国から直送.
    assert_eq!(found("?q=%E7%B7%8A%E6%80%A5%E9%85%8D%E5%B8%83").await, all);
    assert_eq!(found("?q=%E5%9B%BD%E3%81%8B%E3%82%89%E7%9B%B4%E9%80%81").await, ["national_direct"]);
    // Half-width katakana, full-width brackets, spaces around: 歯科, （病院.
    assert_eq!(found("?q=%E3%80%80%E6%AD%AF%E7%A7%91%20").await, ["requests_dental"]);
    assert_eq!(found("?q=%EF%BC%88%E7%97%85%E9%99%A2").await, found("?q=(%E7%97%85%E9%99%A2").await);
    assert_eq!(found("?q=(%E7%97%85%E9%99%A2").await, ["requests_hospital", "recent"]);
    assert_eq!(found("?q=").await, all);
    assert!(found("?q=xyz").await.is_empty());
    officer.get("/api/reports?page=2").await.expect_errors(&[("page", "unknown_parameter")]);
}

#[tokio::test]
async fn facilities_and_strangers_export_nothing() {
    let bed = TestBed::start(export::router, "2026-11-24T12:00:00").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    for path in ["/api/reports", "/api/reports/requests/csv", "/api/reports/nothing/csv"] {
        facility.get(path).await.expect_problem(403, "forbidden");
        bed.stranger().get(path).await.expect_problem(401, "signed_out");
    }
}
