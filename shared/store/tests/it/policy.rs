//! Policy versions.

use domain::policy::Policy;
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
async fn of_two_versions_in_force_the_newer_holds() {
    let store = table().await;
    store.policy_put(&version(2, "2026-12-01T00:00:00")).await.unwrap();
    store.policy_put(&version(3, "2026-11-01T00:00:00")).await.unwrap();
    check(&store, "2026-12-02T00:00:00", 3).await;
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
