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

#[tokio::test]
async fn an_ineligible_request_is_taken_back_with_history_and_without_mail() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_ineligible("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let path = format!("/api/requests/{}", request.id);
    let back = facility.post_empty(&format!("{path}/withdrawal"), &[]).await.expect(200);
    assert_eq!((&back.json()["status"], back.etag().as_str()), (&json!("withdrawn"), "\"4\""));
    assert!(bed.app.store.outbox_list().await.unwrap().is_empty());
    let history = bed.app.store.history_list(&request.id, None, 9).await.unwrap().entries;
    assert_eq!((history.len(), history[0].action), (2, domain::status::Action::Withdraw));
    for act in ["submission", "withdrawal"] {
        let told = facility.post_empty(&format!("{path}/{act}"), &[]).await.expect_problem(409, "status");
        assert_eq!(told["request_status"], "withdrawn", "{act}");
    }
    let saved = facility.put(&path, "\"4\"", &testbed::input::complete_part()).await;
    saved.expect_problem(409, "status");
}

#[tokio::test]
async fn the_facility_reads_that_its_prefecture_asked_not_which_officer() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    bed.seed_act(&request, &officer(&request), |act| ask(&request, "在庫は？", act).unwrap()).await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let path = format!("/api/requests/{}/answers", request.id);
    let answered = facility.post(&path, &json!({"text": "200枚\nです"})).await.expect(200);
    assert_eq!(answered.json()["questions"][0]["asked_by"], "東京都");
    assert_eq!(answered.json()["due_at"], "2026-11-24T08:00:00.000Z", "the target stands");
    let mut stale = testbed::input::complete_part();
    stale["remarks"] = json!("裏口へ");
    let headers = [("if-match", "\"4\"")];
    let told = facility.post_with(&format!("/api/requests/{}/updates", request.id), &headers, &stale).await;
    assert_eq!(told.expect_problem(412, "stale")["saved_by"], "東京中央見本病院");
}
