//! Faults between us and the table: nothing is lost or doubled.

use serde_json::json;
use store_emulator::{Fault, FaultProxy, shared, store_on};
use testbed::{TestBed, input::complete_part};

async fn behind_a_proxy() -> (FaultProxy, TestBed) {
    let proxy = FaultProxy::start(&shared().endpoint()).unwrap();
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
async fn a_table_that_stays_busy_is_told_and_nothing_changes() {
    let (proxy, bed) = behind_a_proxy().await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::Throttle, 99);
    let path = format!("/api/requests/{}", draft.id);
    let answer = facility.put(&path, "\"2\"", &complete_part()).await;
    assert_eq!(answer.header("retry-after"), Some("5"));
    answer.expect_problem(503, "unavailable");
    let direct = store::Store::connect_local(&shared().endpoint(), bed.app.store.table());
    assert_eq!(direct.request_get(&draft.id, store::Consistency::Strong).await.unwrap(), Some(draft));
}
