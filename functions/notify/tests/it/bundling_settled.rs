//! What is withdrawn or completed while it is gathered is not announced any more.

use crate::{
    Post, TOKYO,
    bundling::{ONE_SUBJECT, bundling_from, submit_at},
    drained,
};

const SETTLED: &str = "取り下げ又は受付完了となりました。入力は不要です。";

/// The only bundle's body, behind what was told at once.
async fn bundle(post: &Post) -> String {
    post.forget();
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(TOKYO), [ONE_SUBJECT]);
    post.mails_to(TOKYO).remove(0).body
}

#[tokio::test]
async fn a_request_withdrawn_meanwhile_is_not_announced_after_its_withdrawal() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    let request = submit_at(&post, "2026-11-24T10:01:00").await;
    request.withdraw().await;
    post.drain().await;
    let withdrawn = format!("緊急配布要請が取り下げられました（{}）", request.number);
    assert_eq!(post.subjects_to(TOKYO), [withdrawn.as_str()]);
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(0, 1, 0), "nothing is left to ask for");
    assert_eq!(post.subjects_to(TOKYO), [withdrawn.as_str()]);
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn beside_another_a_withdrawn_one_is_named_and_not_counted() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    let gone = submit_at(&post, "2026-11-24T10:01:00").await;
    let left = submit_at(&post, "2026-11-24T10:02:00").await;
    gone.withdraw().await;
    post.drain().await;
    let body = bundle(&post).await;
    assert!(body.contains(&format!("要請番号：{}\n", left.number)), "{body}");
    assert!(!body.contains(&format!("要請番号：{}\n", gone.number)), "{body}");
    let line = format!("{SETTLED}\n・{}　東京中央見本病院（取り下げられました）\n", gone.number);
    assert!(body.contains(&line), "{body}");
}

#[tokio::test]
async fn a_completed_one_is_told_as_such() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    let done = submit_at(&post, "2026-11-24T10:01:00").await;
    submit_at(&post, "2026-11-24T10:02:00").await;
    done.complete().await;
    post.drain().await;
    let body = bundle(&post).await;
    assert!(body.contains(&format!("・{}　東京中央見本病院（受付完了）\n", done.number)), "{body}");
}

#[tokio::test]
async fn one_opened_again_is_asked_for() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    let request = submit_at(&post, "2026-11-24T10:01:00").await;
    request.complete().await;
    request.reopen().await;
    post.drain().await;
    let body = bundle(&post).await;
    assert!(body.contains(&format!("要請番号：{}\n", request.number)) && !body.contains(SETTLED), "{body}");
}
