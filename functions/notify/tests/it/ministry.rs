//! The ministry's digest of a day.

use domain::message::Message;

use crate::{
    NATION, Post, drained,
    seed::{Seed, facility_in},
};

async fn claim(post: &Post) {
    post.bed.set_clock("2026-11-24T17:01:00");
    post.claim("ministry", Message::MinistryDigest { day: "2026-11-24".parse().unwrap() }).await;
}

#[track_caller]
fn check(body: &str, lines: &[&str]) {
    for line in lines {
        assert!(body.lines().any(|found| found == *line), "{line} is not in {body}");
    }
}

#[tokio::test]
async fn it_counts_the_nation_by_prefecture_with_the_days_completions() {
    let post = Post::start("2026-11-20T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await.ask().await; // overdue since Friday, waiting
    post.bed.set_clock("2026-11-24T10:00:00");
    Seed::submit(&post.bed, "tokyo-clinic").await; // overdue since 17:00
    Seed::submit(&post.bed, "osaka-hospital").await.complete().await;
    Seed::submit(&post.bed, "osaka-hospital").await.withdraw().await;
    post.bed.set_clock("2026-11-24T14:00:00");
    let hospital = facility_in(&post.bed, "47").await;
    Seed::submit(&post.bed, &hospital).await; // due tomorrow, and nobody reads the prefecture's mail
    post.drain().await;
    post.forget();
    claim(&post).await;
    assert_eq!(post.drain().await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(NATION), ["緊急配布要請の入力状況（11月24日（火）17時現在：期限超過 2件）"]);
    check(
        &post.mails_to(NATION)[0].body,
        &[
            "全国　期限超過 2件（うち照会中 1件）／本日期限 2件のうち完了 1件",
            "東京都／2件／1件／11月20日17時／2件",
            "沖縄県",
            "■本日「完了」となった「国から直送」　1件",
            "N95等マスク　1,500枚",
        ],
    );
}

#[tokio::test]
async fn a_completion_counts_though_its_own_mail_is_not_sent_yet() {
    let post = Post::start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain().await;
    post.forget();
    request.complete().await;
    claim(&post).await;
    let ministrys = |entry: &store::OutboxEntry| matches!(entry.message, Message::MinistryDigest { .. });
    let id = post.outbox().await.into_iter().find(ministrys).expect("the digest").id;
    let sent = notify::deliver(&post.bed.app, &post.mailer(), &[id]).await.unwrap();
    assert_eq!(sent, drained(1, 1, 0));
    check(
        &post.mails_to(NATION)[0].body,
        &[
            "全国　期限超過 0件（うち照会中 0件）／本日期限 1件のうち完了 1件",
            "■本日「完了」となった「国から直送」　1件",
        ],
    );
}

#[tokio::test]
async fn a_completion_that_was_taken_back_does_not_count() {
    let post = Post::start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&post.bed, "tokyo-hospital").await;
    request.complete().await;
    post.bed.set_clock("2026-11-24T14:00:00");
    request.reopen().await; // due tomorrow
    post.drain().await;
    post.forget();
    claim(&post).await;
    assert_eq!(post.drain().await, drained(0, 1, 0), "nothing to tell");
}

#[tokio::test]
async fn a_quiet_day_has_none() {
    let post = Post::start("2026-11-24T17:01:00").await;
    claim(&post).await;
    assert_eq!(post.drain().await, drained(0, 1, 0));
    assert_eq!(post.outbox().await, []);
}
