//! Conditions of writes, and that a refused one leaves nothing.

use domain::{
    request::{Evidence, Request},
    status::Status,
};
use store::{Consistency, Store, StoreError, TransitionError};

use crate::{
    raw,
    sample::{facility, part, survey},
    steps::{
        apply, ask, create, decisions, evidence, review, save, stored_draft, stored_under_review, submit,
        withdraw,
    },
    table,
};

/// Nothing of a refused write is there: the request, all its history, the outbox and the number of rows are as before.
async fn check_refused(store: &Store, transition: domain::transition::Transition) -> TransitionError {
    let id = transition.before.id.clone();
    let before = (raw::count(store).await, store.request_get(&id, Consistency::Strong).await.unwrap());
    let history = store.history_list(&id, None, 50).await.unwrap();
    let outbox = store.outbox_list().await.unwrap();
    let error = store.request_transition(&transition).await.unwrap_err();
    let after = (raw::count(store).await, store.request_get(&id, Consistency::Strong).await.unwrap());
    assert_eq!(after, before);
    assert_eq!(store.history_list(&id, None, 50).await.unwrap(), history);
    assert_eq!(store.outbox_list().await.unwrap(), outbox);
    error
}

#[tokio::test]
async fn a_transition_from_a_version_that_passed_is_stale() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    apply(&store, review(&request, false, &decisions())).await;
    for late in [review(&request, true, &decisions()), ask(&request, "在庫は？"), withdraw(&request)] {
        assert!(matches!(check_refused(&store, late).await, TransitionError::Stale));
    }
}

#[tokio::test]
async fn a_transition_from_a_status_it_may_not_start_from_is_stale() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let mut forbidden = review(&request, true, &decisions());
    forbidden.allowed_from = &[Status::Accepted];
    assert!(matches!(check_refused(&store, forbidden).await, TransitionError::Stale));
}

#[tokio::test]
async fn a_transition_of_a_request_that_is_not_there_is_stale() {
    let store = table().await;
    let unsaved = save(&create(1), part(), &facility());
    assert!(matches!(store.request_transition(&unsaved).await, Err(TransitionError::Stale)));
    assert_eq!(raw::count(&store).await, 0);
}

#[tokio::test]
async fn of_two_transitions_from_one_version_exactly_one_wins() {
    let store = table().await;
    for n in 1..=5 {
        let request = stored_under_review(&store, n).await;
        let (completion, withdrawal) = (review(&request, true, &decisions()), withdraw(&request));
        let (one, other) =
            tokio::join!(store.request_transition(&completion), store.request_transition(&withdrawal));
        let winner = match (one, other) {
            (Ok(()), Err(TransitionError::Stale)) => completion,
            (Err(TransitionError::Stale), Ok(())) => withdrawal,
            both => panic!("{both:?}"),
        };
        let stored = store.request_get(&request.id, Consistency::Strong).await.unwrap();
        assert_eq!(stored.as_ref(), Some(&winner.after));
        let history = store.history_list(&request.id, None, 50).await.unwrap();
        assert_eq!(history.entries.first(), winner.history.as_ref());
        assert_eq!(history.entries.len(), 2);
    }
}

#[tokio::test]
async fn a_number_that_is_taken_is_told_and_another_one_works() {
    let store = table().await;
    let first = stored_under_review(&store, 1).await;
    let draft = stored_draft(&store, 2).await;
    let mut transition = submit(&draft, &facility(), &Evidence::default());
    let free = transition.after.number.clone();
    transition.after.number.clone_from(&first.number);
    assert!(matches!(check_refused(&store, transition.clone()).await, TransitionError::NumberTaken));
    transition.after.number = free;
    apply(&store, transition).await;
}

#[tokio::test]
async fn a_stale_submission_is_stale_though_its_number_is_taken_too() {
    let store = table().await;
    let draft = stored_draft(&store, 1).await;
    let submission = submit(&draft, &facility(), &Evidence::default());
    apply(&store, submission.clone()).await;
    assert!(matches!(check_refused(&store, submission).await, TransitionError::Stale));
}

#[tokio::test]
async fn an_entry_of_history_is_never_overwritten() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let next = review(&request, true, &decisions());
    let mut entry = raw::row(&store, &format!("H#{}", request.id), "0000000003").await;
    entry.insert("sk".to_owned(), raw::text("0000000004"));
    raw::put(&store, entry).await;
    assert!(matches!(check_refused(&store, next).await, TransitionError::Stale));
}

#[tokio::test]
async fn an_id_that_is_taken_is_no_new_draft() {
    let store = table().await;
    let request = stored_draft(&store, 1).await;
    let error = store.request_create(&create(1)).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    assert_eq!(store.request_get(&request.id, Consistency::Strong).await.unwrap(), Some(request));
}

#[tokio::test]
async fn a_change_decided_on_flags_that_were_computed_anew_meanwhile_is_stale() {
    let store = table().await;
    let before = stored_under_review(&store, 1).await;
    let decided = review(&before, false, &decisions());
    let refreshed = domain::request::refresh_flags(&before, &evidence(survey("2026-W47", 10, 900))).unwrap();
    assert!(store.request_refresh_flags(&before, &refreshed).await.unwrap());
    assert!(matches!(check_refused(&store, decided).await, TransitionError::Stale));
    let seen = store.request_get(&before.id, Consistency::Strong).await.unwrap().unwrap();
    let after = apply(&store, review(&seen, false, &decisions())).await;
    assert!(after.review.items.values().any(domain::review::ItemReview::is_flagged), "the new flags stay");
}

#[tokio::test]
async fn flags_of_a_request_that_was_changed_or_completed_meanwhile_are_left_alone() {
    let store = table().await;
    let before = stored_under_review(&store, 1).await;
    let refreshed: Request =
        domain::request::refresh_flags(&before, &evidence(survey("2026-W47", 10, 900))).unwrap();
    let completed = apply(&store, review(&before, true, &decisions())).await;
    assert!(!store.request_refresh_flags(&before, &refreshed).await.unwrap());
    assert_eq!(store.request_get(&before.id, Consistency::Strong).await.unwrap(), Some(completed));
}
