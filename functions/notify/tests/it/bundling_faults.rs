//! Bundling, when mail or table fail: nothing is lost, and nothing told twice.

use std::sync::atomic::{AtomicUsize, Ordering};

use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};

use crate::{
    HOSPITAL, Post, TOKYO,
    bundling::{ONE_SUBJECT, bundling_from, set_bundling, submit_at},
    drained,
    seed::Seed,
};

#[tokio::test]
async fn a_failing_mail_service_delays_a_bundle_and_nothing_is_lost_or_doubled() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    post.mails.set_failing(true);
    submit_at(&post, "2026-11-24T10:10:00").await;
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(0, 0, 2), "the facility's and the bundle");
    submit_at(&post, "2026-11-24T10:15:30").await;
    post.mails.set_failing(false);
    post.drain_at("2026-11-24T10:16:00").await;
    assert_eq!(post.subjects_to(TOKYO), [ONE_SUBJECT]);
    post.drain_at("2026-11-24T10:30:00").await;
    assert_eq!(post.subjects_to(TOKYO), [ONE_SUBJECT, ONE_SUBJECT]);
    assert_eq!(post.mails_to(HOSPITAL).len(), 2);
    assert_eq!(post.outbox().await, []);
}

async fn behind_a_proxy() -> (FaultProxy, Post) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let post = Post::on(store_on(&proxy.endpoint()).await.unwrap(), "2026-11-24T10:00:00").await;
    set_bundling(&post, 15).await;
    (proxy, post)
}

#[tokio::test]
async fn a_crash_after_gathering_neither_gathers_again_nor_tells_at_once() {
    let (proxy, post) = behind_a_proxy().await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    // The lease is taken and the bundle filled; the facility's mark and everything after fail.
    let seen = AtomicUsize::new(1);
    let later = move |operation: &str| operation == "UpdateItem" && seen.fetch_add(1, Ordering::SeqCst) >= 2;
    proxy.fail_when(later, Fault::ServerError, 8);
    notify::drain(&post.bed.app, &post.mailer()).await.unwrap_err();
    assert_eq!(post.drain_at("2026-11-24T10:02:00").await, drained(1, 1, 0), "the facility's once more");
    let left = post.outbox().await;
    assert!(matches!(&left[..], [entry] if entry.gathered == 1), "{left:?}");
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(TOKYO), [ONE_SUBJECT]);
}

#[tokio::test]
async fn what_cannot_be_gathered_is_tried_again_and_told_once() {
    let (proxy, post) = behind_a_proxy().await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::ServerError, 4);
    assert_eq!(post.drain().await, drained(0, 0, 1));
    assert_eq!(post.drain_at("2026-11-24T10:01:00").await, drained(1, 1, 0));
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(1, 1, 0));
    assert_eq!((post.subjects_to(TOKYO), post.mails_to(HOSPITAL).len()), (vec![ONE_SUBJECT.to_owned()], 1));
}

#[tokio::test]
async fn a_bundle_sent_and_marked_but_not_taken_out_is_not_sent_again() {
    let (proxy, post) = behind_a_proxy().await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain().await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::ServerError, 4);
    post.bed.set_clock("2026-11-24T10:15:00");
    notify::drain(&post.bed.app, &post.mailer()).await.unwrap_err();
    assert_eq!(post.drain_at("2026-11-24T10:17:00").await, drained(0, 1, 0));
    assert_eq!(post.subjects_to(TOKYO), [ONE_SUBJECT]);
    assert_eq!(post.outbox().await, []);
}
