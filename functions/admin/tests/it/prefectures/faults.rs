//! Faults between us and the table: nothing is lost, doubled or half done.

use axum::http::Method;
use serde_json::json;
use store::{LinkPurpose, LinkRow, Store};
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::{TestBed, instant};

use super::{ADDRESSES, NOW, TOKYO, add, bed, body, delete, stored, tokyo};

const LINK: &str = "/api/address-confirmations/token";

/// A bed with an address that waits, and its link.
async fn behind_a_proxy() -> (FaultProxy, TestBed) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, admin::router, NOW).await;
    add(&bed.sign_in("tokyo").await, "a@example.jp").await.expect(201);
    let purpose = LinkPurpose::Address { prefecture: tokyo(), address: "a@example.jp".to_owned() };
    let link = LinkRow { purpose, expires_at: instant("2026-12-01T12:40:00") };
    bed.app.store.link_put(&web::digest(&["link", "token"]), &link).await.unwrap();
    (proxy, bed)
}

#[tokio::test]
async fn a_lost_answer_confirms_and_adds_once() {
    let (proxy, bed) = behind_a_proxy().await;
    let officer = bed.sign_in("tokyo").await;
    let lose = || proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::LostResponse, 1);
    lose();
    bed.stranger().send(Method::PUT, LINK, &[], None).await.expect(200);
    assert_eq!(proxy.faults_left(), 0);
    lose();
    add(&officer, "b@example.jp").await.expect(201);
    let settings = stored(&bed).await;
    assert!(settings.notification_addresses.contains("a@example.jp"));
    assert!(settings.unconfirmed_addresses.contains_key("b@example.jp"));
    assert_eq!(settings.version, 4, "the sample, two addresses, a confirmation");
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2, "a link for each address");
}

#[tokio::test]
async fn a_table_that_stays_busy_is_told_and_nothing_changes() {
    let (proxy, bed) = behind_a_proxy().await;
    let officer = bed.sign_in("tokyo").await;
    let before = stored(&bed).await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::Throttle, 999);
    for answer in [
        officer.put(TOKYO, "\"0\"", &body()).await,
        officer.post(ADDRESSES, &json!({"address": "b@example.jp"})).await,
        delete(&officer, &format!("{ADDRESSES}/a@example.jp")).await,
        bed.stranger().send(Method::PUT, LINK, &[], None).await,
    ] {
        assert_eq!(answer.header("retry-after"), Some("5"));
        answer.expect_problem(503, "unavailable");
    }
    let direct = Store::connect_local(&test_endpoint(), bed.app.store.table());
    assert_eq!(direct.prefecture_current(tokyo()).await.unwrap(), before);
    assert_eq!(direct.outbox_list().await.unwrap().len(), 1);
    assert!(direct.link_get(&web::digest(&["link", "token"])).await.unwrap().is_some(), "still of use");
}

#[tokio::test]
async fn a_list_that_cannot_be_read_whole_is_not_given_in_part() {
    let (proxy, bed) = behind_a_proxy().await;
    let ministry = bed.sign_in("ministry").await;
    ministry.get("/api/prefectures").await.expect(200);
    assert!(proxy.count("GetItem") >= 47);
    proxy.fail_when(|operation| operation == "GetItem", Fault::Throttle, 999);
    ministry.get("/api/prefectures").await.expect_problem(503, "unavailable");
}

#[tokio::test]
async fn writes_from_other_sites_are_refused() {
    let bed = bed().await;
    let foreign = [("origin", "https://evil.example")];
    let officer = bed.sign_in("tokyo").await;
    for (method, path) in [
        (Method::PUT, TOKYO),
        (Method::POST, ADDRESSES),
        (Method::DELETE, "/api/prefectures/13/addresses/a@example.jp"),
        (Method::PUT, LINK),
    ] {
        officer.send(method, path, &foreign, None).await.expect_problem(403, "cross_site");
    }
}
