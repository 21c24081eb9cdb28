//! A row that is not what this program writes is an error that names it; it is never skipped or guessed.

use aws_sdk_dynamodb::types::AttributeValue;
use store::{Consistency, ListScope, Store, StoreError};

use crate::{
    raw::{self, number, text},
    sample::{at, request_number, survey, tokyo},
    seed::first_page,
    steps::{apply, ask, stored_under_review},
    table,
};

/// Overwrites one attribute of a row, or takes it away.
pub(crate) async fn damage(
    store: &Store,
    partition: &str,
    sort: &str,
    name: &str,
    value: Option<AttributeValue>,
) {
    let mut row = raw::row(store, partition, sort).await;
    match value {
        Some(value) => row.insert(name.to_owned(), value),
        None => row.remove(name),
    };
    raw::put(store, row).await;
}

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, StoreError>, named: &str) {
    match result {
        Err(StoreError::Corrupt { key, .. }) => assert!(key.contains(named), "{key} does not name {named}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_request_with_a_damaged_row_is_an_error() {
    for (sort, name, value) in [
        ("h", "v", None),
        ("h", "v", Some(text("three"))),
        ("h", "st", Some(text("under_review"))),
        ("h", "st", None),
        ("h", "ca", None),
        ("h", "by", None),
        ("h", "at", Some(number(i64::MAX))),
        ("h", "dr", None),
        ("h", "da", None),
        ("h", "rk", None),
        ("h", "rd", None),
        ("h", "rs", Some(text("?"))),
        ("h", "it", Some(text("gloves"))),
        ("h", "cs", Some(AttributeValue::M([("gloves".to_owned(), number(i64::MAX))].into()))),
        ("f", "items", None),
        ("f", "code", Some(number(1))),
        ("f", "designations", Some(text("all"))),
        ("v", "items", Some(text("none"))),
        ("v", "sk", Some(text("w"))),
        ("q#0001", "text", None),
        ("q#0001", "sk", Some(text("q#0003"))),
    ] {
        let store = table().await;
        let request = stored_under_review(&store, 1).await;
        let request = apply(&store, ask(&request, "在庫は？")).await;
        let partition = format!("R#{}", request.id);
        damage(&store, &partition, sort, name, value).await;
        let result = store.request_get(&request.id, Consistency::Strong).await;
        assert!(
            matches!(&result, Err(StoreError::Corrupt { .. })),
            "{sort}/{name} was damaged unnoticed: {result:?}"
        );
    }
}

#[tokio::test]
async fn a_request_without_its_head_or_its_facilitys_part_is_an_error() {
    for sort in ["h", "f"] {
        let store = table().await;
        let request = stored_under_review(&store, 1).await;
        raw::delete(&store, &format!("R#{}", request.id), sort).await;
        check(store.request_get(&request.id, Consistency::Strong).await, request.id.as_str());
    }
}

#[tokio::test]
async fn a_list_with_a_damaged_row_is_an_error() {
    let store = table().await;
    stored_under_review(&store, 1).await;
    let damaged = stored_under_review(&store, 2).await;
    damage(&store, &format!("R#{}", damaged.id), "h", "ps", Some(text("?"))).await;
    let of_facility = ListScope::OfFacility(damaged.facility.id.clone());
    for scope in [ListScope::ByUpdated(vec![tokyo()]), ListScope::ByDue(vec![tokyo()]), of_facility] {
        check(store.request_list(&first_page(scope.clone(), 50), None).await, damaged.id.as_str());
        check(store.request_list(&first_page(scope.clone(), 50), Some(&|_| true)).await, damaged.id.as_str());
        check(store.request_rows(scope, None, None).await, damaged.id.as_str());
    }
    check(store.facility_evidence(&damaged.facility.id, &damaged.id).await, damaged.id.as_str());
    check(store.summary_recount(tokyo(), at("2026-11-24T14:00:00")).await, damaged.id.as_str());
}

#[tokio::test]
async fn a_row_of_an_index_that_is_no_request_is_an_error() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let mut row = raw::row(&store, &format!("R#{}", request.id), "h").await;
    row.insert("pk".to_owned(), text("X#1"));
    raw::put(&store, row).await;
    check(store.request_rows(ListScope::ByDue(vec![tokyo()]), None, None).await, "X#1");
}

#[tokio::test]
async fn every_other_damaged_row_is_an_error() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let number_of = request.number.clone().unwrap();
    damage(&store, &format!("N#{number_of}"), "n", "id", Some(text("?"))).await;
    check(store.request_find(&number_of).await, "N#");
    damage(&store, &format!("H#{}", request.id), "0000000003", "action", Some(text("?"))).await;
    check(store.history_list(&request.id, None, 5).await, "H#");
    let entry = store.outbox_list().await.unwrap().remove(0);
    let shard = shard_of(&store, &entry.id).await;
    damage(&store, &shard, &entry.id, "m", Some(text("{}"))).await;
    check(store.outbox_list().await, "O#");
    // What is due is told without it being read: it is an error when its turn comes, and holds up no other.
    assert_eq!(store.outbox_due(entry.created_at).await.unwrap(), [entry.id.as_str()]);
    assert_eq!(store.outbox_ids().await.unwrap(), [entry.id.as_str()]);
    check(store.outbox_get(&entry.id).await, "O#");
    damage(&store, &shard, &entry.id, "at", None).await;
    check(store.outbox_get(&entry.id).await, "O#");

    let facility = crate::sample::facility();
    store.survey_put(&facility.profile.id, &survey("2026-W47", 1, 1)).await.unwrap();
    damage(&store, &format!("Y#{}", facility.profile.id), "2026-W47", "items", None).await;
    check(store.survey_latest(&facility.profile.id).await, "Y#");
    store.facility_put(&facility).await.unwrap();
    damage(&store, &format!("F#{}", facility.profile.id), "m", "mail", None).await;
    check(store.facility_get(&facility.profile.id).await, "F#");
    crate::session::open(&store, "hash").await.unwrap();
    damage(&store, "S#hash", "s", "role", Some(text("admin"))).await;
    check(store.session_get("hash").await, "S#hash");
    assert_eq!(store.request_find(&request_number(9)).await.unwrap(), None);
}

async fn shard_of(store: &Store, id: &str) -> String {
    for shard in 0..4 {
        let partition = format!("O#{shard}");
        if raw::rows(store, &partition).await.iter().any(|row| row["sk"] == text(id)) {
            return partition;
        }
    }
    panic!("no outbox entry {id}")
}

#[tokio::test]
async fn a_damaged_policy_or_snapshot_is_an_error() {
    let store = table().await;
    let mut policy = crate::sample::policy();
    policy.version = 2;
    assert!(store.policy_put(&policy).await.unwrap());
    let place = format!("{:015}#00000002", policy.effective_from.timestamp_millis());
    damage(&store, "POLICY", &place, "policy", Some(text("{}"))).await;
    check(store.policy_at(at("2026-11-24T09:00:00")).await, "POLICY");
    let now = at("2026-11-24T14:00:00");
    store.summary_recount(tokyo(), now).await.unwrap();
    damage(&store, "Z#13", "z", "summary", Some(text("{}"))).await;
    check(store.summary_get(Some(tokyo())).await, "Z#13");
}
