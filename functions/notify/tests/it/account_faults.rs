//! Letters with a link, when mail or table fail: no token gets anywhere but into the letter.

use chrono::TimeDelta;
use domain::message::Message;
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::instant;

use crate::{
    HOSPITAL, Post,
    accounts::{AT, add_unconfirmed, change_user, confirmation, invitation, link, reset, token, with},
    drained, logged,
};

#[tokio::test]
async fn a_failing_mail_service_leaves_no_token_in_outbox_or_logs_and_the_next_try_has_its_own() {
    let post = Post::start(AT).await;
    add_unconfirmed(&post).await;
    change_user(&post, "tokyo-hospital", |user| user.password_hash = None).await;
    for (what, message) in
        [("1", reset("tokyo-hospital")), ("2", invitation("tokyo-hospital")), ("3", confirmation())]
    {
        post.claim(what, message).await;
    }
    post.mails.set_failing(true);
    let (drained_so, log) = logged(Box::pin(post.drain())).await;
    assert_eq!(drained_so, drained(0, 0, 3));
    assert!(log.contains("mail not sent"), "the log is looked at: {log}");
    assert!(!log.contains("hl_"), "{log}");
    let outbox = format!("{:?}", post.outbox().await);
    assert!(!outbox.contains("hl_"), "{outbox}");
    post.mails.set_failing(false);
    post.bed.set_clock("2026-11-24T10:01:00");
    let (drained_so, log) = logged(Box::pin(post.drain())).await;
    assert_eq!(drained_so, drained(3, 3, 0));
    assert!(log.contains("mail sent") && !log.contains("hl_"), "{log}");
    let mail = post.mails_to(HOSPITAL).remove(0);
    assert_eq!(
        link(&post, &token(&mail, "reset")).await.unwrap().expires_at,
        instant("2026-11-24T10:31:00"),
        "half an hour from when it is sent"
    );
}

#[tokio::test]
async fn two_senders_at_once_mail_one_link() {
    let post = with(reset("tokyo-hospital")).await;
    let (one, two) = tokio::join!(post.drain(), post.drain());
    assert_eq!((one.mails + two.mails, one.finished + two.finished), (1, 1));
    assert_eq!(post.sent().len(), 1);
}

async fn behind_a_proxy(message: Message) -> (FaultProxy, Post) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let post = Post::on(store_on(&proxy.endpoint()).await.unwrap(), AT).await;
    post.claim("account", message).await;
    (proxy, post)
}

#[tokio::test]
async fn a_link_that_cannot_be_stored_is_not_mailed() {
    let (proxy, post) = behind_a_proxy(reset("tokyo-hospital")).await;
    proxy.fail_when(|operation| operation == "PutItem", Fault::ServerError, 4);
    assert_eq!(post.drain().await, drained(0, 0, 1));
    assert_eq!(post.sent(), []);
    assert_eq!(post.drain_at("2026-11-24T10:01:00").await, drained(1, 1, 0));
}

#[tokio::test]
async fn a_letter_that_was_sent_and_marked_is_not_sent_again() {
    let (proxy, post) = behind_a_proxy(reset("tokyo-hospital")).await;
    // The entry cannot be taken out, however often the SDK tries.
    proxy.fail_when(|operation| operation == "DeleteItem", Fault::ServerError, 4);
    notify::drain(&post.bed.app, &post.mailer()).await.unwrap_err();
    assert_eq!(post.sent().len(), 1);
    post.bed.app.clock.set(instant(AT) + TimeDelta::minutes(2));
    assert_eq!(post.drain().await, drained(0, 1, 0));
    assert_eq!((post.sent().len(), post.outbox().await), (1, vec![]));
}
