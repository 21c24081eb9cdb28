//! The audit record: chained, and every tampering noticed.

use std::collections::BTreeSet;

use domain::audit::{AuditAction, AuditBy, AuditEntry};
use store::{AuditFollowed, AuditMark, AuditPointerFault, AuditVerdict, PointerPlace, Store};

use crate::{raw, sample::at, session::audit, table};

fn entry(time: &str, subject: &str) -> AuditEntry {
    AuditEntry { at: at(time), subject: subject.to_owned(), ..audit(AuditAction::UserCreated) }
}

const CHAIN: &str = "~operator";

fn shard() -> u8 {
    CHAIN.bytes().fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte)) % 4
}

fn heads_partition() -> String {
    format!("AH#{}", shard())
}

/// The partition of the chain's pointers of the day.
fn day_partition() -> String {
    format!("AD#2026-11-24#{}", shard())
}

/// What a look at all pointers of the day finds, so many at once.
async fn pointer_faults(store: &Store, at_once: usize) -> (u64, Vec<AuditPointerFault>) {
    let (mut looked_at, mut faults, mut place) = (0, Vec::new(), Some(PointerPlace::default()));
    while let Some(at) = place {
        let found = store.audit_pointers_verify("2026-11-24".parse().unwrap(), &at, at_once).await.unwrap();
        looked_at += found.looked_at;
        faults.extend(found.faults);
        place = found.next;
    }
    (looked_at, faults)
}

/// A chain of five.
async fn five() -> Store {
    let store = table().await;
    for number in 1..=5 {
        store.audit_put(&entry(&format!("2026-11-24T09:00:0{number}"), &number.to_string())).await.unwrap();
    }
    store
}

async fn verdict(store: &Store) -> AuditVerdict {
    let heads = store.audit_heads().await.unwrap();
    let head = heads.iter().find(|head| head.chain == CHAIN).unwrap();
    let AuditFollowed::Ended(verdict) = store.audit_verify(head, AuditMark::default(), 1_000).await.unwrap()
    else {
        panic!("the chain goes on")
    };
    verdict
}

#[tokio::test]
async fn entries_are_read_back_newest_first() {
    let store = five().await;
    let all = store.audit_of(CHAIN, None, 10).await.unwrap();
    let sequences: Vec<u64> = all.iter().map(|record| record.sequence).collect();
    assert_eq!(sequences, [5, 4, 3, 2, 1]);
    assert_eq!(all[0].entry().unwrap(), entry("2026-11-24T09:00:05", "5"));
    let rest = store.audit_of(CHAIN, Some(3), 10).await.unwrap();
    assert_eq!(rest.iter().map(|record| record.sequence).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(verdict(&store).await, AuditVerdict::Sound);
}

#[tokio::test]
async fn an_altered_a_removed_and_a_cut_off_row_are_noticed() {
    let sort = |sequence: u64| format!("{sequence:010}");
    let altered = five().await;
    let text = raw::text(&serde_json::to_string(&entry("2026-11-24T09:00:03", "other")).unwrap());
    crate::corrupt::damage(&altered, "A#~operator", &sort(3), "entry", Some(text)).await;
    assert_eq!(verdict(&altered).await, AuditVerdict::Altered(3));

    let removed = five().await;
    raw::delete(&removed, "A#~operator", &sort(2)).await;
    assert_eq!(verdict(&removed).await, AuditVerdict::Missing(2));

    let cut = five().await;
    raw::delete(&cut, "A#~operator", &sort(5)).await;
    assert_eq!(verdict(&cut).await, AuditVerdict::Missing(5));

    let gone = five().await;
    for sequence in 1..=5 {
        raw::delete(&gone, "A#~operator", &sort(sequence)).await;
    }
    assert_eq!(verdict(&gone).await, AuditVerdict::Missing(1));
}

#[tokio::test]
async fn a_head_that_was_set_back_is_noticed() {
    let store = five().await;
    let head = store.audit_heads().await.unwrap().remove(0);
    let partition = heads_partition();
    crate::corrupt::damage(&store, &partition, CHAIN, "count", Some(raw::number(4))).await;
    assert_eq!(verdict(&store).await, AuditVerdict::Altered(4));
    let fourth = store.audit_of(CHAIN, Some(5), 1).await.unwrap().remove(0);
    crate::corrupt::damage(&store, &partition, CHAIN, "hash", Some(raw::text(&fourth.hash))).await;
    assert_eq!(verdict(&store).await, AuditVerdict::Unknown(5));
    assert_ne!(head.hash, fourth.hash);
}

#[tokio::test]
async fn entries_at_once_form_one_chain() {
    let store = table().await;
    let (one, two, three) = (
        entry("2026-11-24T09:00:00", "1"),
        entry("2026-11-24T09:00:00", "2"),
        entry("2026-11-24T09:00:00", "3"),
    );
    let (a, b, c) = tokio::join!(store.audit_put(&one), store.audit_put(&two), store.audit_put(&three));
    a.and(b).and(c).unwrap();
    assert_eq!(verdict(&store).await, AuditVerdict::Sound);
    assert_eq!(store.audit_of(CHAIN, None, 10).await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_day_is_paged_over_all_actors_without_gap_or_double() {
    let store = table().await;
    for number in 0..9 {
        let from = format!("192.0.2.{number}");
        let by = if number % 3 == 0 { AuditBy::Operator } else { AuditBy::Stranger };
        let entry = AuditEntry { by, from, ..entry("2026-11-24T09:00:00", &number.to_string()) };
        store.audit_put(&entry).await.unwrap();
    }
    store.audit_put(&entry("2026-11-25T00:00:00", "the next day")).await.unwrap();
    let (mut seen, mut pages, mut place) = (Vec::new(), 0, None::<String>);
    loop {
        let page = store.audit_on("2026-11-24".parse().unwrap(), place.as_deref(), 4).await.unwrap();
        pages += 1;
        seen.extend(page.records.iter().map(|record| record.entry().unwrap().subject));
        place = page.next;
        if place.is_none() {
            break;
        }
    }
    assert_eq!((pages, seen.len()), (3, 9));
    let different: BTreeSet<_> = seen.into_iter().collect();
    assert_eq!(different, (0..9).map(|number| number.to_string()).collect());
}

#[tokio::test]
async fn a_chain_that_lost_its_head_is_noticed_by_its_pointers() {
    let store = five().await;
    assert_eq!(pointer_faults(&store, 2).await, (5, Vec::new()));
    raw::delete(&store, &heads_partition(), CHAIN).await;
    assert_eq!(store.audit_heads().await.unwrap(), []);
    let chain = CHAIN.to_owned();
    let lost = AuditPointerFault::HeadMissing { chain: chain.clone(), sequence: 1 };
    assert_eq!(pointer_faults(&store, 10).await, (5, vec![lost.clone()]));
    // With its rows as well, it is all the same.
    for sequence in 1..=5 {
        raw::delete(&store, "A#~operator", &format!("{sequence:010}")).await;
    }
    assert_eq!(pointer_faults(&store, 10).await.1, [lost]);
}

#[tokio::test]
async fn a_pointer_without_its_row_is_noticed() {
    let store = five().await;
    raw::delete(&store, "A#~operator", "0000000003").await;
    let gone = AuditPointerFault::RowMissing { chain: CHAIN.to_owned(), sequence: 3 };
    assert_eq!(pointer_faults(&store, 10).await.1, [gone]);
    let mut forged = raw::rows(&store, &day_partition()).await.remove(0);
    forged.insert("sk".to_owned(), raw::text("1795480800123#no place"));
    raw::put(&store, forged).await;
    let unreadable = AuditPointerFault::Unreadable { place: "1795480800123#no place".to_owned() };
    assert!(pointer_faults(&store, 10).await.1.contains(&unreadable));
}

#[tokio::test]
async fn a_row_without_its_pointer_is_noticed() {
    let store = five().await;
    let pointers = raw::rows(&store, &day_partition()).await;
    let place = pointers[1]["sk"].as_s().unwrap();
    raw::delete(&store, &day_partition(), place).await;
    assert_eq!(verdict(&store).await, AuditVerdict::Unpointed(2));
    raw::delete(&store, "A#~operator", "0000000004").await;
    assert_eq!(verdict(&store).await, AuditVerdict::Unpointed(2));
}

#[tokio::test]
async fn a_long_chain_is_followed_in_parts() {
    let store = table().await;
    for number in 0..501 {
        store.audit_put(&entry("2026-11-24T09:00:00", &number.to_string())).await.unwrap();
    }
    let head = store.audit_heads().await.unwrap().remove(0);
    let AuditFollowed::GoesOn(mark) = store.audit_verify(&head, AuditMark::default(), 100).await.unwrap()
    else {
        panic!("the chain has more rows than one look")
    };
    assert_eq!(mark.sequence, 500);
    let sound = AuditFollowed::Ended(AuditVerdict::Sound);
    assert_eq!(store.audit_verify(&head, mark.clone(), 100).await.unwrap(), sound);
    // The second part is held against the hash at which the first ended.
    let other = AuditMark { hash: "0".repeat(64), ..mark };
    let altered = AuditFollowed::Ended(AuditVerdict::Altered(501));
    assert_eq!(store.audit_verify(&head, other, 100).await.unwrap(), altered);
}

#[tokio::test]
async fn a_part_of_a_day_begins_with_its_first_instant_and_ends_before_its_last() {
    let store = five().await;
    for (from, until, limit, expected) in [
        ("09:00:02", "09:00:04", 10, vec!["3", "2"]),
        ("09:00:00", "09:00:02", 10, vec!["1"]),
        ("09:00:02", "09:00:06", 2, vec!["5", "4"]),
        ("09:00:06", "10:00:00", 10, vec![]),
    ] {
        let instant = |time: &str| at(&format!("2026-11-24T{time}"));
        let page = store.audit_within(instant(from), instant(until), None, limit).await.unwrap();
        let subjects: Vec<_> = page.records.iter().map(|record| record.entry().unwrap().subject).collect();
        assert_eq!(subjects, expected, "{from}");
        assert_eq!(page.next.is_some(), limit == 2);
    }
}
