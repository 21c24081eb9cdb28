//! Bodies that cannot be read, calls from other sites, and a table that does not answer.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::Method;
use domain::survey::StockFlag;
use serde_json::json;
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::{Answer, Client, TestBed};

use crate::{
    NOW, answers, put,
    seed::{Seeded, code},
    start,
};

const PATH: &str = "/api/surveys/2026-W48";

async fn send(client: &Client, headers: &[(&str, &str)], body: &str) -> Answer {
    client.send(Method::PUT, PATH, headers, Some(body.to_owned())).await
}

/// A table that can be made to fail.
async fn behind_a_proxy() -> (FaultProxy, TestBed) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, survey::router, NOW).await;
    (proxy, bed)
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    for body in ["", "{", "nonsense", r#"{"items": {}} {}"#] {
        send(&client, &[], body).await.expect_problem(400, "malformed_json");
    }
    let plain = [("content-type", "text/plain")];
    send(&client, &plain, "{}").await.expect_problem(415, "unsupported_media_type");
    let utf_8 = [("content-type", "application/json; charset=utf-8")];
    send(&client, &utf_8, &answers(1, 1).to_string()).await.expect(200);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    let body = json!({"items": {}, "padding": "x".repeat(256 * 1024)});
    put(&client, "2026-W48", &body).await.expect_problem(413, "body_too_large");
}

#[tokio::test]
async fn writes_from_other_sites_are_refused() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    let body = answers(1, 1).to_string();
    for foreign in [("origin", "https://evil.example"), ("sec-fetch-site", "same-site")] {
        send(&client, &[foreign], &body).await.expect_problem(403, "cross_site");
    }
    assert_eq!(client.get("/api/surveys").await.expect(200).json()["items"], json!([]));
    send(&client, &[("origin", "http://127.0.0.1:3000")], &body).await.expect(200);
}

#[tokio::test]
async fn other_methods_are_refused() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    for path in ["/api/surveys", PATH, "/api/facilities/tokyo-hospital/surveys"] {
        let answer = client.send(Method::DELETE, path, &[], None).await;
        // The words are the host's, which alone knows all methods of an address.
        answer.expect(405);
    }
}

#[tokio::test]
async fn while_the_table_is_throttled_every_call_asks_to_try_again() {
    let (proxy, bed) = behind_a_proxy().await;
    let (hospital, ministry) = (bed.sign_in("tokyo-hospital").await, bed.sign_in("ministry").await);
    proxy.fail_when(|_| true, Fault::Throttle, 1_000);
    for answer in [
        put(&hospital, "2026-W48", &answers(1, 1)).await,
        hospital.get("/api/surveys").await,
        ministry.get("/api/facilities/tokyo-hospital/surveys").await,
    ] {
        assert_eq!(answer.header("retry-after"), Some("5"));
        answer.expect_problem(503, "unavailable");
    }
    assert!(proxy.faults_left() < 1_000);
}

#[tokio::test]
async fn an_answer_whose_flags_failed_can_be_sent_again() {
    let (proxy, bed) = behind_a_proxy().await;
    let seeded = Seeded::under_review(&bed, 1).await;
    let client = bed.sign_in("tokyo-hospital").await;
    let before = seeded.load().await;
    // The first transaction writes the answer, the second one the flags; the client tries four times.
    let transactions = AtomicUsize::new(0);
    let writes_flags = move |operation: &str| {
        operation == "TransactWriteItems" && transactions.fetch_add(1, Ordering::SeqCst) > 0
    };
    proxy.fail_when(writes_flags, Fault::ServerError, 4);
    put(&client, "2026-W48", &answers(1, 9)).await.expect_problem(503, "unavailable");
    assert_eq!(proxy.faults_left(), 0);
    assert_eq!(seeded.load().await, before);
    assert_eq!(client.get("/api/surveys").await.expect(200).json()["items"][0]["week"], "2026-W48");

    bed.set_clock("2026-11-24T12:41:00");
    put(&client, "2026-W48", &answers(1, 9)).await.expect(200);
    assert_eq!(seeded.load().await.review.items[&code("gloves")].stock_flag, Some(StockFlag::Flagged));
}

#[tokio::test]
async fn an_answer_whose_confirmation_was_lost_is_stored_once() {
    let (proxy, bed) = behind_a_proxy().await;
    let client = bed.sign_in("tokyo-hospital").await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::LostResponse, 1);
    put(&client, "2026-W48", &answers(1, 9)).await.expect(200);
    assert_eq!(proxy.faults_left(), 0);
}
