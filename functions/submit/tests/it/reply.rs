//! 取下げ and answers.

use domain::request::ask;
use serde_json::json;
use testbed::{TestBed, seed::officer};

const NOW: &str = "2026-11-24T12:40:00";

#[tokio::test]
async fn a_request_is_taken_back_until_it_is_completed() {
    let bed = TestBed::start(submit::router, NOW).await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let (draft, open, done) = (
        bed.seed_draft("tokyo-hospital").await,
        bed.seed_under_review("tokyo-hospital").await,
        bed.seed_accepted("tokyo-hospital").await,
    );
    let before = bed.app.store.outbox_list().await.unwrap().len();
    let withdraw = |id: &domain::id::RequestId| format!("/api/requests/{id}/withdrawal");
    assert_eq!(
        facility.post_empty(&withdraw(&draft.id), &[]).await.expect(200).json()["status"],
        "withdrawn"
    );
    assert_eq!(facility.post_empty(&withdraw(&open.id), &[]).await.expect(200).json()["status"], "withdrawn");
    facility.post_empty(&withdraw(&open.id), &[]).await.expect_problem(409, "status");
    facility.post_empty(&withdraw(&done.id), &[]).await.expect_problem(409, "status");
    assert_eq!(
        bed.app.store.outbox_list().await.unwrap().len(),
        before + 1,
        "only what was on a desk is mailed"
    );
}

#[tokio::test]
async fn a_question_is_answered_once() {
    let bed = TestBed::start(submit::router, NOW).await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let path = format!("/api/requests/{}/answers", request.id);
    facility.post(&path, &json!({"text": "200枚です"})).await.expect_problem(409, "no_question");
    bed.seed_act(&request, &officer(&request), |act| ask(&request, "在庫は？", act).unwrap()).await;
    facility.post(&path, &json!({"text": " 　"})).await.expect_errors(&[("text", "required")]);
    facility.post(&path, &json!({"text": "あ".repeat(1_001)})).await.expect_errors(&[("text", "too_long")]);
    facility.post(&path, &json!({"txt": "x"})).await.expect_errors(&[("txt", "unknown_field")]);
    facility.post(&path, &json!({})).await.expect_errors(&[("text", "required")]);
    let answered = facility.post(&path, &json!({"text": "200枚です"})).await.expect(200).json();
    assert_eq!(
        (&answered["questions"][0]["answer"], &answered["awaiting_answer"]),
        (&json!("200枚です"), &json!(false))
    );
    facility.post(&path, &json!({"text": "もう一度"})).await.expect_problem(409, "no_question");
}
