//! 受付完了の取消し.

use domain::{request::Request, transition::Transition};
use serde_json::json;
use store::Store;
use store_emulator::{FaultProxy, store_on, test_endpoint};
use testbed::{TestBed, meanwhile};

#[tokio::test]
async fn prefecture_and_ministry_take_a_completion_back() {
    for who in ["tokyo", "ministry"] {
        let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
        let request = bed.seed_accepted("tokyo-hospital").await;
        bed.set_clock("2026-11-24T13:01:00");
        let client = bed.sign_in(who).await;
        let path = format!("/api/requests/{}/reopening", request.id);
        client.post(&path, &json!({"reason": " "})).await.expect_errors(&[("reason", "required")]);
        client
            .post(&path, &json!({"reason": "あ".repeat(1_001)}))
            .await
            .expect_errors(&[("reason", "too_long")]);
        let reopened = client.post(&path, &json!({"reason": "枚数の誤り"})).await.expect(200).json();
        assert_eq!((&reopened["status"], &reopened["outcome"]), (&json!("under_review"), &json!(null)));
        assert_eq!(
            (&reopened["prefecture_status"], &reopened["due_at"]),
            (&json!("in_progress"), &json!("2026-11-25T08:00:00.000Z"))
        );
        client.post(&path, &json!({"reason": "もう一度"})).await.expect_problem(409, "status");
        assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 3, "submission, result, reopening");
    }
}

#[tokio::test]
async fn what_is_shipped_stays_completed() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let accepted = bed.seed_accepted("tokyo-hospital").await;
    let shipped =
        Request { shipped_at: Some(bed.app.clock.now()), version: accepted.version + 1, ..accepted.clone() };
    let recorded = Transition {
        before: accepted.clone(),
        after: shipped,
        allowed_from: &[domain::status::Status::Accepted],
        history: None,
        messages: Vec::new(),
    };
    bed.app.store.request_transition(&recorded).await.unwrap();
    let officer = bed.sign_in("tokyo").await;
    let path = format!("/api/requests/{}/reopening", accepted.id);
    officer.post(&path, &json!({"reason": "枚数の誤り"})).await.expect_problem(409, "shipped");
}

#[tokio::test]
async fn beyond_the_holiday_table_nothing_is_reopened() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let accepted = bed.seed_accepted("tokyo-hospital").await;
    bed.set_clock("2028-02-01T10:00:00");
    let officer = bed.sign_in("tokyo").await;
    let path = format!("/api/requests/{}/reopening", accepted.id);
    officer.post(&path, &json!({"reason": "枚数の誤り"})).await.expect_problem(503, "calendar_end");
}

#[tokio::test]
async fn a_survey_answered_while_it_was_accepted_reaches_the_flags_at_the_reopening() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let other = bed.seed_accepted("tokyo-hospital").await;
    let accepted = bed.seed_accepted("tokyo-hospital").await;
    let shown = |view: &serde_json::Value| {
        let gloves = &view["review"]["items"]["gloves"];
        (
            gloves["stock_flag"].clone(),
            gloves["stock_flag_basis"]["stock"].clone(),
            gloves["prior_distributions"].clone(),
        )
    };
    bed.seed_survey("tokyo-hospital", "2026-W47", 5_200, 1_000).await;
    let officer = bed.sign_in("tokyo").await;
    let reason = json!({"reason": "枚数の誤り"});
    let path = |id: &domain::id::RequestId| format!("/api/requests/{id}/reopening");
    let reopened = officer.post(&path(&accepted.id), &reason).await.expect(200).json();
    assert_eq!(shown(&reopened), (json!("flagged"), json!(5_200), json!(1)));
    // Frozen at 0 when it was completed first; meanwhile no other request is accepted.
    let first = officer.post(&path(&other.id), &reason).await.expect(200).json();
    assert_eq!(shown(&first), (json!("flagged"), json!(5_200), json!(0)));
}

#[tokio::test]
async fn a_survey_answered_while_the_reopening_is_in_flight_reaches_the_flags_too() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, review::router, "2026-11-24T12:40:00").await;
    let accepted = bed.seed_accepted("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    let direct = Store::connect_local(&test_endpoint(), bed.app.store.table());
    let mut elsewhere = bed.clone();
    elsewhere.app.store = direct;
    let answer = async move { elsewhere.seed_survey("tokyo-hospital", "2026-W47", 5_200, 1_000).await };
    meanwhile(&proxy, |operation| operation == "TransactWriteItems", answer);
    let path = format!("/api/requests/{}/reopening", accepted.id);
    officer.post(&path, &json!({"reason": "枚数の誤り"})).await.expect(200);
    let request = bed.request(&accepted.id).await;
    assert_eq!(request.status, domain::status::Status::UnderReview);
    assert!(request.review.items[&testbed::seed::code("gloves")].is_flagged());
}
