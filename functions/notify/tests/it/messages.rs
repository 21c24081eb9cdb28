//! What happened to a request is told to those it concerns.

use crate::{
    HOSPITAL, Post, TOKYO, drained,
    seed::{OFFICER, OPINION, REFUSAL, REOPENING, Seed},
};

/// Submits a request at 10:00, lets `act` happen to it with the first mails forgotten, and sends; tells the request's number as well. The
/// facility's survey sets the stock flag.
async fn after(act: impl AsyncFnOnce(&Post, &Seed<'_>)) -> (Post, String) {
    let post = Post::start("2026-11-24T10:00:00").await;
    post.bed.seed_survey("tokyo-hospital", "2026-W47", 9_000, 10).await;
    let request = Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain().await;
    post.forget();
    act(&post, &request).await;
    post.drain().await;
    assert_eq!(post.outbox().await, []);
    let number = request.number;
    (post, number)
}

#[track_caller]
fn check(post: &Post, to_prefecture: &[&str], to_hospital: &[&str]) {
    assert_eq!(post.subjects_to(TOKYO), to_prefecture);
    assert_eq!(post.subjects_to(HOSPITAL), to_hospital);
    assert_eq!(post.sent().len(), to_prefecture.len() + to_hospital.len(), "nobody else is told");
}

#[tokio::test]
async fn a_submission_is_told_to_the_prefecture_and_registered_to_the_facility() {
    let post = Post::start("2026-11-24T10:00:00").await;
    let number = Seed::submit(&post.bed, "tokyo-hospital").await.number;
    assert_eq!(post.drain().await, drained(2, 1, 0));
    let registered = format!("緊急配布要請が登録されました（{number}）");
    check(&post, &["医療用物資の緊急配布要請が行われました"], &[&registered]);
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn an_update_is_told_to_the_prefecture() {
    let (post, _) = after(async |_, request| request.update().await).await;
    check(&post, &["医療用物資の緊急配布要請が行われました（要請内容の更新）"], &[]);
    let body = &post.mails_to(TOKYO)[0].body;
    assert!(body.contains("1,500枚 → 3,000枚"), "{body}");
}

#[tokio::test]
async fn a_question_is_told_to_the_facility() {
    let (post, number) = after(async |_, request| request.ask().await).await;
    check(&post, &[], &[&format!("緊急配布要請についての照会（回答をお願いします）{number}")]);
}

#[tokio::test]
async fn an_open_question_is_recalled_to_the_facility() {
    let (post, number) = after(async |post, request| {
        request.ask().await;
        post.drain().await;
        post.forget();
        post.claim("reminder", request.reminder().await).await;
    })
    .await;
    let subjects = post.subjects_to(HOSPITAL);
    assert_eq!((post.sent().len(), subjects.len()), (1, 1), "nobody else is told");
    assert!(subjects[0].contains("照会") && subjects[0].contains(&number), "{subjects:?}");
    assert!(post.mails_to(HOSPITAL)[0].body.contains("在庫量をお知らせください。"));
}

#[tokio::test]
async fn an_answer_is_told_to_the_prefecture() {
    let (post, number) = after(async |_, request| {
        request.ask().await;
        request.answer().await;
    })
    .await;
    assert_eq!(post.subjects_to(TOKYO), [format!("照会への回答がありました（{number}）")]);
}

#[tokio::test]
async fn a_withdrawal_is_told_to_the_prefecture() {
    let (post, number) = after(async |_, request| request.withdraw().await).await;
    check(&post, &[&format!("緊急配布要請が取り下げられました（{number}）")], &[]);
}

#[tokio::test]
async fn a_decision_is_told_to_the_facility() {
    let (post, number) = after(async |_, request| request.complete().await).await;
    check(&post, &[], &[&format!("緊急配布要請の結果：一部を配布します（{number}）")]);
    let body = &post.mails_to(HOSPITAL)[0].body;
    assert!(body.contains("国から直送で 1,500枚") && body.contains("次回の入荷をお待ちください。"), "{body}");
}

#[tokio::test]
async fn a_reopening_is_told_to_the_facility() {
    let (post, number) = after(async |_, request| {
        request.complete().await;
        request.reopen().await;
    })
    .await;
    let reopened = format!("緊急配布要請の結果を改めて確認しています（{number}）");
    assert_eq!(post.subjects_to(HOSPITAL).last(), Some(&reopened));
}

#[tokio::test]
async fn no_mail_to_a_facility_tells_flag_opinion_officer_or_the_reason_of_a_reopening() {
    let (post, _) = after(async |post, request| {
        request.ask().await;
        post.claim("reminder", request.reminder().await).await;
        request.complete().await;
        request.reopen().await;
        request.complete().await;
    })
    .await;
    let mails = post.mails_to(HOSPITAL);
    assert_eq!(mails.len(), 5, "question, reminder, result, reopening, result");
    for mail in mails {
        for secret in [OPINION, REFUSAL, REOPENING, OFFICER, "1ヶ月", "意見"] {
            assert!(!mail.subject.contains(secret), "{secret}: {}", mail.subject);
            assert!(!mail.body.contains(secret), "{secret}: {}", mail.body);
        }
    }
}
