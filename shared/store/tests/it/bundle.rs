//! Bundles: what is gathered is told once, and all of it.

use chrono::TimeDelta;
use domain::{message::Message, time::Instant};
use store::{BundleRow, Gathered, OutboxEntry, Store, StoreError};
use store_emulator::{Fault, FaultProxy};

use crate::{
    sample::{at, prefecture, tokyo},
    steps::stored_under_review,
    table,
};

const LEASE: TimeDelta = TimeDelta::minutes(2);

fn end() -> Instant {
    at("2026-11-24T12:45:00")
}

/// Leased entries of so many submissions.
async fn submissions(store: &Store, count: usize) -> Vec<OutboxEntry> {
    for n in 1..=count {
        stored_under_review(store, n).await;
    }
    let mut leased = Vec::new();
    for entry in store.outbox_list().await.unwrap() {
        assert!(store.outbox_lease(&entry.id, at("2026-11-24T12:41:00"), LEASE).await.unwrap());
        leased.push(store.outbox_get(&entry.id).await.unwrap().unwrap());
    }
    leased
}

async fn gather(store: &Store, entry: &OutboxEntry) -> Gathered {
    store.bundle_gather(entry, "bundle", tokyo(), end()).await.unwrap()
}

/// The bundle's entry, if there is one.
async fn bundle(store: &Store) -> Option<OutboxEntry> {
    let entries = store.outbox_list().await.unwrap();
    entries.into_iter().find(|entry| matches!(entry.message, Message::Bundle { .. }))
}

/// The bundle's entry, leased at its end, and its rows.
async fn begun(store: &Store) -> (OutboxEntry, Vec<BundleRow>) {
    let id = bundle(store).await.expect("a bundle").id;
    assert!(store.outbox_lease(&id, end(), LEASE).await.unwrap());
    let entry = store.outbox_get(&id).await.unwrap().unwrap();
    let rows = store.bundle_rows(&entry).await.unwrap();
    (entry, rows)
}

#[tokio::test]
async fn what_is_gathered_is_read_back_in_order_and_counted() {
    let store = table().await;
    let entries = submissions(&store, 3).await;
    for entry in entries.iter().rev() {
        assert_eq!(gather(&store, entry).await, Gathered::Done);
    }
    let entry = bundle(&store).await.unwrap();
    assert_eq!(entry.message, Message::Bundle { prefecture: tokyo(), until: end() });
    assert_eq!((entry.gathered, entry.not_before), (3, Some(end())));
    let rows = store.bundle_rows(&entry).await.unwrap();
    let expected: Vec<_> = entries.iter().map(|entry| (&entry.id, &entry.message)).collect();
    assert_eq!(rows.iter().map(|row| (&row.id, &row.message)).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_bundle_is_not_due_before_its_end() {
    let store = table().await;
    gather(&store, &submissions(&store, 1).await[0]).await;
    let id = bundle(&store).await.unwrap().id;
    let before = end() - TimeDelta::milliseconds(1);
    assert!(!store.outbox_due(before).await.unwrap().contains(&id));
    assert!(store.outbox_due(end()).await.unwrap().contains(&id));
}

#[tokio::test]
async fn an_entry_keeps_all_but_the_mark_when_it_is_gathered() {
    let store = table().await;
    let mut entry = submissions(&store, 1).await.remove(0);
    entry.sent.insert("facility a@example.jp".to_owned());
    assert!(store.outbox_mark_sent(&entry).await.unwrap());
    gather(&store, &entry).await;
    let read = store.outbox_get(&entry.id).await.unwrap().unwrap();
    entry.sent.insert("bundle".to_owned());
    assert_eq!(read, entry);
}

#[tokio::test]
async fn prefectures_and_ends_have_bundles_of_their_own() {
    let store = table().await;
    let entry = submissions(&store, 1).await.remove(0);
    let later = end() + TimeDelta::minutes(15);
    for (code, until) in [("13", end()), ("13", later), ("27", end())] {
        store.bundle_gather(&entry, "bundle", prefecture(code), until).await.unwrap();
    }
    assert_eq!(store.outbox_list().await.unwrap().len(), 4);
    assert_eq!(bundle(&store).await.unwrap().gathered, 1);
}

#[tokio::test]
async fn all_who_gather_at_once_are_counted() {
    let store = table().await;
    let entries = submissions(&store, 6).await;
    let gathered = futures::future::join_all(entries.iter().map(|entry| gather(&store, entry))).await;
    assert_eq!(gathered, [Gathered::Done; 6]);
    let (entry, rows) = begun(&store).await;
    assert_eq!((entry.gathered, rows.len()), (6, 6));
}

#[tokio::test]
async fn a_bundle_takes_nothing_more_once_somebody_sends_it() {
    let store = table().await;
    let entries = submissions(&store, 2).await;
    gather(&store, &entries[0]).await;
    let (mut entry, rows) = begun(&store).await;
    assert_eq!(gather(&store, &entries[1]).await, Gathered::Closed);
    assert!(store.outbox_postpone(&entry, end() + TimeDelta::minutes(1)).await.unwrap());
    assert_eq!(gather(&store, &entries[1]).await, Gathered::Closed, "it failed and waits");
    entry = store.outbox_get(&entry.id).await.unwrap().unwrap();
    assert_eq!(store.bundle_rows(&entry).await.unwrap(), rows);
    let late = store.outbox_get(&entries[1].id).await.unwrap().unwrap();
    assert_eq!(late, entries[1], "nothing is noted of it");
}

#[tokio::test]
async fn an_entry_somebody_else_has_is_not_gathered() {
    let store = table().await;
    let entry = submissions(&store, 1).await.remove(0);
    assert!(store.outbox_lease(&entry.id, at("2026-11-24T12:43:00"), LEASE).await.unwrap());
    assert_eq!(gather(&store, &entry).await, Gathered::Lost);
    assert_eq!(bundle(&store).await, None);
}

#[tokio::test]
async fn a_told_bundle_is_gone_with_its_rows() {
    let store = table().await;
    for entry in submissions(&store, 2).await {
        gather(&store, &entry).await;
    }
    let (entry, rows) = begun(&store).await;
    assert!(store.bundle_finish(&entry, &rows, end()).await.unwrap());
    assert_eq!(bundle(&store).await, None);
    let empty = OutboxEntry { gathered: 0, ..entry };
    assert_eq!(store.bundle_rows(&empty).await.unwrap(), []);
}

#[tokio::test]
async fn a_bundle_told_in_part_is_due_again_with_the_rest_and_told_to_nobody_yet() {
    let store = table().await;
    for entry in submissions(&store, 3).await {
        gather(&store, &entry).await;
    }
    let (mut entry, rows) = begun(&store).await;
    entry.sent.insert("prefecture a@example.jp".to_owned());
    assert!(store.outbox_mark_sent(&entry).await.unwrap());
    assert!(store.bundle_finish(&entry, &rows[..2], end()).await.unwrap());
    let (rest, left) = begun(&store).await;
    assert_eq!((rest.gathered, rest.sent.len(), rest.failures), (1, 0, 0));
    assert_eq!(left, rows[2..]);
}

#[tokio::test]
async fn a_sender_whose_lease_ran_out_takes_nothing_out_of_the_bundle() {
    let store = table().await;
    gather(&store, &submissions(&store, 1).await[0]).await;
    let (entry, rows) = begun(&store).await;
    assert!(store.outbox_lease(&entry.id, end() + LEASE, LEASE).await.unwrap());
    assert!(!store.bundle_finish(&entry, &rows, end()).await.unwrap());
    let next = bundle(&store).await.unwrap();
    assert_eq!(store.bundle_rows(&next).await.unwrap(), rows);
}

#[tokio::test]
async fn a_row_that_was_counted_and_cannot_be_seen_yet_is_waited_for() {
    let store = table().await;
    gather(&store, &submissions(&store, 1).await[0]).await;
    let (entry, _) = begun(&store).await;
    let counted = OutboxEntry { gathered: 2, ..entry };
    assert!(matches!(store.bundle_rows(&counted).await, Err(StoreError::Busy)));
}

#[tokio::test]
async fn an_entry_that_is_no_bundle_has_no_rows_and_is_finished_as_ever() {
    let store = table().await;
    let entry = submissions(&store, 1).await.remove(0);
    assert_eq!(store.bundle_rows(&entry).await.unwrap(), []);
    assert!(store.bundle_finish(&entry, &[], end()).await.unwrap());
    assert_eq!(store.outbox_list().await.unwrap(), []);
}

#[tokio::test]
async fn a_message_gathered_twice_is_there_and_counted_once() {
    let store = table().await;
    let entry = submissions(&store, 1).await.remove(0);
    for _ in 0..2 {
        assert_eq!(gather(&store, &entry).await, Gathered::Done);
    }
    let (entry, rows) = begun(&store).await;
    assert_eq!((entry.gathered, rows.len()), (1, 1));
}

#[tokio::test]
async fn a_lost_answer_gathers_and_finishes_once() {
    let store = table().await;
    let entry = submissions(&store, 1).await.remove(0);
    let proxy = FaultProxy::start(&store_emulator::test_endpoint()).unwrap();
    let through = Store::connect_local(&proxy.endpoint(), store.table());
    let lose = || proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::LostResponse, 1);
    lose();
    assert_eq!(gather(&through, &entry).await, Gathered::Done);
    let (bundle, rows) = begun(&store).await;
    assert_eq!((bundle.gathered, rows.len()), (1, 1));
    lose();
    assert!(through.bundle_finish(&bundle, &rows, end()).await.unwrap());
    assert_eq!(proxy.faults_left(), 0);
}

#[tokio::test]
async fn a_bundle_of_a_busy_table_has_all_or_nothing() {
    let store = table().await;
    let entry = submissions(&store, 1).await.remove(0);
    let proxy = FaultProxy::start(&store_emulator::test_endpoint()).unwrap();
    let through = Store::connect_local(&proxy.endpoint(), store.table());
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::TransactionConflict, 1_000);
    let result = through.bundle_gather(&entry, "bundle", tokyo(), end()).await;
    assert!(matches!(result, Err(StoreError::Busy)), "{result:?}");
    assert_eq!(store.outbox_list().await.unwrap(), [entry]);
}
