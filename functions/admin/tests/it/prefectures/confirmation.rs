//! `GET` and `PUT /api/address-confirmations/{token}`.

use axum::http::Method;
use domain::{
    audit::{AuditAction, AuditBy},
    history::Value as Told,
    id::UserName,
};
use serde_json::json;
use store::{LinkPurpose, LinkRow};
use testbed::{Answer, TestBed, instant};

use super::{ADDRESSES, add, audited, bed, delete, stored, tokyo};

const ADDRESS: &str = "iryo@pref.example.jp";
const TOKEN: &str = "dG9rZW4tb2YtYS1saW5rLWluLWEtbWFpbA";

async fn put_link(bed: &TestBed, token: &str, purpose: LinkPurpose) {
    let link = LinkRow { purpose, expires_at: instant("2026-12-01T12:40:00") };
    bed.app.store.link_put(&web::digest(&["link", token]), &link).await.unwrap();
}

/// A bed in which the address waits, and its link, as `notify` makes it, is in the mail.
async fn waiting() -> TestBed {
    let bed = bed().await;
    add(&bed.sign_in("tokyo").await, ADDRESS).await.expect(201);
    put_link(&bed, TOKEN, LinkPurpose::Address { prefecture: tokyo(), address: ADDRESS.to_owned() }).await;
    bed
}

async fn look(bed: &TestBed, token: &str) -> Answer {
    bed.stranger().get(&format!("/api/address-confirmations/{token}")).await
}

async fn confirm(bed: &TestBed, token: &str) -> Answer {
    bed.stranger().send(Method::PUT, &format!("/api/address-confirmations/{token}"), &[], None).await
}

/// Both calls get the one answer of links that are of no use, to the byte.
async fn is_void(bed: &TestBed, token: &str) {
    let absent = look(bed, "never-made").await;
    let detail = absent.clone().expect_problem(404, "link_void")["detail"].clone();
    assert!(detail.as_str().unwrap().contains("もう一度追加してください"), "{detail}");
    for answer in [look(bed, token).await, confirm(bed, token).await] {
        assert_eq!((answer.status, &answer.bytes), (absent.status, &absent.bytes), "{token}");
    }
}

#[tokio::test]
async fn looking_at_a_link_tells_what_it_confirms_and_uses_nothing_up() {
    let bed = waiting().await;
    let expected = json!({
        "prefecture_name": "東京都",
        "address": "i***@pref.example.jp",
        "expires_at": "2026-12-01T03:40:00.000Z"
    });
    for _ in 0..2 {
        assert_eq!(look(&bed, TOKEN).await.expect(200).json(), expected);
    }
    assert!(!stored(&bed).await.notification_addresses.contains(ADDRESS));
    confirm(&bed, TOKEN).await.expect(200);
}

#[tokio::test]
async fn whoever_reads_at_the_address_confirms_it_once_without_signing_in() {
    let bed = waiting().await;
    let answer = confirm(&bed, TOKEN).await.expect(200).json();
    assert_eq!(answer, json!({"prefecture_name": "東京都", "address": "i***@pref.example.jp"}));
    let settings = stored(&bed).await;
    assert!(settings.notification_addresses.contains(ADDRESS));
    assert!(settings.unconfirmed_addresses.is_empty());
    let chain = AuditBy::AddressHolder(tokyo()).chain("-", bed.app.clock.session_now());
    let (entry, count) = audited(&bed, &chain, AuditAction::AddressConfirmed).await;
    let entry = entry.unwrap();
    assert_eq!((entry.by, entry.subject.as_str(), count), (AuditBy::AddressHolder(tokyo()), "13", 1));
    assert_eq!(entry.changes[1].from, Told::text("iryo@pref.example.jp（11月24日12時40分）"));
    is_void(&bed, TOKEN).await;
}

#[tokio::test]
async fn an_empty_object_is_no_body_and_anything_else_is_refused() {
    let bed = waiting().await;
    let path = format!("/api/address-confirmations/{TOKEN}");
    let send = |body: &str| {
        let (stranger, path, body) = (bed.stranger(), path.clone(), body.to_owned());
        async move { stranger.send(Method::PUT, &path, &[], Some(body)).await }
    };
    send(r#"{"address":"x@example.jp"}"#).await.expect_problem(400, "unexpected_body");
    send("{}").await.expect(200);
}

#[tokio::test]
async fn a_link_lives_until_its_time_and_not_at_it() {
    let bed = waiting().await;
    bed.set_clock("2026-12-01T12:39:59.999");
    look(&bed, TOKEN).await.expect(200);
    bed.set_clock("2026-12-01T12:40:00");
    is_void(&bed, TOKEN).await;
    assert!(!stored(&bed).await.notification_addresses.contains(ADDRESS));
}

#[tokio::test]
async fn an_altered_link_and_one_of_another_kind_are_void() {
    let bed = waiting().await;
    let password = LinkPurpose::Password { user_name: UserName::parse("tokyo").unwrap(), credentials: 1 };
    put_link(&bed, "password", password).await;
    for token in ["password", &TOKEN[1..], &format!("{TOKEN}a"), &TOKEN.to_lowercase(), "%FF", "%E3%81%82"] {
        is_void(&bed, token).await;
    }
    confirm(&bed, TOKEN).await.expect(200);
}

#[tokio::test]
async fn the_link_of_an_address_that_was_removed_is_void() {
    let bed = waiting().await;
    delete(&bed.sign_in("tokyo").await, &format!("{ADDRESSES}/{ADDRESS}")).await.expect(200);
    is_void(&bed, TOKEN).await;
    assert!(!stored(&bed).await.notification_addresses.contains(ADDRESS));
}

#[tokio::test]
async fn a_second_link_of_an_address_that_is_confirmed_is_void() {
    let bed = waiting().await;
    put_link(&bed, "second", LinkPurpose::Address { prefecture: tokyo(), address: ADDRESS.to_owned() }).await;
    confirm(&bed, "second").await.expect(200);
    is_void(&bed, TOKEN).await;
}

#[tokio::test]
async fn of_two_who_confirm_at_once_one_does() {
    let bed = waiting().await;
    let (one, other) = futures::join!(confirm(&bed, TOKEN), confirm(&bed, TOKEN));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
    let chain = AuditBy::AddressHolder(tokyo()).chain("-", bed.app.clock.session_now());
    assert_eq!(audited(&bed, &chain, AuditAction::AddressConfirmed).await.1, 1);
}
