//! However often an address is added and removed, whoever reads there gets few mails.

use domain::message::Message;
use serde_json::Value;
use testbed::{Client, TestBed};

use super::{ADDRESSES, add, bed, delete, stored};

const STRANGER: &str = "stranger@example.jp";

async fn mails(bed: &TestBed) -> usize {
    let entries = bed.app.store.outbox_list().await.unwrap();
    entries.iter().filter(|entry| matches!(entry.message, Message::AddressConfirmation { .. })).count()
}

async fn remove(client: &Client, address: &str) {
    delete(client, &format!("{ADDRESSES}/{address}")).await.expect(200);
}

/// Adds the address; tells what the officer is warned of.
async fn warned(client: &Client, address: &str, status: u16) -> String {
    let answer = add(client, address).await.expect(status).json();
    answer["warning"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_address_removed_and_added_again_at_once_has_one_mail() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    assert_eq!(warned(&officer, STRANGER, 201).await, "");
    for _ in 0..3 {
        if stored(&bed).await.unconfirmed_addresses.contains_key(STRANGER) {
            remove(&officer, STRANGER).await;
        }
        let warning = warned(&officer, STRANGER, 200).await;
        assert!(warning.contains("1分以内に送ったばかり"), "{warning}");
    }
    assert_eq!(mails(&bed).await, 1);
    assert!(!stored(&bed).await.unconfirmed_addresses.contains_key(STRANGER), "nothing was done");
    bed.set_clock("2026-11-24T12:41:00");
    assert_eq!(warned(&officer, STRANGER, 201).await, "");
    assert_eq!(mails(&bed).await, 2);
}

#[tokio::test]
async fn an_address_has_five_mails_in_a_day_also_from_two_prefectures() {
    let bed = bed().await;
    for minute in 0..5 {
        bed.set_clock(&format!("2026-11-24T12:4{minute}:00"));
        let officer = bed.sign_in(if minute % 2 == 0 { "tokyo" } else { "ministry" }).await;
        add(&officer, STRANGER).await.expect(if minute == 0 { 201 } else { 200 });
    }
    assert_eq!(mails(&bed).await, 5);
    bed.set_clock("2026-11-24T12:50:00");
    let ministry = bed.sign_in("ministry").await;
    let body = serde_json::json!({"address": STRANGER});
    let answer = ministry.post("/api/prefectures/27/addresses", &body).await.expect(200).json();
    assert!(answer["warning"].as_str().unwrap().contains("24時間に5通まで"), "{answer}");
    assert!(!answer["addresses"].to_string().contains(STRANGER), "{answer}");
    assert_eq!(mails(&bed).await, 5);
    bed.set_clock("2026-11-25T12:40:00");
    let officer = bed.sign_in("tokyo").await;
    assert_eq!(add(&officer, STRANGER).await.expect(200).json()["warning"], Value::Null);
    assert_eq!(mails(&bed).await, 6);
}

#[tokio::test]
async fn a_prefecture_has_thirty_mails_in_a_day_and_another_goes_on() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    for n in 0..30 {
        let address = format!("stranger-{n}@example.jp");
        assert_eq!(warned(&officer, &address, 201).await, "");
        remove(&officer, &address).await;
    }
    let warning = warned(&officer, STRANGER, 200).await;
    assert!(warning.contains("24時間に30通まで"), "{warning}");
    assert_eq!(mails(&bed).await, 30);
    let ministry = bed.sign_in("ministry").await;
    let body = serde_json::json!({"address": STRANGER});
    ministry.post("/api/prefectures/27/addresses", &body).await.expect(201);
    assert_eq!(mails(&bed).await, 31);
}

#[tokio::test]
async fn two_who_add_one_address_at_once_mail_it_once() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let ministry = bed.sign_in("ministry").await;
    let (one, other) = futures::join!(add(&officer, STRANGER), add(&ministry, STRANGER));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 201]);
    assert_eq!(mails(&bed).await, 1);
}
