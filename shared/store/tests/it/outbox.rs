//! The outbox: what a transition leaves to be mailed, and its way out.

use chrono::TimeDelta;
use domain::{message::Message, request::Evidence};
use store::{OutboxEntry, Store};

use crate::{
    sample::{at, facility, undesignated},
    steps::{
        answer, apply, ask, create, decisions, reopen, review, save, stored_draft, stored_under_review,
        submit, update, withdraw,
    },
    table,
};

/// The only entry there is.
async fn only(store: &Store) -> OutboxEntry {
    let mut entries = store.outbox_list().await.unwrap();
    assert_eq!(entries.len(), 1, "{entries:?}");
    entries.remove(0)
}

#[tokio::test]
async fn every_message_of_every_act_is_read_back_in_order() {
    let store = table().await;
    let mut messages: Vec<Message> = Vec::new();
    let mut request = create(1);
    store.request_create(&request).await.unwrap();
    let mut changed = crate::sample::part();
    changed.remarks = "\",\"to\": 変更 \u{9}\n".to_owned();
    let steps: [&dyn Fn(&domain::request::Request) -> domain::transition::Transition; 9] = [
        &|r| save(r, crate::sample::part(), &facility()),
        &|r| submit(r, &facility(), &Evidence::default()),
        &|r| update(r, changed.clone(), &facility(), &Evidence::default()),
        &|r| ask(r, "在庫は？"),
        &|r| answer(r, "10です。"),
        &|r| review(r, false, &decisions()),
        &|r| review(r, true, &decisions()),
        &|r| reopen(r),
        &|r| withdraw(r),
    ];
    for step in steps {
        let transition = step(&request);
        messages.extend(transition.messages.clone());
        request = apply(&store, transition).await;
    }
    let mut entries = store.outbox_list().await.unwrap();
    assert_eq!(messages.len(), 7);
    assert!(entries.is_sorted_by_key(|entry| entry.created_at));
    for message in messages {
        let at = entries.iter().position(|entry| entry.message == message);
        let entry = entries.remove(at.unwrap_or_else(|| panic!("not in the outbox: {message:?}")));
        assert_eq!(store.outbox_get(&entry.id).await.unwrap(), Some(entry));
    }
    assert!(entries.is_empty());
}

#[tokio::test]
async fn what_nobody_is_told_leaves_nothing_in_the_outbox() {
    let store = table().await;
    let draft = stored_draft(&store, 1).await;
    let ineligible = apply(&store, submit(&draft, &undesignated(), &Evidence::default())).await;
    apply(&store, withdraw(&ineligible)).await;
    assert!(store.outbox_list().await.unwrap().is_empty());
    assert_eq!(store.outbox_get("1795491600000#none").await.unwrap(), None);
}

#[tokio::test]
async fn several_messages_of_one_act_are_entries_of_their_own() {
    let store = table().await;
    let draft = stored_draft(&store, 1).await;
    let mut submission = submit(&draft, &facility(), &Evidence::default());
    submission.messages.push(submission.messages[0].clone());
    apply(&store, submission).await;
    assert_eq!(store.outbox_list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_entry_is_leased_to_one_sender_until_the_lease_ends() {
    let store = table().await;
    stored_under_review(&store, 1).await;
    let entry = only(&store).await;
    let (now, lease) = (at("2026-11-24T12:41:00"), TimeDelta::minutes(2));
    assert_eq!(store.outbox_due(now).await.unwrap(), [entry.id.as_str()]);
    assert!(store.outbox_lease(&entry.id, now, lease).await.unwrap());
    let later = now + TimeDelta::seconds(119);
    assert!(!store.outbox_lease(&entry.id, later, lease).await.unwrap());
    assert!(store.outbox_due(later).await.unwrap().is_empty());
    assert_eq!(store.outbox_due(now + lease).await.unwrap(), [entry.id.as_str()]);
    assert!(store.outbox_lease(&entry.id, now + lease, lease).await.unwrap());
    assert!(!store.outbox_lease("1795491600000#none", now, lease).await.unwrap());
}

#[tokio::test]
async fn of_two_senders_at_once_exactly_one_gets_the_lease() {
    let store = table().await;
    stored_under_review(&store, 1).await;
    let entry = only(&store).await;
    let (now, lease) = (at("2026-11-24T12:41:00"), TimeDelta::minutes(2));
    let (one, other) =
        tokio::join!(store.outbox_lease(&entry.id, now, lease), store.outbox_lease(&entry.id, now, lease));
    assert!(one.unwrap() != other.unwrap());
}

#[tokio::test]
async fn who_has_the_mail_and_how_often_it_failed_is_kept() {
    let store = table().await;
    stored_under_review(&store, 1).await;
    let mut entry = only(&store).await;
    for (failures, address) in [(1, "a@example.jp"), (2, "b@example.jp")] {
        entry.sent.insert(address.to_owned());
        assert!(store.outbox_mark_sent(&entry).await.unwrap());
        let until = at("2026-11-24T12:50:00") + TimeDelta::minutes(i64::from(failures));
        assert!(store.outbox_postpone(&entry, until).await.unwrap());
        let read = only(&store).await;
        assert_eq!((read.failures, &read.sent, read.not_before), (failures, &entry.sent, Some(until)));
        assert_eq!((&read.message, read.created_at), (&entry.message, entry.created_at));
        entry = read;
    }
}

#[tokio::test]
async fn a_finished_entry_is_gone_and_nothing_brings_it_back() {
    let store = table().await;
    stored_under_review(&store, 1).await;
    let entry = only(&store).await;
    assert!(store.outbox_finish(&entry).await.unwrap());
    assert!(!store.outbox_mark_sent(&entry).await.unwrap());
    assert!(!store.outbox_postpone(&entry, at("2026-11-24T13:00:00")).await.unwrap());
    assert!(store.outbox_finish(&entry).await.unwrap(), "it is out, which is what was wanted");
    assert!(store.outbox_list().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_sender_whose_lease_ran_out_changes_nothing_of_the_next_ones() {
    let store = table().await;
    stored_under_review(&store, 1).await;
    let (id, lease) = (only(&store).await.id, TimeDelta::minutes(2));
    let first_at = at("2026-11-24T12:41:00");
    assert!(store.outbox_lease(&id, first_at, lease).await.unwrap());
    let mut first = only(&store).await;
    assert!(store.outbox_lease(&id, first_at + lease, lease).await.unwrap());
    let mut second = only(&store).await;
    second.sent.insert("b@example.jp".to_owned());
    assert!(store.outbox_mark_sent(&second).await.unwrap());
    first.sent.insert("a@example.jp".to_owned());
    assert!(!store.outbox_mark_sent(&first).await.unwrap());
    assert!(!store.outbox_postpone(&first, first_at).await.unwrap());
    assert!(!store.outbox_finish(&first).await.unwrap());
    assert_eq!(only(&store).await, second);
}
