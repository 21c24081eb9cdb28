//! Two senders at once, and one that died.

use chrono::TimeDelta;

use crate::{HOSPITAL, Post, TOKYO, drained, seed::Seed};

#[tokio::test]
async fn two_senders_at_once_send_each_mail_once() {
    let post = Post::start("2026-11-24T10:00:00").await;
    for _ in 0..6 {
        Seed::submit(&post.bed, "tokyo-hospital").await;
    }
    let (one, two) = tokio::join!(post.drain(), post.drain());
    assert_eq!((one.mails + two.mails, one.finished + two.finished), (12, 6));
    assert_eq!((post.mails_to(TOKYO).len(), post.mails_to(HOSPITAL).len()), (6, 6));
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn an_entry_another_sender_works_on_is_left_to_it_until_its_lease_ends() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    let id = post.outbox().await.remove(0).id;
    let now = post.bed.app.clock.now();
    assert!(post.bed.app.store.outbox_lease(&id, now, TimeDelta::minutes(2)).await.unwrap());
    let by_stream = notify::deliver(&post.bed.app, &post.mailer(), &[id]).await.unwrap();
    assert_eq!(by_stream, drained(0, 0, 0));
    assert_eq!(post.drain_at("2026-11-24T10:01:59").await, drained(0, 0, 0));
    assert_eq!(post.drain_at("2026-11-24T10:02:00").await, drained(2, 1, 0), "the other one died");
}

#[tokio::test]
async fn an_entry_that_is_done_is_passed_over() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    let id = post.outbox().await.remove(0).id;
    post.drain().await;
    let again = notify::deliver(&post.bed.app, &post.mailer(), &[id]).await.unwrap();
    assert_eq!(again, drained(0, 0, 0));
}

#[tokio::test]
async fn a_stream_wakes_the_sender_for_the_entries_it_names() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    Seed::submit(&post.bed, "osaka-hospital").await;
    let id = post.outbox().await.remove(0).id;
    let sent = notify::deliver(&post.bed.app, &post.mailer(), &[id]).await.unwrap();
    assert_eq!(sent, drained(2, 1, 0));
    assert_eq!(post.outbox().await.len(), 1);
}
