//! What a completion comes to, and what is kept of it.

use domain::status::Action;
use serde_json::{Value, json};
use testbed::{
    TestBed,
    input::{distribute, refuse},
};

async fn check(masks: Value, gloves: Value, outcome: &str) {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    let body = json!({"status": "completed", "items": {"n95_mask": masks, "gloves": gloves}});
    let done = officer.put(&format!("/api/requests/{}/review", request.id), "\"3\"", &body).await.expect(200);
    assert_eq!((&done.json()["status"], &done.json()["outcome"]), (&json!("accepted"), &json!(outcome)));
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2, "submission and result");
    let history = bed.app.store.history_list(&request.id, None, 9).await.unwrap().entries;
    assert_eq!((history.len(), history[0].action), (2, Action::Complete));
    let changed: Vec<&str> = history[0].changes.iter().map(|change| change.field.as_str()).collect();
    for field in ["status", "outcome", "prefecture_status"] {
        assert!(changed.contains(&field), "{field}: {changed:?}");
    }
}

fn less(quantity: i64) -> Value {
    let mut decision = distribute(quantity);
    decision["message_to_facility"] = json!("残りは次回の入荷後にお送りします。");
    decision
}

#[tokio::test]
async fn each_outcome_is_reached_over_the_wire() {
    check(distribute(1500), distribute(3000), "full").await;
    check(distribute(1600), distribute(3000), "full").await;
    check(distribute(1500), less(2999), "partial").await;
    check(distribute(1500), refuse(), "partial").await;
    check(refuse(), refuse(), "none").await;
}

#[tokio::test]
async fn both_sources_with_their_reason_are_shipped_by_the_nation() {
    let mut both = distribute(3000);
    both["source"] = json!("nation");
    both["prefecture_quantity"] = json!(1000);
    both["national_quantity"] = json!(2000);
    both["both_sources_reason"] = json!("県の備蓄で足りない分を国に依頼");
    check(distribute(1500), both, "full").await;
}

#[tokio::test]
async fn an_empty_save_begins_the_part_and_is_no_decision() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    let body = json!({"status": "in_progress"});
    let saved =
        officer.put(&format!("/api/requests/{}/review", request.id), "\"3\"", &body).await.expect(200);
    let json = saved.json();
    assert_eq!(
        (&json["status"], &json["prefecture_status"], &json["outcome"]),
        (&json!("under_review"), &json!("in_progress"), &json!(null))
    );
    assert_eq!(json["due_at"], "2026-11-24T08:00:00.000Z");
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 1, "a save is mailed to nobody");
    let history = bed.app.store.history_list(&request.id, None, 9).await.unwrap().entries;
    assert_eq!((history.len(), history[0].action), (2, Action::SaveReview));
}

#[tokio::test]
async fn the_flag_and_its_figures_are_frozen_at_completion() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    bed.seed_survey("tokyo-hospital", "2026-W47", 4001, 1000).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    let body =
        json!({"status": "completed", "items": {"n95_mask": distribute(1500), "gloves": distribute(3000)}});
    let path = format!("/api/requests/{}/review", request.id);
    let done = officer.put(&path, "\"3\"", &body).await.expect(200).json();
    let gloves = &done["review"]["items"]["gloves"];
    assert_eq!(gloves["stock_flag"], "flagged");
    assert_eq!(
        gloves["stock_flag_basis"],
        json!({"week": "2026-W47", "weekly_consumption": 1000, "stock": 4001})
    );
    assert_eq!(done["review"]["items"]["n95_mask"]["stock_flag"], "no_survey");
    assert_eq!(gloves["prior_distributions"], 0);
}
