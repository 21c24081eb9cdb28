//! Faults between us and the table: nothing is lost or doubled.

use axum::http::Method;
use serde_json::json;
use store::{Consistency, Store};
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::{TestBed, input::distribute};

async fn behind_a_proxy() -> (FaultProxy, TestBed) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, review::router, "2026-11-24T12:40:00").await;
    (proxy, bed)
}

fn completed() -> serde_json::Value {
    json!({"status": "completed", "items": {"n95_mask": distribute(1500), "gloves": distribute(3000)}})
}

#[tokio::test]
async fn a_lost_answer_is_no_stale_save_and_mails_the_result_once() {
    let (proxy, bed) = behind_a_proxy().await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::LostResponse, 1);
    let path = format!("/api/requests/{}/review", request.id);
    let done = officer.put(&path, "\"3\"", &completed()).await.expect(200);
    assert_eq!((proxy.faults_left(), &done.json()["status"]), (0, &json!("accepted")));
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2, "submission and one result");
    assert_eq!(bed.app.store.history_list(&request.id, None, 9).await.unwrap().entries.len(), 2);
}

#[tokio::test]
async fn a_table_that_stays_busy_is_told_and_nothing_changes() {
    let (proxy, bed) = behind_a_proxy().await;
    let open = bed.seed_under_review("tokyo-hospital").await;
    let done = bed.seed_accepted("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    for (method, path, body) in [
        (Method::PUT, format!("/api/requests/{}/review", open.id), completed()),
        (Method::POST, format!("/api/requests/{}/questions", open.id), json!({"text": "在庫は？"})),
        (Method::POST, format!("/api/requests/{}/reopening", done.id), json!({"reason": "枚数の誤り"})),
    ] {
        proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::Throttle, 99);
        let answer = officer.send(method, &path, &[("if-match", "\"3\"")], Some(body.to_string())).await;
        assert_eq!(answer.header("retry-after"), Some("5"), "{path}");
        answer.expect_problem(503, "unavailable");
    }
    let direct = Store::connect_local(&test_endpoint(), bed.app.store.table());
    for request in [open, done] {
        let stands = direct.request_get(&request.id, Consistency::Strong).await.unwrap();
        assert_eq!(stands, Some(request));
    }
    assert_eq!(direct.outbox_list().await.unwrap().len(), 3, "two submissions and a result");
}
