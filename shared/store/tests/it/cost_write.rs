//! What writes may cost (DESIGN, "Data"), at the full-sized request of [`crate::full_size`].

use domain::{review::Source, transition::Transition};
use store::{Claim, Store};

use crate::{
    full_size::{
        at_length, large_decisions, large_draft, large_evidence, large_facility, large_in_progress, large_part,
        large_under_review,
    },
    raw,
    sample::{at, quantity, tokyo},
    steps::{answer, ask, review, save, submit, update, withdraw},
    table,
};

/// Writes the transition; what it cost must be just the units expected.
async fn check(store: &Store, what: &str, transition: Transition, expected: f64) {
    let (metered, meter) = store.metered();
    metered.request_transition(&at_length(transition)).await.unwrap();
    let units = meter.take();
    assert!((units.write - expected).abs() < f64::EPSILON, "{what} cost {units:?}, expected {expected}");
    assert!(units.read < f64::EPSILON, "{what} read: {units:?}");
}

#[tokio::test]
async fn saving_a_draft_costs_9() {
    let store = table().await;
    let request = large_draft(&store, 1).await;
    let mut part = large_part("二");
    part.items.values_mut().for_each(|item| item.requested = false);
    check(&store, "a draft with other items", save(&request, part, &large_facility()), 9.0).await;
    let request = large_draft(&store, 2).await;
    check(&store, "a draft", save(&request, large_part("二"), &large_facility()), 8.0).await;
}
