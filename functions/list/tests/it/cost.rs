//! What a list costs through its route (DESIGN, "Data").

use std::sync::Arc;

use store::Meter;
use testbed::{Client, TestBed};
use web::App;

/// What a call reads beside its list: the session (1), the policy (0.5) and, for a prefecture, its settings (0.5).
const SESSION_AND_POLICY: f64 = 1.5;
const SETTINGS: f64 = 0.5;

/// The caller at a router whose store counts.
fn metered(bed: &TestBed, client: &Client) -> (Client, Arc<Meter>) {
    let (store, meter) = bed.app.store.metered();
    (client.at(list::router(App { store, ..bed.app.clone() })), meter)
}

#[tokio::test]
async fn a_page_of_50_reads_3_units_for_a_prefecture_and_a_facility_on_every_page() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    for _ in 0..110 {
        bed.seed_under_review("tokyo-hospital").await;
    }
    for (who, view, beside) in [
        ("tokyo", "all", SESSION_AND_POLICY + SETTINGS),
        ("tokyo", "open", SESSION_AND_POLICY + SETTINGS),
        ("tokyo", "recent", SESSION_AND_POLICY + SETTINGS),
        ("tokyo-hospital", "all", SESSION_AND_POLICY),
    ] {
        let (client, meter) = metered(&bed, &bed.sign_in(who).await);
        let mut cursor = String::new();
        for rows in [50, 50, 10] {
            let page = client.get(&format!("/api/requests?view={view}{cursor}")).await.expect(200).json();
            let units = meter.take();
            assert_eq!(page["items"].as_array().unwrap().len(), rows, "{who} {view}");
            assert!(units.read - beside <= 3.0, "{who} {view}: {units:?}");
            assert!(units.read - beside > 0.0 && units.write == 0.0, "{who} {view}: {units:?}");
            cursor = format!("&cursor={}", page["next_cursor"].as_str().unwrap_or_default());
        }
    }
}

#[tokio::test]
async fn a_page_over_47_prefectures_reads_30_units() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    for n in 0..60 {
        bed.seed_under_review(if n % 2 == 0 { "tokyo-hospital" } else { "osaka-hospital" }).await;
    }
    let (ministry, meter) = metered(&bed, &bed.sign_in("ministry").await);
    for query in ["view=all", "view=open", "overdue=true", "status=accepted"] {
        ministry.get(&format!("/api/requests?{query}")).await.expect(200);
        let units = meter.take();
        assert!(units.read - SESSION_AND_POLICY <= 30.0, "{query}: {units:?}");
    }
    let chosen = ministry.get("/api/requests?prefecture=13").await.expect(200).json();
    assert_eq!(chosen["items"].as_array().unwrap().len(), 30);
    let units = meter.take();
    assert!(
        units.read - SESSION_AND_POLICY - SETTINGS <= 3.0,
        "one chosen prefecture is one list: {units:?}"
    );
}

#[tokio::test]
async fn a_number_and_the_home_cost_no_list() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let number = request.number.as_ref().unwrap().as_str();
    let (officer, meter) = metered(&bed, &bed.sign_in("tokyo").await);
    officer.get(&format!("/api/requests?number={number}")).await.expect(200);
    let units = meter.take();
    assert!(units.read - SESSION_AND_POLICY - SETTINGS <= 2.0, "{units:?}");
    officer.get("/api/summary").await.expect(200);
    meter.take();
    officer.get("/api/summary").await.expect(200);
    let units = meter.take();
    assert!(units.read - SESSION_AND_POLICY - SETTINGS <= 0.5, "a snapshot is one read: {units:?}");
}

#[tokio::test]
async fn a_facilitys_home_costs_3_however_many_requests_it_has() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    for _ in 0..50 {
        bed.seed_under_review("tokyo-hospital").await;
    }
    let (facility, meter) = metered(&bed, &bed.sign_in("tokyo-hospital").await);
    facility.get("/api/summary").await.expect(200);
    let units = meter.take();
    assert!(units.read - SESSION_AND_POLICY - SETTINGS <= 3.0, "{units:?}");
}
