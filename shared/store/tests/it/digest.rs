//! Marks of digests: each goes out once a day.

use domain::{digest::Slot, message::Message};
use store::Claim;

use crate::{
    raw,
    sample::{at, tokyo},
    table,
};

fn message() -> Message {
    Message::Digest { prefecture: tokyo(), day: "2026-11-24".parse().unwrap(), slot: Slot::Cutoff }
}

#[tokio::test]
async fn a_digest_is_claimed_once_a_day_with_one_message() {
    let store = table().await;
    let now = at("2026-11-24T13:01:30");
    let day = "2026-11-24".parse().unwrap();
    assert_eq!(store.digest_claim(day, "13#cutoff", message(), now).await.unwrap(), Claim::Made);
    let later = at("2026-11-24T13:02:30");
    assert_eq!(store.digest_claim(day, "13#cutoff", message(), later).await.unwrap(), Claim::Taken);
    let entries = store.outbox_list().await.unwrap();
    assert_eq!(entries.iter().map(|entry| &entry.message).collect::<Vec<_>>(), [&message()]);
    assert_eq!(entries[0].created_at, now);
    for (day, what) in
        [("2026-11-24", "27#cutoff"), ("2026-11-24", "13#reminder"), ("2026-11-25", "13#cutoff")]
    {
        let claim = store.digest_claim(day.parse().unwrap(), what, message(), now).await.unwrap();
        assert_eq!(claim, Claim::Made, "{day} {what}");
    }
    assert_eq!(store.outbox_list().await.unwrap().len(), 4);
}

#[tokio::test]
async fn of_two_checks_at_once_exactly_one_makes_the_digest() {
    let store = table().await;
    let (now, day) = (at("2026-11-24T13:01:30"), "2026-11-24".parse().unwrap());
    let (one, other) = tokio::join!(
        store.digest_claim(day, "13#cutoff", message(), now),
        store.digest_claim(day, "13#cutoff", message(), now)
    );
    assert_ne!(one.unwrap(), other.unwrap());
    assert_eq!(store.outbox_list().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_superseded_digest_is_not_sent_and_a_sent_one_not_superseded() {
    let store = table().await;
    let (now, day) = (at("2026-11-24T16:05:00"), "2026-11-24".parse().unwrap());
    assert_eq!(store.digest_supersede(day, "13#cutoff", now).await.unwrap(), Claim::Made);
    assert_eq!(store.digest_supersede(day, "13#cutoff", now).await.unwrap(), Claim::Taken);
    assert_eq!(store.digest_claim(day, "13#cutoff", message(), now).await.unwrap(), Claim::Taken);
    assert!(store.outbox_list().await.unwrap().is_empty());
    assert_eq!(store.digest_claim(day, "13#reminder", message(), now).await.unwrap(), Claim::Made);
    assert_eq!(store.digest_supersede(day, "13#reminder", now).await.unwrap(), Claim::Taken);
}

#[tokio::test]
async fn marks_are_deleted_by_the_table_after_forty_days() {
    let store = table().await;
    let day = "2026-11-24".parse().unwrap();
    store.digest_supersede(day, "13#cutoff", at("2026-11-24T16:05:00")).await.unwrap();
    let row = raw::row(&store, "K#2026-11-24", "13#cutoff").await;
    assert_eq!(row["ttl"], raw::number(at("2027-01-03T00:00:00").timestamp()));
}

#[tokio::test]
async fn a_slot_is_done_once_it_was_closed_or_superseded_that_day() {
    let store = table().await;
    let (now, day) = (at("2026-11-24T13:01:30"), "2026-11-24".parse().unwrap());
    store.digest_claim(day, "cutoff#13", message(), now).await.unwrap();
    assert!(!store.digest_is_done(day, "cutoff").await.unwrap());
    store.digest_done(day, "cutoff", now).await.unwrap();
    store.digest_supersede(day, "reminder", now).await.unwrap();
    for (day, slot, done) in
        [("2026-11-24", "cutoff", true), ("2026-11-24", "reminder", true), ("2026-11-25", "cutoff", false)]
    {
        assert_eq!(store.digest_is_done(day.parse().unwrap(), slot).await.unwrap(), done, "{day} {slot}");
    }
}
