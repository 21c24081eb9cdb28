//! Bodies that cannot be read, calls from other sites, and a table that does not answer.

use axum::http::Method;
use serde_json::json;
use store_emulator::{Fault, FaultProxy, samples::PASSWORD, store_on, test_endpoint};
use testbed::{Answer, TestBed};

use crate::{PATH, START, credentials, delete, put, start};

async fn post(bed: &TestBed, headers: &[(&str, &str)], body: &str) -> Answer {
    bed.stranger().send(Method::POST, PATH, headers, Some(body.to_owned())).await
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused() {
    let bed = start().await;
    for body in ["", "{", "user_name=tokyo", r#"{"user_name":"tokyo","password":"x"} {}"#] {
        post(&bed, &[], body).await.expect_problem(400, "malformed_json");
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    post(&bed, &form, "user_name=tokyo").await.expect_problem(415, "unsupported_media_type");
    post(&bed, &[("content-type", "text/plain")], "{}").await.expect_problem(415, "unsupported_media_type");
    bed.stranger().post_empty(PATH, &[]).await.expect_problem(415, "unsupported_media_type");
}

#[tokio::test]
async fn missing_unknown_and_wrongly_typed_fields_are_named() {
    let bed = start().await;
    for (body, field, code) in [
        (json!({"password": PASSWORD}), "user_name", "required"),
        (json!({"user_name": "tokyo"}), "password", "required"),
        (json!({"user_name": "tokyo", "password": PASSWORD, "role": "ministry"}), "role", "unknown_field"),
        (json!({"user_name": 1, "password": PASSWORD}), "user_name", "wrong_type"),
        (json!({"user_name": "tokyo", "password": null}), "password", "wrong_type"),
    ] {
        bed.stranger().post(PATH, &body).await.expect_errors(&[(field, code)]);
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let bed = start().await;
    let body = credentials("tokyo", &"x".repeat(256 * 1024));
    bed.stranger().post(PATH, &body).await.expect_problem(413, "body_too_large");
}

#[tokio::test]
async fn a_password_in_a_refused_body_is_not_repeated() {
    let bed = start().await;
    let body = json!({"user_name": "tokyo", "password": {"text": "Secret-123"}});
    let answer = bed.stranger().post(PATH, &body).await.expect(422);
    assert!(!String::from_utf8_lossy(&answer.bytes).contains("Secret-123"));
}

#[tokio::test]
async fn writes_from_other_sites_are_refused_and_change_nothing() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let body = Some(credentials("tokyo", PASSWORD).to_string());
    for foreign in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")]
    {
        for method in [Method::PUT, Method::DELETE] {
            client.send(method, PATH, &[foreign], None).await.expect_problem(403, "cross_site");
        }
        let answer = client.send(Method::POST, PATH, &[foreign], body.clone()).await;
        assert_eq!(answer.header("set-cookie"), None);
        answer.expect_problem(403, "cross_site");
    }
    client.get(PATH).await.expect(200);
    let own = [("origin", "http://127.0.0.1:3000"), ("sec-fetch-site", "same-origin")];
    client.send(Method::POST, PATH, &own, body).await.expect(200);
}

#[tokio::test]
async fn other_methods_are_refused() {
    let bed = start().await;
    let answer = bed.stranger().send(Method::PATCH, PATH, &[], None).await;
    // The words are the host's, which alone knows all methods of an address.
    answer.expect(405);
}

#[tokio::test]
async fn while_the_table_is_throttled_every_call_asks_to_try_again() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, session::router, START).await;
    let client = bed.sign_in("tokyo").await;
    proxy.fail_when(|_| true, Fault::Throttle, 1_000);
    let signing_in = bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await;
    for answer in [signing_in, client.get(PATH).await, put(&client).await, delete(&client).await] {
        assert_eq!(answer.header("retry-after"), Some("5"));
        assert_eq!(answer.header("set-cookie"), None);
        answer.expect_problem(503, "unavailable");
    }
    assert!(proxy.faults_left() < 1_000);
}

#[tokio::test]
async fn a_session_that_could_not_be_stored_is_not_given_out() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, session::router, START).await;
    proxy.fail_when(
        |operation| matches!(operation, "PutItem" | "TransactWriteItems"),
        Fault::Throttle,
        1_000,
    );
    let answer = bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await;
    assert_eq!(answer.header("set-cookie"), None);
    answer.expect_problem(503, "unavailable");
}

#[tokio::test]
async fn while_the_table_is_throttled_accounts_links_and_rules_ask_to_try_again_too() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, session::router, START).await;
    let ministry = bed.sign_in("ministry").await;
    proxy.fail_when(|operation| operation != "GetItem", Fault::Throttle, 1_000);
    let (link, name) = ("/api/password-resets/hl_x", json!({"user_name": "tokyo"}));
    let password = json!({"password": "Kazari-7x"}).to_string();
    let rules = json!({"second_factor_required": ["ministry"]});
    for answer in [
        bed.stranger().post("/api/password-resets", &name).await,
        ministry.post("/api/account/second-factor", &json!({"password": PASSWORD})).await,
        ministry.put("/api/security", "\"0\"", &rules).await,
    ] {
        answer.expect_problem(503, "unavailable");
    }
    proxy.fail_when(|_| true, Fault::Throttle, 1_000);
    for answer in [
        bed.stranger().get(link).await,
        bed.stranger().send(Method::PUT, link, &[], Some(password)).await,
        ministry.get("/api/account").await,
        ministry.get("/api/security").await,
    ] {
        answer.expect_problem(503, "unavailable");
    }
}

#[tokio::test]
async fn a_reset_whose_mail_could_not_be_put_is_not_said_to_be_on_its_way() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, session::router, START).await;
    proxy.fail_when(|operation| operation == "PutItem", Fault::Throttle, 1_000);
    let answer = bed.stranger().post("/api/password-resets", &json!({"user_name": "tokyo"})).await;
    answer.expect_problem(503, "unavailable");
    assert!(bed.app.store.outbox_list().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_reset_does_not_wait_for_the_audit_record() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, session::router, START).await;
    // As when strangers write so much at once that none of their entries gets through.
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::Throttle, 1_000);
    bed.stranger().post("/api/password-resets", &json!({"user_name": "tokyo"})).await.expect(202);
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 1);
}
