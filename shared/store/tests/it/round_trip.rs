//! Every state of a request, through the rows and back: what is read is exactly what the domain decided.

use domain::{
    request::{Evidence, Request},
    status::{Outcome, Status},
    transition::Transition,
};
use store::{Consistency, ListScope, Store};

use crate::{
    full_size::{
        at_length, large_decisions, large_draft, large_evidence, large_facility, large_in_progress,
        large_part,
    },
    sample::{code, facility, part, quantity, refusal, survey, undesignated},
    steps::{
        answer, apply, ask, create, decisions, evidence, reopen, review, save, stored_accepted, stored_draft,
        stored_under_review, submit, update, withdraw,
    },
    table,
};

/// The request as it is stored and listed must be just this one.
async fn check(store: &Store, request: &Request, status: Status) {
    assert_eq!(request.status, status);
    for consistency in [Consistency::Strong, Consistency::Eventual] {
        let read = store.request_get(&request.id, consistency).await.unwrap().unwrap();
        assert_eq!(&read, request);
    }
    let own = ListScope::OfFacility(request.facility.id.clone());
    let rows = store.request_rows(own, None, None).await.unwrap();
    assert_eq!(rows.into_iter().find(|row| row.id == request.id).unwrap(), request.into());
}

/// The transition is written, and what is read then is what it decided.
async fn check_apply(store: &Store, transition: Transition, status: Status) -> Request {
    let request = apply(store, transition).await;
    check(store, &request, status).await;
    request
}

#[tokio::test]
async fn what_was_never_stored_is_not_there() {
    let store = table().await;
    assert_eq!(store.request_get(&create(1).id, Consistency::Strong).await.unwrap(), None);
    assert_eq!(store.request_find(&crate::sample::request_number(1)).await.unwrap(), None);
}

#[tokio::test]
async fn a_draft_is_read_back_as_made_and_as_saved() {
    let store = table().await;
    let request = create(1);
    store.request_create(&request).await.unwrap();
    check(&store, &request, Status::Draft).await;
    let request = check_apply(&store, save(&request, part(), &facility()), Status::Draft).await;
    check_apply(&store, withdraw(&request), Status::Withdrawn).await;
}

#[tokio::test]
async fn an_ineligible_request_keeps_its_failed_checks_until_it_passes_also_when_withdrawn() {
    let store = table().await;
    for n in 1..=2 {
        let draft = stored_draft(&store, n).await;
        let failed = submit(&draft, &undesignated(), &Evidence::default());
        let request = check_apply(&store, failed, Status::Ineligible).await;
        assert_eq!(request.failed_checks.len(), 3);
        if n == 1 {
            let passed = submit(&request, &facility(), &evidence(survey("2026-W47", 10, 900)));
            check_apply(&store, passed, Status::UnderReview).await;
        } else {
            let withdrawn = check_apply(&store, withdraw(&request), Status::Withdrawn).await;
            assert_eq!(withdrawn.failed_checks, request.failed_checks);
        }
    }
}

#[tokio::test]
async fn a_request_under_review_is_read_back_through_questions_updates_and_saves() {
    let store = table().await;
    let mut request = stored_under_review(&store, 1).await;
    check(&store, &request, Status::UnderReview).await;
    for text in ["在庫の内訳を教えてください。", "もう一点あります。"] {
        request = check_apply(&store, ask(&request, text), Status::UnderReview).await;
        request = check_apply(&store, answer(&request, "二つの病棟の合計です。"), Status::UnderReview).await;
    }
    let partial = review(&request, false, &decisions()[..1]);
    request = check_apply(&store, partial, Status::UnderReview).await;
    let mut changed = part();
    changed.items.get_mut(&code("n95_mask")).unwrap().quantity = Some(quantity(1_200));
    let updated = update(&request, changed, &facility(), &evidence(survey("2026-W47", 10, 900)));
    request = check_apply(&store, updated, Status::UnderReview).await;
    assert!(request.review.items[&code("n95_mask")].changed_since.is_some());
    check_apply(&store, withdraw(&request), Status::Withdrawn).await;
}

#[tokio::test]
async fn an_open_question_is_closed_by_the_completion() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let request = apply(&store, ask(&request, "在庫の内訳を教えてください。")).await;
    let accepted = review(&request, true, &decisions());
    let request = check_apply(&store, accepted, Status::Accepted).await;
    assert!(request.questions[0].closed);
}

#[tokio::test]
async fn an_accepted_request_is_read_back_with_each_outcome_and_reopened() {
    let store = table().await;
    let [n95_mask, gloves] = decisions();
    for (n, outcome, decided) in [
        (1, Outcome::Full, [n95_mask, gloves.clone()]),
        (2, Outcome::Partial, [("n95_mask", refusal()), gloves]),
        (3, Outcome::None, [("n95_mask", refusal()), ("gloves", refusal())]),
    ] {
        let request = stored_under_review(&store, n).await;
        let request = check_apply(&store, review(&request, true, &decided), Status::Accepted).await;
        assert_eq!(request.outcome, Some(outcome));
        check_apply(&store, reopen(&request), Status::UnderReview).await;
    }
}

#[tokio::test]
async fn a_recorded_shipment_is_read_back() {
    let store = table().await;
    let accepted = stored_accepted(&store, 1).await;
    let mut shipped = reopen(&accepted);
    shipped.after =
        Request { version: accepted.version + 1, shipped_at: Some(accepted.saved.at), ..accepted };
    check_apply(&store, shipped, Status::Accepted).await;
}

#[tokio::test]
async fn the_full_sized_request_is_read_back_in_every_state() {
    let store = table().await;
    check(&store, &large_draft(&store, 1).await, Status::Draft).await;
    let request = large_in_progress(&store, 2).await;
    check(&store, &request, Status::UnderReview).await;
    let mut confirmed = large_decisions(9_999_998);
    confirmed[0].1.quantity_confirmed = true;
    let request =
        check_apply(&store, at_length(review(&request, false, &confirmed)), Status::UnderReview).await;
    let updated = at_length(update(&request, large_part("二"), &large_facility(), &large_evidence()));
    let request = check_apply(&store, updated, Status::UnderReview).await;
    assert!(request.review.items.values().all(|item| item.changed_since.is_some()));
    let seen = at_length(review(&request, false, &large_decisions(9_999_998)));
    let request = check_apply(&store, seen, Status::UnderReview).await;
    check_apply(&store, at_length(review(&request, true, &[])), Status::Accepted).await;
}

#[tokio::test]
async fn a_number_leads_to_its_request() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let found = store.request_find(request.number.as_ref().unwrap()).await.unwrap();
    assert_eq!(found, Some(request.id));
}

#[tokio::test]
async fn refreshed_flags_are_written_without_a_new_version() {
    let store = table().await;
    let before = stored_under_review(&store, 1).await;
    let after = domain::request::refresh_flags(&before, &evidence(survey("2026-W47", 10, 900))).unwrap();
    assert!(store.request_refresh_flags(&before, &after).await.unwrap());
    check(&store, &after, Status::UnderReview).await;
    assert_eq!(after.version, before.version);
}
