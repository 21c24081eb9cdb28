//! What changed settings do to requests.

use domain::{id::FacilityId, role::Scope};
use serde_json::{Value, json};
use testbed::{TestBed, instant};
use web::{RequestView, Situation};

use super::{bed, body, save, tokyo};

/// The newest request of the facility as the facility reads it.
async fn seen(bed: &TestBed, request: &domain::request::Request) -> Value {
    let situation = Situation::load(&bed.app, tokyo()).await.unwrap();
    let scope = Scope::Facility(FacilityId::parse("tokyo-hospital").unwrap());
    serde_json::to_value(RequestView::new(request, &scope, &situation)).unwrap()
}

#[tokio::test]
async fn a_day_the_prefecture_closes_moves_the_targets_of_later_submissions_and_no_others() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let earlier = bed.seed_under_review("tokyo-hospital").await;
    assert_eq!(earlier.due_at(), Some(instant("2026-11-24T17:00:00")));

    let mut closed = body();
    closed["days"] = json!({"closed": ["2026-11-24", "2026-11-25"], "open": ["2026-11-28"]});
    save(&officer, &closed).await.expect(200);
    let later = bed.seed_under_review("tokyo-hospital").await;
    assert_eq!(later.due_at(), Some(instant("2026-11-26T17:00:00")));
    assert_eq!(bed.request(&earlier.id).await.due_at(), earlier.due_at());
    let osaka = bed.seed_under_review("osaka-hospital").await;
    assert_eq!(osaka.due_at(), Some(instant("2026-11-24T17:00:00")), "another prefecture's day");

    bed.set_clock("2026-11-27T14:00:00");
    let saturday = bed.seed_under_review("tokyo-hospital").await;
    assert_eq!(saturday.due_at(), Some(instant("2026-11-28T17:00:00")), "opened though a Saturday");
}

#[tokio::test]
async fn the_facility_reads_the_changed_contact_with_its_request() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    save(&officer, &body()).await.expect(200);
    let contact = seen(&bed, &request).await["prefecture_contact"].clone();
    assert_eq!(contact, json!({"office": "感染症対策課", "phone": "03-0000-4444", "emergency_phone": null}));

    let mut long = body();
    long["days"] = json!({"closed": ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"], "open": []});
    save(&officer, &long).await.expect(200);
    let far_off = bed.seed_under_review("tokyo-hospital").await;
    assert_eq!(seen(&bed, &far_off).await["prefecture_contact"]["emergency_phone"], "090-0000-5555");
}
