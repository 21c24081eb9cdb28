//! A prefecture's digests are made when they are sent.

use domain::digest::Slot;

use crate::{Post, TOKYO, drained, seed::Seed};

/// The numbers of Tokyo's requests on a Tuesday after a long weekend: due on Friday, due today, and due today but waiting for an answer.
struct Tuesday {
    carried: String,
    due: String,
    waiting: String,
}

/// The digest of a slot that begins at that time: subject and body. Beside Tokyo's requests of the [`Tuesday`] there is one due tomorrow,
/// and one of another prefecture, which are not to be in it.
async fn mail(slot: Slot, at: &str) -> (Tuesday, String, String) {
    let post = Post::start("2026-11-20T10:00:00").await;
    let carried = Seed::submit(&post.bed, "tokyo-hospital").await.number;
    post.bed.set_clock("2026-11-24T10:00:00");
    let due = Seed::submit(&post.bed, "tokyo-clinic").await.number;
    let asked = Seed::submit(&post.bed, "tokyo-clinic").await;
    asked.ask().await;
    Seed::submit(&post.bed, "osaka-hospital").await;
    post.bed.set_clock("2026-11-24T13:01:00");
    Seed::submit(&post.bed, "tokyo-clinic").await;
    post.drain().await;
    post.forget();
    post.bed.set_clock(&format!("2026-11-24T{at}"));
    post.claim_digest(slot).await;
    assert_eq!(post.drain().await, drained(1, 1, 0));
    let requests = Tuesday { carried, due, waiting: asked.number };
    (requests, post.subjects_to(TOKYO).remove(0), post.mails_to(TOKYO).remove(0).body)
}

/// The requests listed from one heading on to the next.
fn listed(body: &str, heading: &str) -> Vec<String> {
    let (_, rest) = body.split_once(heading).unwrap_or_else(|| panic!("no {heading} in {body}"));
    let part = rest.split("\n\n").next().unwrap_or_default();
    let number =
        |line: &str| line.split('／').next().filter(|text| text.starts_with("SOS-")).map(str::to_owned);
    part.lines().filter_map(number).collect()
}

#[tokio::test]
async fn at_13_01_it_tells_what_is_due_today_and_what_was_carried_over() {
    let (requests, subject, body) = mail(Slot::Cutoff, "13:01:00").await;
    assert_eq!(subject, "本日17時までに入力をお願いする緊急配布要請（2件）");
    let mut due = listed(&body, "要請番号／要請者");
    due.sort();
    let mut both = [&requests.due, &requests.waiting];
    both.sort();
    assert_eq!(due.iter().collect::<Vec<_>>(), both);
    assert_eq!(listed(&body, "回答を待っているもの（1件）"), [requests.waiting]);
    assert_eq!(listed(&body, "未完了のもの（1件）"), [requests.carried]);
    assert!(body.contains("休日の間に登録された要請も含みます"), "the days before were closed: {body}");
}

#[tokio::test]
async fn at_16_01_it_tells_what_is_open_without_what_waits_for_an_answer() {
    let (requests, subject, body) = mail(Slot::Reminder, "16:01:00").await;
    assert_eq!(subject, "入力期限まで1時間です（未完了 1件）");
    assert_eq!(listed(&body, "要請番号／要請者"), [requests.due]);
    assert!(body.contains("医療機関の回答を待っている1件は"), "{body}");
}

#[tokio::test]
async fn at_17_01_it_tells_all_that_is_overdue_with_what_waits_apart() {
    let (requests, subject, body) = mail(Slot::Overdue, "17:01:00").await;
    assert_eq!(subject, "入力期限を過ぎた緊急配布要請があります（3件）");
    assert_eq!(listed(&body, "入力が済んでいないもの（2件）"), [requests.carried, requests.due]);
    assert_eq!(listed(&body, "回答を待っているもの（1件）"), [requests.waiting]);
}

#[tokio::test]
async fn what_was_completed_since_is_not_asked_for_and_an_empty_digest_not_sent() {
    let post = Post::start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain_at("2026-11-24T16:01:00").await;
    post.claim_digest(Slot::Reminder).await;
    request.complete().await;
    post.drain().await;
    assert_eq!(post.subjects_to(TOKYO), ["医療用物資の緊急配布要請が行われました"]);
    assert_eq!(post.outbox().await, [], "the empty digest is done");
}

#[tokio::test]
async fn a_digest_held_up_until_the_days_next_is_overtaken_by_it() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain().await;
    post.forget();
    post.mails.set_failing(true);
    post.bed.set_clock("2026-11-24T13:01:00");
    post.claim_digest(Slot::Cutoff).await;
    assert_eq!(post.drain().await, drained(0, 0, 1));
    post.bed.set_clock("2026-11-24T16:01:00");
    post.claim_digest(Slot::Reminder).await;
    post.mails.set_failing(false);
    assert_eq!(post.drain().await, drained(1, 2, 0));
    assert_eq!(post.subjects_to(TOKYO), ["入力期限まで1時間です（未完了 1件）"]);
}

#[tokio::test]
async fn a_digest_that_comes_in_after_the_days_next_has_begun_is_not_sent() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain_at("2026-11-24T17:01:00").await;
    post.forget();
    post.claim_digest(Slot::Overdue).await;
    assert_eq!(post.drain().await, drained(1, 1, 0));
    post.claim_digest(Slot::Cutoff).await;
    post.claim_digest(Slot::Reminder).await;
    assert_eq!(post.drain().await, drained(0, 2, 0));
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn the_last_digest_of_a_day_is_sent_however_late() {
    let post = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain().await;
    post.forget();
    post.mails.set_failing(true);
    post.bed.set_clock("2026-11-24T17:01:00");
    post.claim_digest(Slot::Overdue).await;
    post.drain().await;
    post.mails.set_failing(false);
    assert_eq!(post.drain_at("2026-11-25T08:00:00").await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(TOKYO), ["入力期限を過ぎた緊急配布要請があります（1件）"]);
}
