//! A survey answered while a submission or an update is in flight reaches the flags all the same (SPEC 6).

use std::sync::atomic::{AtomicBool, Ordering};

use domain::{id::RequestId, request::Request};
use serde_json::json;
use store::Store;
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::{Answer, Client, TestBed, input::complete_part, meanwhile, seed::code};

const NOW: &str = "2026-11-24T12:40:00";

async fn behind_a_proxy() -> (FaultProxy, TestBed) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, submit::router, NOW).await;
    (proxy, bed)
}

/// Has a survey answered, past the proxy, just before the next transaction is let through to the table.
fn answer_before_the_commit(proxy: &FaultProxy, bed: &TestBed) {
    let mut elsewhere = bed.clone();
    elsewhere.app.store = Store::connect_local(&test_endpoint(), bed.app.store.table());
    let answer = async move { elsewhere.seed_survey("tokyo-hospital", "2026-W48", 5_200, 1_000).await };
    meanwhile(proxy, |operation| operation == "TransactWriteItems", answer);
}

/// The first look at the surveys after the commit fails, as often as the client tries.
fn fail_the_look_after_the_commit(proxy: &FaultProxy) {
    let committed = AtomicBool::new(false);
    let hook = move |operation: &str| {
        committed.fetch_or(operation == "TransactWriteItems", Ordering::SeqCst) && operation == "Query"
    };
    proxy.fail_when(hook, Fault::ServerError, 4);
}

async fn press(facility: &Client, id: &RequestId) -> Answer {
    facility.post_empty(&format!("/api/requests/{id}/submission"), &[("idempotency-key", "k")]).await
}

async fn update(facility: &Client, id: &RequestId) -> Answer {
    let mut part = complete_part();
    part["items"]["gloves"]["quantity"] = json!(4_000);
    let headers = [("if-match", "\"3\""), ("idempotency-key", "k")];
    facility.post_with(&format!("/api/requests/{id}/updates"), &headers, &part).await
}

#[track_caller]
fn check(request: &Request, version: u64, flagged: bool) {
    assert_eq!(
        (request.version, request.review.items[&code("gloves")].is_flagged()),
        (version, flagged),
        "{request:?}"
    );
}

#[tokio::test]
async fn a_submissions_flags_follow_the_survey_that_came_between() {
    let (proxy, bed) = behind_a_proxy().await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    // Before the faults: a sign-in is a transaction too.
    let facility = bed.sign_in("tokyo-hospital").await;
    answer_before_the_commit(&proxy, &bed);
    assert_eq!(press(&facility, &draft.id).await.expect(200).etag(), "\"3\"");
    check(&bed.request(&draft.id).await, 3, true);
}

#[tokio::test]
async fn an_updates_flags_follow_the_survey_that_came_between() {
    let (proxy, bed) = behind_a_proxy().await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    // Before the faults: a sign-in is a transaction too.
    let facility = bed.sign_in("tokyo-hospital").await;
    answer_before_the_commit(&proxy, &bed);
    assert_eq!(update(&facility, &request.id).await.expect(200).etag(), "\"4\"");
    check(&bed.request(&request.id).await, 4, true);
}

#[tokio::test]
async fn a_look_that_fails_fails_no_submission_and_the_same_key_looks_again() {
    let (proxy, bed) = behind_a_proxy().await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    // Before the faults: a sign-in is a transaction too.
    let facility = bed.sign_in("tokyo-hospital").await;
    answer_before_the_commit(&proxy, &bed);
    fail_the_look_after_the_commit(&proxy);
    let first = press(&facility, &draft.id).await.expect(200);
    assert_eq!(proxy.faults_left(), 1, "the one that makes nothing fail");
    check(&bed.request(&draft.id).await, 3, false);
    assert_eq!(press(&facility, &draft.id).await.expect(200).bytes, first.bytes);
    check(&bed.request(&draft.id).await, 3, true);
}

#[tokio::test]
async fn a_look_that_fails_fails_no_update_and_the_same_key_looks_again() {
    let (proxy, bed) = behind_a_proxy().await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    // Before the faults: a sign-in is a transaction too.
    let facility = bed.sign_in("tokyo-hospital").await;
    answer_before_the_commit(&proxy, &bed);
    fail_the_look_after_the_commit(&proxy);
    update(&facility, &request.id).await.expect(200);
    assert_eq!(proxy.faults_left(), 1, "the one that makes nothing fail");
    check(&bed.request(&request.id).await, 4, false);
    update(&facility, &request.id).await.expect(200);
    check(&bed.request(&request.id).await, 4, true);
}
