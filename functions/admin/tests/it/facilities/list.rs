//! `GET /api/facilities`.

use domain::{facility::Facility, id::FacilityId};
use serde_json::Value;
use testbed::{Client, TestBed};

use super::bed;

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect()
}

async fn check(caller: &Client, query: &str, expected: &[&str]) {
    let page = caller.get(&format!("/api/facilities?{query}")).await.expect(200).json();
    assert_eq!(codes(&page), expected, "{query}");
    assert_eq!(page["next_cursor"], Value::Null);
}

#[tokio::test]
async fn codes_are_found_by_their_beginning_and_names_by_any_part() {
    let bed = bed().await;
    let tokyo = bed.sign_in("tokyo").await;
    check(&tokyo, "", &["1310000018", "1310000026", "1330000014"]).await;
    check(&tokyo, "prefecture=13&q=", &["1310000018", "1310000026", "1330000014"]).await;
    check(&tokyo, "q=13100", &["1310000018", "1310000026"]).await;
    check(&tokyo, "q=１３３", &["1330000014"]).await;
    check(&tokyo, "q=2710", &[]).await;
    check(&tokyo, "q=見本", &["1310000018", "1310000026", "1330000014"]).await;
    check(&tokyo, "q=%20クリニック%20", &["1310000026"]).await;
    check(&tokyo, "q=ｸﾘﾆｯｸ", &["1310000026"]).await;
    check(&tokyo, "category=dental", &["1330000014"]).await;
    check(&tokyo, "category=hospital&q=歯科", &[]).await;
    let ministry = bed.sign_in("ministry").await;
    check(&ministry, "prefecture=27", &["2710000010"]).await;
    check(&ministry, "prefecture=47", &[]).await;
}

#[tokio::test]
async fn what_cannot_be_asked_is_named() {
    let bed = bed().await;
    let tokyo = bed.sign_in("tokyo").await;
    let path = |query: &str| format!("/api/facilities?{query}");
    for (query, errors) in [
        ("prefecture=27", [("prefecture", "foreign_prefecture")]),
        ("prefecture=48", [("prefecture", "unknown_value")]),
        ("category=school", [("category", "unknown_value")]),
        ("page=2", [("page", "unknown_parameter")]),
        ("cursor=x", [("cursor", "cursor")]),
    ] {
        tokyo.get(&path(query)).await.expect_errors(&errors);
    }
    tokyo.get(&path(&format!("q={}", "あ".repeat(51)))).await.expect_errors(&[("q", "too_long")]);
    let ministry = bed.sign_in("ministry").await;
    ministry.get("/api/facilities").await.expect_errors(&[("prefecture", "required")]);
    bed.sign_in("tokyo-hospital").await.get("/api/facilities").await.expect_problem(403, "forbidden");
    bed.stranger().get("/api/facilities").await.expect_problem(401, "signed_out");
}

async fn fill(bed: &TestBed, count: usize) {
    let sample = bed.facility("osaka-hospital").await;
    for number in 0..count {
        let code = format!("40{number:08}");
        let mut facility = Facility { version: 1, ..sample.clone() };
        facility.profile.id = FacilityId::parse(&code).unwrap();
        facility.profile.prefecture = domain::prefecture::Prefecture::parse("40").unwrap();
        facility.profile.name = format!("福岡見本医院{number}");
        facility.profile.code = code;
        bed.app.store.facility_put(&facility).await.unwrap();
    }
}

#[tokio::test]
async fn pages_follow_one_another_without_gaps_also_when_most_rows_are_not_wanted() {
    let bed = bed().await;
    fill(&bed, 1_120).await;
    let ministry = bed.sign_in("ministry").await;
    let mut pages = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = ministry
            .get(&format!("/api/facilities?prefecture=40&q=医院111{cursor}"))
            .await
            .expect(200)
            .json();
        pages.push(codes(&page).into_iter().map(str::to_owned).collect::<Vec<_>>());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    // 111 is among the first thousand rows, which is all that one call looks at; 1110 to 1119 come with the second.
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [1, 10]);
    let first = ministry.get("/api/facilities?prefecture=40").await.expect(200).json();
    assert_eq!((codes(&first).len(), codes(&first)[49]), (50, "4000000049"));
    let next = format!("/api/facilities?prefecture=40&cursor={}", first["next_cursor"].as_str().unwrap());
    assert_eq!(codes(&ministry.get(&next).await.expect(200).json())[0], "4000000050");
    let other = next.replace("prefecture=40", "prefecture=27");
    ministry.get(&other).await.expect_errors(&[("cursor", "cursor")]);
}
