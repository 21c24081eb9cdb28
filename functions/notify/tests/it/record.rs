//! The day's record of completions survives mails that come late.

use domain::completion::Completion;

use crate::{Post, drained, seed::Seed};

async fn completions(post: &Post) -> Vec<Completion> {
    post.bed.app.store.completion_list("2026-11-24".parse().unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_decision_is_recorded_and_a_reopening_takes_it_back() {
    let post = Post::start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&post.bed, "tokyo-hospital").await;
    request.complete().await;
    post.drain().await;
    assert_eq!(completions(&post).await.len(), 1);
    request.reopen().await;
    request.withdraw().await;
    post.drain().await;
    assert_eq!(completions(&post).await, []);
}

#[tokio::test]
async fn a_decision_is_recorded_while_no_mail_can_be_sent() {
    let post = Post::start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&post.bed, "tokyo-hospital").await;
    post.mails.set_failing(true);
    request.complete().await;
    assert_eq!(post.drain().await, drained(0, 0, 2));
    assert_eq!(completions(&post).await.len(), 1);
}

#[tokio::test]
async fn mails_put_off_do_not_undo_the_record_of_a_later_decision() {
    let post = Post::start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain().await;
    request.complete().await;
    post.bed.set_clock("2026-11-24T10:10:00");
    request.reopen().await;
    post.mails.set_failing(true);
    post.drain().await; // result and reopening are put off
    post.mails.set_failing(false);
    post.bed.set_clock("2026-11-24T10:10:30");
    request.complete().await;
    assert_eq!(post.drain().await, drained(1, 1, 0), "the second result");
    assert_eq!(post.drain_at("2026-11-24T10:30:00").await, drained(2, 2, 0), "the two put off");
    let recorded: Vec<_> = completions(&post).await.iter().map(|done| done.completed_at).collect();
    assert_eq!(recorded, [testbed::instant("2026-11-24T10:10:30")]);
}
