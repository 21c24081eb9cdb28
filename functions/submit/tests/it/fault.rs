//! Faults between us and the table: nothing is lost or doubled.

use axum::http::Method;
use domain::request::Request;
use serde_json::json;
use store::{Consistency, Store};
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::{TestBed, input::complete_part};

async fn behind_a_proxy() -> (FaultProxy, TestBed) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, submit::router, "2026-11-24T12:40:00").await;
    (proxy, bed)
}

#[tokio::test]
async fn a_lost_answer_submits_once() {
    let (proxy, bed) = behind_a_proxy().await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::LostResponse, 1);
    let answer =
        facility.post_empty(&format!("/api/requests/{}/submission", draft.id), &[]).await.expect(200);
    assert_eq!((proxy.faults_left(), &answer.json()["status"]), (0, &json!("under_review")));
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 1);
    assert_eq!(bed.app.store.history_list(&draft.id, None, 9).await.unwrap().entries.len(), 1);
}

#[tokio::test]
async fn another_transaction_in_the_way_is_waited_out() {
    let (proxy, bed) = behind_a_proxy().await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::TransactionConflict, 2);
    facility.post_empty(&format!("/api/requests/{}/submission", draft.id), &[]).await.expect(200);
    assert_eq!(proxy.faults_left(), 0);
}

#[tokio::test]
async fn a_lost_answer_is_no_stale_save_and_no_second_update() {
    let (proxy, bed) = behind_a_proxy().await;
    let (draft, open) =
        (bed.seed_draft("tokyo-hospital").await, bed.seed_under_review("tokyo-hospital").await);
    let facility = bed.sign_in("tokyo-hospital").await;
    let lose_one = || proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::LostResponse, 1);
    lose_one();
    let saved = facility.put(&format!("/api/requests/{}", draft.id), "\"2\"", &complete_part()).await;
    assert_eq!((saved.expect(200).etag().as_str(), proxy.faults_left()), ("\"3\"", 0));
    lose_one();
    let path = format!("/api/requests/{}/updates", open.id);
    let updated = facility.post_with(&path, &[("if-match", "\"3\"")], &complete_part()).await;
    assert_eq!((updated.expect(200).etag().as_str(), proxy.faults_left()), ("\"4\"", 0));
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2, "submission and one update");
    assert_eq!(bed.app.store.history_list(&open.id, None, 9).await.unwrap().entries.len(), 2);
}

#[tokio::test]
async fn a_table_that_stays_busy_is_told_and_nothing_changes() {
    let (proxy, bed) = behind_a_proxy().await;
    let (draft, open) =
        (bed.seed_draft("tokyo-hospital").await, bed.seed_under_review("tokyo-hospital").await);
    let facility = bed.sign_in("tokyo-hospital").await;
    let of = |request: &Request, act: &str| format!("/api/requests/{}{act}", request.id);
    let body = || Some(complete_part().to_string());
    for (method, path, body) in [
        (Method::PUT, of(&draft, ""), body()),
        (Method::POST, of(&draft, "/submission"), None),
        (Method::POST, of(&open, "/updates"), body()),
        (Method::POST, of(&open, "/withdrawal"), None),
    ] {
        proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::Throttle, 99);
        let tag = if method == Method::PUT { "\"2\"" } else { "\"3\"" };
        let answer = facility.send(method, &path, &[("if-match", tag)], body).await;
        assert_eq!(answer.header("retry-after"), Some("5"), "{path}");
        answer.expect_problem(503, "unavailable");
    }
    let direct = Store::connect_local(&test_endpoint(), bed.app.store.table());
    for request in [draft, open] {
        let stands = direct.request_get(&request.id, Consistency::Strong).await.unwrap();
        assert_eq!(stands, Some(request));
    }
    assert_eq!(direct.outbox_list().await.unwrap().len(), 1, "the submission's only");
}
