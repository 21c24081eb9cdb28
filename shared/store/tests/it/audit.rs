//! The audit record: chained, and every tampering noticed.

use std::collections::BTreeSet;

use domain::audit::{AuditAction, AuditBy, AuditEntry};
use store::{AuditVerdict, Store};

use crate::{raw, sample::at, session::audit, table};

fn entry(time: &str, subject: &str) -> AuditEntry {
    AuditEntry { at: at(time), subject: subject.to_owned(), ..audit(AuditAction::UserCreated) }
}

const CHAIN: &str = "~operator";

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
    store.audit_verify(head).await.unwrap()
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
    let partition =
        format!("AH#{}", CHAIN.bytes().fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte)) % 4);
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
