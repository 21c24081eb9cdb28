//! What happened to a request is told to those it concerns.

use domain::{
    calendar::{BusinessCalendar, HolidayTable},
    message::Message,
    request::Act,
};
use store::Consistency;
use web::Situation;

use crate::{
    HOSPITAL, Post, TOKYO, drained,
    seed::{self, OFFICER, OPINION, REFUSAL, REOPENING, Seed},
};

const NUMBER: &str = "SOS-20261124-00001";

/// Submits a request at 10:00, lets `act` happen to it with the first mails forgotten, and sends.
async fn after(act: impl AsyncFnOnce(&Seed<'_>)) -> Post {
    let post = Post::start("2026-11-24T10:00:00").await;
    let id = Seed::submit(&post.bed, "tokyo-hospital", 1).await.id;
    post.drain().await;
    post.forget();
    act(&Seed { bed: &post.bed, id }).await;
    post.drain().await;
    assert_eq!(post.outbox().await, []);
    post
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
    Seed::submit(&post.bed, "tokyo-hospital", 1).await;
    assert_eq!(post.drain().await, drained(2, 1, 0));
    let registered = format!("緊急配布要請が登録されました（{NUMBER}）");
    check(&post, &["医療用物資の緊急配布要請が行われました"], &[&registered]);
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn a_question_is_told_to_the_facility() {
    let post = after(async |request| request.ask().await).await;
    check(&post, &[], &[&format!("緊急配布要請についての照会（回答をお願いします）{NUMBER}")]);
}

#[tokio::test]
async fn an_answer_is_told_to_the_prefecture() {
    let post = after(async |request| {
        request.ask().await;
        request.answer().await;
    })
    .await;
    assert_eq!(post.subjects_to(TOKYO), [format!("照会への回答がありました（{NUMBER}）")]);
}

#[tokio::test]
async fn a_withdrawal_is_told_to_the_prefecture() {
    let post = after(async |request| request.withdraw().await).await;
    check(&post, &[&format!("緊急配布要請が取り下げられました（{NUMBER}）")], &[]);
}

#[tokio::test]
async fn a_decision_is_told_to_the_facility() {
    let post = after(async |request| request.complete().await).await;
    check(&post, &[], &[&format!("緊急配布要請の結果：一部を配布します（{NUMBER}）")]);
    let body = &post.mails_to(HOSPITAL)[0].body;
    assert!(body.contains("国から直送で 1,500枚") && body.contains("今回は配布できません。"), "{body}");
}

#[tokio::test]
async fn a_reopening_is_told_to_the_facility() {
    let post = after(async |request| {
        request.complete().await;
        request.reopen().await;
    })
    .await;
    let reopened = format!("緊急配布要請の結果を改めて確認しています（{NUMBER}）");
    assert_eq!(post.subjects_to(HOSPITAL).last(), Some(&reopened));
}

#[tokio::test]
async fn no_mail_to_a_facility_tells_flag_opinion_officer_or_the_reason_of_a_reopening() {
    let post = after(async |request| {
        request.ask().await;
        remind(request).await;
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

/// Puts the reminder of the open question into the outbox, as the deadline check does.
async fn remind(request: &Seed<'_>) {
    let store = &request.bed.app.store;
    let found = store.request_get(&request.id, Consistency::Strong).await.unwrap().unwrap();
    let situation = Situation::load(&request.bed.app, found.facility.prefecture).await.unwrap();
    let Situation { policy, prefecture, now } = &situation;
    let calendar = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &policy.days, &prefecture.days);
    let act = Act { by: &seed::officer(), at: *now, policy, calendar: &calendar, prefecture };
    let message = Message::answer_reminder(&found, found.open_question().unwrap(), &act);
    store.digest_claim("2026-11-24".parse().unwrap(), "reminder", message, *now).await.unwrap();
}
