//! Bundling: what a prefecture wants gathered is told once, in one mail, at most that many minutes late.

use domain::{
    facility::Facility, id::FacilityId, message::Message, prefecture::Prefecture,
    prefecture_settings::PrefectureSettings,
};

use crate::{HOSPITAL, NATION, Post, TOKYO, drained, recipients::set_addresses, seed::Seed};

pub(crate) const ONE_SUBJECT: &str = "医療用物資の緊急配布要請が行われました（1件）";
const TWO_SUBJECT: &str = "医療用物資の緊急配布要請が行われました（2件）";
const AT_ONCE: &str = "医療用物資の緊急配布要請が行われました";

pub(crate) async fn set_bundling(post: &Post, minutes: u8) {
    let store = &post.bed.app.store;
    let settings = store.prefecture_get(Prefecture::parse("13").unwrap()).await.unwrap();
    store.prefecture_put(&PrefectureSettings { bundling_minutes: minutes, ..settings }).await.unwrap();
}

/// Tokyo gathers for 15 minutes.
pub(crate) async fn bundling_from(jst: &str) -> Post {
    let post = Post::start(jst).await;
    set_bundling(&post, 15).await;
    post
}

/// A submission at that time, and a drain right after.
pub(crate) async fn submit_at<'a>(post: &'a Post, jst: &str) -> Seed<'a> {
    post.bed.set_clock(jst);
    let request = Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain().await;
    request
}

#[tokio::test]
async fn requests_of_one_window_are_told_in_one_mail_at_its_end_and_the_facility_at_once() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    let first = submit_at(&post, "2026-11-24T10:01:00").await;
    assert_eq!((post.mails_to(TOKYO).len(), post.mails_to(HOSPITAL).len()), (0, 1));
    let second = submit_at(&post, "2026-11-24T10:14:59").await;
    assert_eq!((post.mails_to(TOKYO).len(), post.mails_to(HOSPITAL).len()), (0, 2));
    assert_eq!(post.drain_at("2026-11-24T10:14:59").await, drained(0, 0, 0));
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(TOKYO), [TWO_SUBJECT]);
    let body = post.mails_to(TOKYO).remove(0).body;
    for request in [&first, &second] {
        assert_eq!(body.matches(&format!("要請番号：{}\n", request.number)).count(), 1, "{body}");
        assert!(body.contains(&format!("request.html?id={}\n", request.id)), "{body}");
    }
    assert_eq!(post.outbox().await, []);
    assert_eq!(post.drain_at("2026-11-24T11:00:00").await, drained(0, 0, 0));
}

#[tokio::test]
async fn each_window_has_a_mail_of_its_own() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    submit_at(&post, "2026-11-24T10:14:59").await;
    submit_at(&post, "2026-11-24T10:15:00").await;
    assert_eq!(post.subjects_to(TOKYO), [ONE_SUBJECT], "the first window is over");
    assert_eq!(post.drain_at("2026-11-24T10:29:59").await, drained(0, 0, 0));
    assert_eq!(post.drain_at("2026-11-24T10:30:00").await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(TOKYO), [ONE_SUBJECT, ONE_SUBJECT]);
}

#[tokio::test]
async fn an_update_is_gathered_as_well_and_nothing_else_is() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    let request = submit_at(&post, "2026-11-24T10:01:00").await;
    post.drain_at("2026-11-24T10:15:00").await;
    post.forget();
    post.bed.set_clock("2026-11-24T10:20:00");
    request.update().await;
    post.drain().await;
    assert_eq!(post.mails_to(TOKYO), []);
    request.ask().await;
    request.answer().await;
    post.drain().await;
    let answered = format!("照会への回答がありました（{}）", request.number);
    assert_eq!(post.subjects_to(TOKYO), [answered.as_str()]);
    post.drain_at("2026-11-24T10:30:00").await;
    assert_eq!(post.subjects_to(TOKYO), [answered.as_str(), ONE_SUBJECT]);
    let body = post.mails_to(TOKYO).remove(1).body;
    assert!(body.contains("（更新）\n") && body.contains("1,500枚 → 3,000枚"), "{body}");
}

#[tokio::test]
async fn without_the_setting_the_prefecture_is_told_at_once() {
    let post = Post::start("2026-11-24T10:00:00").await;
    submit_at(&post, "2026-11-24T10:01:00").await;
    assert_eq!(post.subjects_to(TOKYO), [AT_ONCE]);
}

#[tokio::test]
async fn another_prefecture_does_not_wait() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    Seed::submit(&post.bed, "osaka-hospital").await;
    assert_eq!(post.drain().await, drained(2, 1, 0));
    assert_eq!(post.subjects_to("prefecture-27@example.jp"), [AT_ONCE]);
}

#[tokio::test]
async fn what_was_gathered_goes_out_at_its_time_when_the_setting_is_switched_off() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    submit_at(&post, "2026-11-24T10:01:00").await;
    set_bundling(&post, 0).await;
    submit_at(&post, "2026-11-24T10:02:00").await;
    assert_eq!(post.subjects_to(TOKYO), [AT_ONCE]);
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(TOKYO), [AT_ONCE, ONE_SUBJECT]);
}

#[tokio::test]
async fn what_comes_to_the_sender_after_its_window_is_told_at_once() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    submit_at(&post, "2026-11-24T10:01:00").await;
    post.bed.set_clock("2026-11-24T10:02:00");
    Seed::submit(&post.bed, "tokyo-hospital").await;
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(3, 2, 0));
    let mut subjects = post.subjects_to(TOKYO);
    subjects.sort();
    assert_eq!(subjects, [AT_ONCE, ONE_SUBJECT]);
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn a_prefecture_without_address_has_its_bundle_told_through_the_ministry() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    set_addresses(&post, &[]).await;
    submit_at(&post, "2026-11-24T10:01:00").await;
    post.drain_at("2026-11-24T10:15:00").await;
    assert_eq!(post.subjects_to(NATION), [ONE_SUBJECT]);
}

#[tokio::test]
async fn a_facility_that_cannot_be_told_keeps_nothing_from_the_bundle() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    let store = &post.bed.app.store;
    let hospital = store.facility_get(&FacilityId::parse("tokyo-hospital").unwrap()).await.unwrap().unwrap();
    store.facility_put(&Facility { mail: String::new(), ..hospital.clone() }).await.unwrap();
    submit_at(&post, "2026-11-24T10:01:00").await;
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(1, 1, 1));
    assert_eq!(post.subjects_to(TOKYO), [ONE_SUBJECT]);
    store.facility_put(&hospital).await.unwrap();
    assert_eq!(post.drain_at("2026-11-24T11:00:00").await, drained(1, 1, 0));
    assert_eq!((post.mails_to(TOKYO).len(), post.mails_to(HOSPITAL).len()), (1, 1));
}

#[tokio::test]
async fn two_senders_at_once_gather_and_tell_each_request_once() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    for _ in 0..6 {
        Seed::submit(&post.bed, "tokyo-hospital").await;
    }
    tokio::join!(post.drain(), post.drain());
    // Where both were at the bundle again and again, one entry may have been put off.
    post.drain_at("2026-11-24T10:04:00").await;
    assert_eq!((post.mails_to(TOKYO).len(), post.mails_to(HOSPITAL).len()), (0, 6));
    post.bed.set_clock("2026-11-24T10:15:00");
    let (one, two) = tokio::join!(post.drain(), post.drain());
    assert_eq!(one.mails + two.mails, 1);
    assert_eq!(post.subjects_to(TOKYO), ["医療用物資の緊急配布要請が行われました（6件）"]);
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn a_bundle_too_long_for_one_mail_is_told_in_several() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    for _ in 0..51 {
        Seed::submit(&post.bed, "tokyo-hospital").await;
    }
    post.drain().await;
    assert_eq!(post.drain_at("2026-11-24T10:15:00").await, drained(1, 1, 0));
    assert_eq!(post.drain().await, drained(1, 1, 0));
    let told = |count| format!("医療用物資の緊急配布要請が行われました（{count}件）");
    assert_eq!(post.subjects_to(TOKYO), [told(50), told(1)]);
    assert_eq!(post.outbox().await, []);
}

#[tokio::test]
async fn each_address_has_the_same_bundle_however_often_it_is_tried() {
    let post = bundling_from("2026-11-24T10:00:00").await;
    set_addresses(&post, &["a@example.jp", "b@example.jp"]).await;
    submit_at(&post, "2026-11-24T10:01:00").await;
    post.drain_at("2026-11-24T10:15:00").await;
    let [one, two] = ["a@example.jp", "b@example.jp"].map(|address| post.mails_to(address));
    assert_eq!((one.len(), &one[0].body), (1, &two[0].body));
}

#[tokio::test]
async fn a_prefecture_of_which_somebody_was_told_already_is_not_told_again_by_a_bundle() {
    let post = Post::start("2026-11-24T10:00:00").await;
    set_addresses(&post, &["a@example.jp", "b@example.jp"]).await;
    Seed::submit(&post.bed, "tokyo-hospital").await;
    let mut entry = post.outbox().await.remove(0);
    entry.sent.insert("prefecture a@example.jp".to_owned());
    assert!(post.bed.app.store.outbox_mark_sent(&entry).await.unwrap());
    set_bundling(&post, 15).await;
    assert_eq!(post.drain().await, drained(2, 1, 0), "the other officer and the facility");
    assert!(!post.outbox().await.iter().any(|entry| matches!(entry.message, Message::Bundle { .. })));
    assert_eq!((post.mails_to("a@example.jp").len(), post.mails_to("b@example.jp").len()), (0, 1));
}
