//! A failing mail service delays, and nothing is lost or doubled.

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::message::Message;
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};

use crate::{HOSPITAL, Post, TOKYO, drained, seed::Seed};

#[tokio::test]
async fn a_minute_without_mail_delays_everything_by_that_minute() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    Seed::submit(&post.bed, "osaka-hospital").await;
    post.mails.set_failing(true);
    assert_eq!(post.drain().await, drained(0, 0, 2));
    assert_eq!(post.drain_at("2026-11-24T10:00:59").await, drained(0, 0, 0), "not before its time");
    post.mails.set_failing(false);
    assert_eq!(post.drain_at("2026-11-24T10:01:00").await, drained(4, 2, 0));
    assert_eq!(post.drain_at("2026-11-24T10:30:00").await, drained(0, 0, 0));
    assert_eq!((post.mails_to(TOKYO).len(), post.mails_to(HOSPITAL).len()), (1, 1));
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn each_failure_waits_longer_up_to_fifteen_minutes() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.mails.set_failing(true);
    let mut waits = Vec::new();
    for _ in 0..7 {
        let now = post.bed.app.clock.now();
        assert_eq!(post.drain().await, drained(0, 0, 1));
        let until = post.outbox().await.remove(0).not_before.expect("it waits");
        waits.push((until - now).num_minutes());
        post.bed.app.clock.set(until);
    }
    assert_eq!(waits, [1, 2, 4, 8, 15, 15, 15]);
}

#[tokio::test]
async fn one_bad_entry_does_not_block_the_others() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    let Message::Submitted { mut request, .. } = post.outbox().await.remove(0).message else {
        panic!("not a submission");
    };
    // No letter can be made about a request without a number.
    request.number = None;
    post.bed.set_clock("2026-11-24T09:59:00"); // the oldest of all
    let withdrawn_at = post.bed.app.clock.now();
    post.claim("poison", Message::Withdrawn { request, withdrawn_at }).await;
    post.bed.set_clock("2026-11-24T10:01:00");
    Seed::submit(&post.bed, "osaka-hospital").await;
    assert_eq!(post.drain().await, drained(4, 2, 1));
    let left = post.outbox().await;
    assert_eq!(left.len(), 1, "kept for an operator to look at");
    assert_eq!(left[0].failures, 1);
}

/// Makes the table refuse changes in place from the `nth` on, `calls` of them, however often the SDK tries.
fn refuse_updates(proxy: &FaultProxy, nth: usize, calls: usize) {
    let seen = AtomicUsize::new(1);
    let matches =
        move |operation: &str| operation == "UpdateItem" && seen.fetch_add(1, Ordering::SeqCst) >= nth;
    proxy.fail_when(matches, Fault::ServerError, 4 * calls);
}

async fn behind_a_proxy() -> (FaultProxy, Post) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let post = Post::on(store_on(&proxy.endpoint()).await.unwrap(), "2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    (proxy, post)
}

#[tokio::test]
async fn a_crash_between_sending_and_marking_doubles_that_one_mail_only() {
    let (proxy, post) = behind_a_proxy().await;
    // The lease and the prefecture's mark are written, the facility's mark and everything after are not.
    refuse_updates(&proxy, 3, 2);
    notify::drain(&post.bed.app, &post.mailer()).await.unwrap_err();
    assert_eq!(post.sent().len(), 2);
    assert_eq!(post.drain_at("2026-11-24T10:02:00").await, drained(1, 1, 0));
    assert_eq!((post.mails_to(TOKYO).len(), post.mails_to(HOSPITAL).len()), (1, 2));
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn an_entry_that_cannot_be_leased_keeps_no_other_waiting() {
    let (proxy, post) = behind_a_proxy().await;
    Seed::submit(&post.bed, "osaka-hospital").await;
    refuse_updates(&proxy, 1, 1);
    notify::drain(&post.bed.app, &post.mailer()).await.unwrap_err();
    assert_eq!(post.sent().len(), 2, "the other entry's");
    assert_eq!(post.drain().await, drained(2, 1, 0));
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn an_answer_of_the_table_that_got_lost_changes_nothing() {
    let (proxy, post) = behind_a_proxy().await;
    proxy.fail_when(|operation| operation == "DeleteItem", Fault::LostResponse, 1);
    assert_eq!(post.drain().await, drained(2, 1, 0));
    assert_eq!(post.outbox().await, []);
}
