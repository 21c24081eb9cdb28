//! What the network and a busy table do to a call: it heals, or it fails and changes nothing.

use domain::request::Request;
use store::{Claim, Consistency, Store, StoreError, TransitionError};
use store_emulator::{Fault, FaultProxy};

use crate::{
    sample::{at, policy, tokyo},
    seed::first_page,
    session::session,
    steps::{decisions, review, stored_under_review},
    table,
};

const TRANSACT: &str = "TransactWriteItems";

/// A table with one request under review, and a store that reaches it through a proxy.
async fn proxied() -> (Store, Request, FaultProxy, Store) {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let proxy = FaultProxy::start(&store_emulator::test_endpoint()).unwrap();
    let through = Store::connect_local(&proxy.endpoint(), store.table());
    (store, request, proxy, through)
}

/// The completion was written once: one more entry of history, one more in the outbox.
async fn check_written_once(store: &Store, completion: &domain::transition::Transition) {
    let id = &completion.after.id;
    let read = store.request_get(id, Consistency::Strong).await.unwrap();
    assert_eq!(read.as_ref(), Some(&completion.after));
    assert_eq!(store.history_list(id, None, 9).await.unwrap().entries.len(), 2);
    assert_eq!(store.outbox_list().await.unwrap().len(), 2);
}

/// A transition meets the fault so many times and heals.
async fn check_heals(fault: Fault, times: usize) {
    let (store, request, proxy, through) = proxied().await;
    let completion = review(&request, true, &decisions());
    proxy.fail_when(|operation| operation == TRANSACT, fault, times);
    through.request_transition(&completion).await.unwrap();
    assert_eq!(proxy.faults_left(), 0, "{fault:?} did not happen");
    assert_eq!(proxy.count(TRANSACT), times + 1);
    check_written_once(&store, &completion).await;
}

#[tokio::test]
async fn a_transition_heals_from_throttling_conflicts_and_server_errors() {
    check_heals(Fault::Throttle, 1).await;
    check_heals(Fault::ServerError, 1).await;
    check_heals(Fault::TransactionConflict, 2).await;
}

#[tokio::test]
async fn a_transition_whose_answer_is_lost_is_applied_once() {
    check_heals(Fault::LostResponse, 1).await;
    check_heals(Fault::LostResponse, 2).await;
}

/// A transition that meets the fault for good fails like this, and nothing is changed.
async fn check_fails(fault: Fault, expected: fn(&StoreError) -> bool) {
    let (store, request, proxy, through) = proxied().await;
    proxy.fail_when(|operation| operation == TRANSACT, fault, 1_000);
    match through.request_transition(&review(&request, true, &decisions())).await {
        Err(TransitionError::Store(error)) => assert!(expected(&error), "{fault:?} gave {error}"),
        other => panic!("{fault:?} gave {other:?}"),
    }
    let id = &request.id;
    assert_eq!(store.request_get(id, Consistency::Strong).await.unwrap().as_ref(), Some(&request));
    assert_eq!(store.history_list(id, None, 9).await.unwrap().entries.len(), 1);
    assert_eq!(store.outbox_list().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_table_that_stays_busy_changes_nothing() {
    check_fails(Fault::Throttle, |error| matches!(error, StoreError::Busy)).await;
    check_fails(Fault::TransactionConflict, |error| matches!(error, StoreError::Busy)).await;
    check_fails(Fault::ServerError, |error| matches!(error, StoreError::Unavailable(_))).await;
}

#[tokio::test]
async fn a_write_that_may_happen_once_survives_a_lost_answer() {
    let (_, _, proxy, through) = proxied().await;
    let (now, day) = (at("2026-11-24T16:05:00"), "2026-11-24".parse().unwrap());
    proxy.fail_next(Fault::LostResponse);
    assert_eq!(through.digest_supersede(day, "13#cutoff", now).await.unwrap(), Claim::Made);
    proxy.fail_next(Fault::LostResponse);
    let second = domain::policy::Policy { version: 2, ..policy() };
    assert!(through.policy_put(&second).await.unwrap());
    proxy.fail_next(Fault::LostResponse);
    through.request_create(&crate::steps::create(7)).await.unwrap();
    assert_eq!(proxy.faults_left(), 0);
}

#[tokio::test]
async fn a_snapshot_whose_answer_was_lost_is_kept_and_its_retry_is_no_fault() {
    let (store, _, proxy, through) = proxied().await;
    let now = at("2026-11-24T16:05:00");
    proxy.fail_when(|operation| operation == "PutItem", Fault::LostResponse, 1);
    let counted = through.summary_recount(tokyo(), now).await.unwrap();
    assert_eq!((proxy.faults_left(), proxy.count("PutItem")), (0, 2));
    assert_eq!(store.summary_get(Some(tokyo())).await.unwrap(), Some(counted));
}

#[tokio::test]
async fn reads_and_single_writes_heal_from_each_fault() {
    let (_, request, proxy, through) = proxied().await;
    for fault in [Fault::Throttle, Fault::ServerError, Fault::LostResponse] {
        proxy.fail_next(fault);
        assert!(through.request_get(&request.id, Consistency::Strong).await.unwrap().is_some());
        proxy.fail_next(fault);
        crate::session::open(&through, &format!("{fault:?}")).await.unwrap();
        proxy.fail_next(fault);
        assert!(through.session_touch(&format!("{fault:?}"), &session()).await.unwrap());
        assert_eq!(proxy.faults_left(), 0);
    }
}

#[tokio::test]
async fn calls_of_every_kind_tell_that_the_table_is_busy() {
    #[track_caller]
    fn check<T: std::fmt::Debug>(result: &Result<T, StoreError>) {
        assert!(matches!(result, Err(StoreError::Busy)), "{result:?}");
    }
    let (_, request, proxy, through) = proxied().await;
    proxy.fail_when(|_| true, Fault::Throttle, 1_000);
    let now = at("2026-11-24T14:00:00");
    let query = first_page(store::ListScope::ByDue(vec![tokyo()]), 50);
    let (lease, user) = (chrono::TimeDelta::minutes(1), crate::session::user());
    let (get, list, put, update) = tokio::join!(
        through.session_get("hash"),
        through.request_list(&query, None),
        through.user_put(&user),
        through.outbox_lease("1795491600000#x", now, lease),
    );
    check(&get);
    check(&list);
    check(&put);
    check(&update);
    check(&through.request_create(&Request { version: 9, ..request }).await);
}

#[tokio::test]
async fn a_table_that_cannot_be_reached_is_unavailable() {
    let nowhere = Store::connect_local("http://127.0.0.1:9", "t-none");
    let error = nowhere.session_get("hash").await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    let store = Store::connect_local(&store_emulator::test_endpoint(), "t-none");
    let error = store.session_get("hash").await.unwrap_err();
    assert!(matches!(&error, StoreError::Unavailable(text) if text.contains("ResourceNotFound")), "{error}");
}

#[tokio::test]
async fn a_table_that_is_there_is_not_made_again() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    store.table_create().await.unwrap();
    assert_eq!(store.request_get(&request.id, Consistency::Strong).await.unwrap(), Some(request));
}
