//! Policy versions.

use domain::{
    audit::{AuditAction, AuditEntry},
    id::UserName,
    policy::Policy,
    role::{Actor, Role},
};
use store::Store;

use crate::{
    sample::{at, policy},
    table,
};

fn version(version: u32, from: &str) -> Policy {
    Policy { version, effective_from: at(from), ..policy() }
}

async fn check(store: &Store, now: &str, expected: u32) {
    assert_eq!(store.policy_at(at(now)).await.unwrap().version, expected, "{now}");
}

#[tokio::test]
async fn the_shipped_policy_holds_until_another_ones_time_has_come() {
    let store = table().await;
    assert_eq!(store.policy_at(at("2026-11-24T09:00:00")).await.unwrap(), policy());
    for (number, from) in [
        (2, "2026-11-01T00:00:00"),
        (3, "2026-12-01T00:00:00"),
        (4, "2026-12-15T00:00:00"),
        (5, "2027-01-01T00:00:00"),
    ] {
        assert!(store.policy_put(&version(number, from)).await.unwrap());
    }
    check(&store, "2026-10-31T23:59:59", 1).await;
    check(&store, "2026-11-01T00:00:00", 2).await;
    check(&store, "2026-12-14T23:59:59", 3).await;
    check(&store, "2026-12-15T00:00:00", 4).await;
    check(&store, "2030-01-01T00:00:00", 5).await;
}

#[tokio::test]
async fn a_scheduled_version_takes_over_also_from_one_made_later() {
    let store = table().await;
    store.policy_put(&version(2, "2026-12-01T00:00:00")).await.unwrap();
    store.policy_put(&version(3, "2026-11-01T00:00:00")).await.unwrap();
    check(&store, "2026-11-30T23:59:59", 3).await;
    check(&store, "2026-12-01T00:00:00", 2).await;
}

#[tokio::test]
async fn of_two_versions_that_begin_together_the_later_made_holds() {
    let store = table().await;
    store.policy_put(&version(2, "2026-12-01T00:00:00")).await.unwrap();
    store.policy_put(&version(3, "2026-12-01T00:00:00")).await.unwrap();
    check(&store, "2026-12-01T00:00:00", 3).await;
}

fn entry(action: AuditAction) -> AuditEntry {
    AuditEntry { at: at("2026-11-24T09:00:00"), ..crate::session::audit(action) }
}

async fn add(store: &Store, number: u32, from: &str) -> bool {
    let audit = entry(AuditAction::PolicyAdded);
    store.policy_add(&version(number, from), &ministry(), &audit).await.unwrap()
}

fn ministry() -> Actor {
    Actor {
        user_name: UserName::parse("ministry").unwrap(),
        role: Role::Ministry,
        name: "国の担当者".to_owned(),
    }
}

#[tokio::test]
async fn a_version_follows_the_newest_and_no_other() {
    let store = table().await;
    assert!(add(&store, 2, "2026-12-01T00:00:00").await);
    assert!(!add(&store, 2, "2026-12-02T00:00:00").await);
    assert!(!add(&store, 4, "2026-12-02T00:00:00").await);
    assert!(add(&store, 3, "2026-12-02T00:00:00").await);
    let listed = store.policy_list().await.unwrap();
    let numbers: Vec<u32> = listed.iter().map(|version| version.policy.version).collect();
    assert_eq!(numbers, [3, 2, 1]);
    assert_eq!(listed[0].made, Some((at("2026-11-24T09:00:00"), ministry())));
    assert_eq!(listed[2].made, None);
}

#[tokio::test]
async fn of_two_versions_made_at_once_exactly_one_is_added() {
    let store = table().await;
    let (one, two) =
        tokio::join!(add(&store, 2, "2026-12-01T00:00:00"), add(&store, 2, "2026-12-02T00:00:00"));
    assert_ne!(one, two);
    assert_eq!(store.policy_list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_withdrawn_version_never_holds_and_is_still_listed() {
    let store = table().await;
    add(&store, 2, "2026-12-01T00:00:00").await;
    add(&store, 3, "2026-12-02T00:00:00").await;
    let newest = store.policy_list().await.unwrap().remove(0);
    let withdrawal = entry(AuditAction::PolicyWithdrawn);
    assert!(store.policy_withdraw(&newest, &withdrawal, withdrawal.at).await.unwrap());
    assert!(!store.policy_withdraw(&newest, &withdrawal, withdrawal.at).await.unwrap());
    check(&store, "2026-12-03T00:00:00", 2).await;
    let listed = store.policy_list().await.unwrap();
    assert_eq!(listed[0].withdrawn_at, Some(withdrawal.at));
    assert_eq!(listed[0].made, newest.made);
    // A version that is not there cannot be withdrawn.
    let shipped = listed.into_iter().next_back().unwrap();
    assert!(!store.policy_withdraw(&shipped, &withdrawal, withdrawal.at).await.unwrap());
}

#[tokio::test]
async fn a_version_that_has_begun_is_not_withdrawn() {
    let store = table().await;
    add(&store, 2, "2026-12-01T00:00:00").await;
    let version = store.policy_list().await.unwrap().remove(0);
    let withdrawal = entry(AuditAction::PolicyWithdrawn);
    for begun in ["2026-12-01T00:00:00", "2026-12-02T00:00:00"] {
        assert!(!store.policy_withdraw(&version, &withdrawal, at(begun)).await.unwrap(), "{begun}");
    }
    check(&store, "2026-12-02T00:00:00", 2).await;
    assert!(store.policy_withdraw(&version, &withdrawal, at("2026-11-30T23:59:59")).await.unwrap());
}

#[tokio::test]
async fn a_version_of_the_far_future_does_not_hold_today() {
    let store = table().await;
    let far = "+20000-01-01T00:00:00Z".parse().unwrap();
    store.policy_put(&Policy { effective_from: far, ..version(2, "2026-11-01T00:00:00") }).await.unwrap();
    check(&store, "2026-11-24T09:00:00", 1).await;
}

#[tokio::test]
async fn a_version_is_never_changed() {
    let store = table().await;
    let stopped = version(2, "2026-11-01T00:00:00");
    assert!(store.policy_put(&stopped).await.unwrap());
    assert!(!store.policy_put(&version(2, "2026-11-02T00:00:00")).await.unwrap());
    assert_eq!(store.policy_at(at("2026-11-24T09:00:00")).await.unwrap(), stopped);
}

#[tokio::test]
async fn the_policy_in_force_costs_half_a_unit_however_many_versions_there_were() {
    let store = table().await;
    for number in 2..30 {
        store.policy_put(&version(number, "2026-11-01T00:00:00")).await.unwrap();
    }
    let (metered, meter) = store.metered();
    metered.policy_at(at("2026-11-24T09:00:00")).await.unwrap();
    let units = meter.take();
    assert!((units.read - 0.5).abs() < f64::EPSILON, "{units:?}");
}
