//! What a sweep logs of what it left behind; an alarm reads it.

use crate::{Post, bundling::bundling_from, drained, logged, seed::Seed};

/// Sweeps at that time; tells how long the oldest waits, by the sweep's line.
async fn oldest_unsent(post: &Post, jst: &str) -> u64 {
    post.bed.set_clock(jst);
    let (_, lines) = logged(Box::pin(post.drain())).await;
    let swept: Vec<&str> = lines.lines().filter(|line| line.contains(" swept ")).collect();
    let [line] = swept[..] else { panic!("one line: {lines}") };
    let (_, seconds) = line.split_once("oldest_unsent_seconds=").unwrap();
    seconds.trim().parse().unwrap()
}

#[tokio::test]
async fn with_nothing_left_the_oldest_waits_no_time() {
    let post = Post::start("2026-11-24T10:00:00").await;
    assert_eq!(oldest_unsent(&post, "2026-11-24T10:00:00").await, 0);
    Seed::submit(&post.bed, "tokyo-hospital").await;
    assert_eq!(oldest_unsent(&post, "2026-11-24T10:05:00").await, 0, "it was sent");
}

#[tokio::test]
async fn what_failed_waits_since_it_was_made_also_while_it_is_put_off() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.mails.set_failing(true);
    assert_eq!(oldest_unsent(&post, "2026-11-24T10:00:10").await, 10);
    assert_eq!(oldest_unsent(&post, "2026-11-24T10:00:40").await, 40, "it is put off for a minute");
    post.bed.set_clock("2026-11-24T10:09:00");
    Seed::submit(&post.bed, "osaka-hospital").await;
    assert_eq!(oldest_unsent(&post, "2026-11-24T10:10:00").await, 600, "the older of the two");
    post.mails.set_failing(false);
    assert_eq!(oldest_unsent(&post, "2026-11-24T10:30:00").await, 0);
}

#[tokio::test]
async fn what_a_bundle_gathers_waits_from_its_end_on() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    assert_eq!(oldest_unsent(&post, "2026-11-24T10:14:00").await, 0);
    post.mails.set_failing(true);
    assert_eq!(oldest_unsent(&post, "2026-11-24T10:15:30").await, 30);
}

#[tokio::test]
async fn a_stream_does_not_sweep() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    let ids = post.bed.app.store.outbox_ids().await.unwrap();
    let (sent, lines) = logged(Box::pin(notify::deliver(&post.bed.app, &post.mailer(), &ids))).await;
    assert_eq!(sent.unwrap(), drained(2, 1, 0));
    assert!(!lines.contains("swept"), "{lines}");
}
