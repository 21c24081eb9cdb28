//! What writes may cost (DESIGN, "Data"), at the full-sized request of [`crate::full_size`]. Figures are exact, so that a change of the
//! layout shows; each is at most its ceiling.

use domain::{
    digest::Slot,
    facility::Facility,
    message::Message,
    request::{FacilityPart, Request, refresh_flags},
    transition::Transition,
};
use store::{Claim, Store};

use crate::{
    full_size::{
        at_length, large_decisions, large_delay, large_draft, large_evidence, large_facility,
        large_in_progress, large_part, large_under_review,
    },
    raw,
    sample::{at, code, quantity, survey, tokyo},
    steps::{answer, apply, ask, complete, evidence, reopen_with, review, save, submit, update, withdraw},
    table,
};

/// Writes the transition; what it cost must be just the units expected.
async fn check(store: &Store, what: &str, transition: Transition, expected: f64) -> Request {
    let transition = at_length(transition);
    let (metered, meter) = store.metered();
    metered.request_transition(&transition).await.unwrap();
    let units = meter.take();
    assert!((units.write - expected).abs() < f64::EPSILON, "{what} cost {units:?}, expected {expected}");
    assert!(units.read < f64::EPSILON, "{what} read: {units:?}");
    transition.after
}

/// The full part with other quantities.
fn other_quantities(pieces: i64) -> FacilityPart {
    let mut part = large_part("一");
    part.items.values_mut().for_each(|item| item.quantity = Some(quantity(pieces)));
    part
}

#[tokio::test]
async fn saving_a_draft_costs_9_at_most() {
    let store = table().await;
    let request = large_draft(&store, 1).await;
    let request =
        check(&store, "a draft, same items", save(&request, large_part("二"), &large_facility()), 8.0).await;
    let mut fewer = large_part("二");
    fewer.items.remove(&code("gloves"));
    check(&store, "a draft, other items", save(&request, fewer, &large_facility()), 9.0).await;
}

#[tokio::test]
async fn the_first_submission_costs_13() {
    let store = table().await;
    let request = large_draft(&store, 1).await;
    check(&store, "a submission", submit(&request, &large_facility(), &large_evidence()), 13.0).await;
}

#[tokio::test]
async fn an_update_costs_17_at_most() {
    let store = table().await;
    let large: Facility = large_facility();
    let request = large_under_review(&store, 1).await;
    let untouched = update(&request, other_quantities(9_999_997), &large, &large_evidence());
    check(&store, "an update before the prefecture began", untouched, 17.0).await;
    let request = large_in_progress(&store, 2).await;
    let begun = update(&request, other_quantities(9_999_997), &large, &large_evidence());
    check(&store, "an update after the prefecture began", begun, 17.0).await;
}

/// The part's row is written when a decision has to go with its item: 2 for each kilobyte of it.
#[tokio::test]
async fn an_update_that_drops_a_decided_item_costs_the_prefectures_part_on_top() {
    let store = table().await;
    let request = large_in_progress(&store, 1).await;
    let mut fewer = large_part("一");
    fewer.items.get_mut(&code("gloves")).unwrap().requested = false;
    check(&store, "an update", update(&request, fewer, &large_facility(), &large_evidence()), 21.0).await;
}

#[tokio::test]
async fn saving_a_review_costs_11_and_2_for_each_further_kilobyte_of_change() {
    let store = table().await;
    let request = large_under_review(&store, 1).await;
    let first = review(&request, false, &large_decisions(9_999_998));
    let request = check(&store, "the first save of all fields", first, 15.0).await;
    let history = raw::row(&store, &format!("H#{}", request.id), &format!("{:010}", request.version)).await;
    assert_eq!(raw::size(&history).div_ceil(1_024), 3);
    let one = review(&request, false, &large_decisions(9_999_997)[..1]);
    let request = check(&store, "a later save", one, 11.0).await;
    check(&store, "a reason for delay with the expected day", large_delay(&request), 11.0).await;
}

#[tokio::test]
async fn completing_a_review_costs_13() {
    let store = table().await;
    let request = large_in_progress(&store, 1).await;
    check(&store, "a completion", complete(&request), 13.0).await;
}

#[tokio::test]
async fn the_lesser_acts_cost_less_than_an_update() {
    let store = table().await;
    let request = large_in_progress(&store, 1).await;
    let text = "数".repeat(60);
    let request = check(&store, "a question", ask(&request, &text), 11.0).await;
    let request = check(&store, "an answer", answer(&request, &text), 11.0).await;
    let completed = check(&store, "a completion", complete(&request), 13.0).await;
    check(&store, "a reopening", reopen_with(&completed, &large_evidence()), 9.0).await;
    let request = large_in_progress(&store, 2).await;
    check(&store, "a withdrawal", withdraw(&request), 9.0).await;
}

/// The part's row is written with the flags of a survey answered since: 2 for each kilobyte of it.
#[tokio::test]
async fn a_reopening_after_another_survey_costs_the_prefectures_part_on_top() {
    let store = table().await;
    let request = large_in_progress(&store, 1).await;
    let completed = apply(&store, at_length(complete(&request))).await;
    let reopened = reopen_with(&completed, &evidence(survey("2026-W48", 9, 0)));
    check(&store, "a reopening", reopened, 13.0).await;
}

#[tokio::test]
async fn flags_computed_anew_cost_9() {
    let store = table().await;
    let before = large_in_progress(&store, 1).await;
    let after = refresh_flags(&before, &evidence(survey("2026-W48", 9, 0))).unwrap();
    let (metered, meter) = store.metered();
    metered.request_refresh_flags(&before, &after).await.unwrap();
    assert!((meter.take().write - 9.0).abs() < f64::EPSILON);
}

#[tokio::test]
async fn a_digest_claim_costs_4_and_a_superseded_one_2() {
    let (store, meter) = table().await.metered();
    let (now, day) = (at("2026-11-24T13:01:30"), "2026-11-24".parse().unwrap());
    let message = Message::Digest { prefecture: tokyo(), day, slot: Slot::Cutoff };
    let claim = store.digest_claim(day, "13#cutoff", message, now).await.unwrap();
    assert_eq!((claim, meter.take().write), (Claim::Made, 4.0));
    let claim = store.digest_supersede(day, "13#reminder", now).await.unwrap();
    assert_eq!((claim, meter.take().write), (Claim::Made, 2.0));
}
