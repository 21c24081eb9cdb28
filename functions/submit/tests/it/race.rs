//! Two calls at once: one of them wins, nothing is done twice.

use domain::{request::ask, status::Status};
use serde_json::json;
use testbed::{Answer, TestBed, input::complete_part, seed::officer};

const NOW: &str = "2026-11-24T12:40:00";

/// The statuses of both answers, the smaller first.
fn statuses(one: &Answer, two: &Answer) -> [u16; 2] {
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    both
}

#[tokio::test]
async fn two_withdrawals_at_once_are_one() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let path = format!("/api/requests/{}/withdrawal", request.id);
    let (one, two) = tokio::join!(facility.post_empty(&path, &[]), facility.post_empty(&path, &[]));
    assert_eq!(statuses(&one, &two), [200, 409]);
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2, "submission and one withdrawal");
    assert_eq!(bed.app.store.history_list(&request.id, None, 9).await.unwrap().entries.len(), 2);
}

#[tokio::test]
async fn two_answers_at_once_are_one() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    bed.seed_act(&request, &officer(&request), |act| ask(&request, "在庫は？", act).unwrap()).await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let path = format!("/api/requests/{}/answers", request.id);
    let (first, second) = (json!({"text": "一"}), json!({"text": "二"}));
    let (one, two) = tokio::join!(facility.post(&path, &first), facility.post(&path, &second));
    assert_eq!(statuses(&one, &two), [200, 409]);
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 3, "submission, question and one answer");
}

#[tokio::test]
async fn two_saves_at_once_lose_no_text() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let path = format!("/api/requests/{}", draft.id);
    let (mut first, mut second) = (complete_part(), complete_part());
    (first["remarks"], second["remarks"]) = (json!("一"), json!("二"));
    let (one, two) =
        tokio::join!(facility.put(&path, "\"2\"", &first), facility.put(&path, "\"2\"", &second));
    assert_eq!(statuses(&one, &two), [200, 412]);
    let kept = if one.status == 200 { "一" } else { "二" };
    assert_eq!(bed.request(&draft.id).await.part.remarks, kept);
}

#[tokio::test]
async fn a_save_beside_a_submission_is_before_it_or_refused() {
    for _ in 0..5 {
        let bed = TestBed::start(submit::router, NOW).await;
        let draft = bed.seed_draft("tokyo-hospital").await;
        let facility = bed.sign_in("tokyo-hospital").await;
        let (path, press) =
            (format!("/api/requests/{}", draft.id), format!("/api/requests/{}/submission", draft.id));
        let mut body = complete_part();
        body["remarks"] = json!("保存");
        let (saved, pressed) =
            tokio::join!(facility.put(&path, "\"2\"", &body), facility.post_empty(&press, &[]));
        pressed.expect(200);
        let stands = bed.request(&draft.id).await;
        assert_eq!(stands.status, Status::UnderReview);
        match saved.status.as_u16() {
            200 => assert_eq!(stands.part.remarks, "保存", "what was submitted is what was saved"),
            refused => assert!(stands.part.remarks.is_empty() && refused == 412, "{refused}"),
        }
        assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_withdrawal_beside_a_submission_leaves_one_story() {
    for _ in 0..5 {
        let bed = TestBed::start(submit::router, NOW).await;
        let draft = bed.seed_draft("tokyo-hospital").await;
        let facility = bed.sign_in("tokyo-hospital").await;
        let path = |act: &str| format!("/api/requests/{}/{act}", draft.id);
        let (press, back) = (path("submission"), path("withdrawal"));
        let (pressed, withdrawn) =
            tokio::join!(facility.post_empty(&press, &[]), facility.post_empty(&back, &[]));
        withdrawn.expect(200);
        assert_eq!(bed.request(&draft.id).await.status, Status::Withdrawn);
        // Submitted first: the prefecture is told of both. Withdrawn first: nobody ever hears of it.
        let mails = bed.app.store.outbox_list().await.unwrap().len();
        match pressed.status.as_u16() {
            200 => assert_eq!(mails, 2),
            refused => assert_eq!((refused, mails), (409, 0)),
        }
    }
}
