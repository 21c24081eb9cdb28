//! 照会.

use serde_json::json;
use testbed::TestBed;

#[tokio::test]
async fn one_question_is_open_at_a_time_and_the_deadline_stands() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    let path = format!("/api/requests/{}/questions", request.id);
    officer.post(&path, &json!({"text": "　"})).await.expect_errors(&[("text", "required")]);
    officer.post(&path, &json!({"text": "あ".repeat(1_001)})).await.expect_errors(&[("text", "too_long")]);
    officer.post(&path, &json!({"text": "a\u{0}"})).await.expect_errors(&[("text", "control_character")]);
    officer.post(&path, &json!({"question": "x"})).await.expect_errors(&[("question", "unknown_field")]);
    let asked = officer.post(&path, &json!({"text": "在庫量をお知らせください。"})).await.expect(200).json();
    assert_eq!(
        (&asked["awaiting_answer"], &asked["due_at"]),
        (&json!(true), &json!("2026-11-24T08:00:00.000Z"))
    );
    assert_eq!(asked["questions"][0]["asked_by"], "東京都 物資担当");
    officer.post(&path, &json!({"text": "もう一つ"})).await.expect_problem(409, "question_open");
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn nothing_is_asked_once_it_is_completed() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_accepted("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    let asked = officer.post(&format!("/api/requests/{}/questions", request.id), &json!({"text": "x"})).await;
    asked.expect_problem(409, "status");
}
