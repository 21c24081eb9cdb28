//! `POST /api/prefectures/{code}/addresses` and `DELETE …/{address}`.

use domain::{audit::AuditAction, history::Value as Told, message::Message, policy::PrefectureSettings};
use serde_json::{Value, json};
use testbed::{TestBed, instant};

use super::{ADDRESSES, NOW, TOKYO, add, audited, bed, delete, stored, tokyo};

const ADDRESS: &str = "iryo@pref.example.jp";
const SAMPLE: &str = "prefecture-13@example.jp";

async fn mailed(bed: &TestBed) -> Vec<Message> {
    bed.app.store.outbox_list().await.unwrap().into_iter().map(|entry| entry.message).collect()
}

fn confirmation(asked_at: &str) -> Message {
    Message::AddressConfirmation {
        prefecture: tokyo(),
        address: ADDRESS.to_owned(),
        added_at: instant(asked_at),
    }
}

#[tokio::test]
async fn a_new_address_waits_and_its_link_is_to_be_mailed() {
    let bed = bed().await;
    for (user, expected) in [("tokyo", 201), ("ministry", 200)] {
        let answer = add(&bed.sign_in(user).await, " iryo@PREF.example.jp ").await.expect(expected).json();
        let waiting = json!({"address": ADDRESS, "confirmed": false, "asked_at": "2026-11-24T03:40:00.000Z", "undeliverable": null});
        assert_eq!(answer["addresses"][0], waiting);
        assert_eq!(answer["addresses"][1]["address"], SAMPLE);
    }
    assert_eq!(mailed(&bed).await, [confirmation(NOW)], "once for both");
    let (entry, count) = audited(&bed, "tokyo", AuditAction::AddressAdded).await;
    let change = &entry.unwrap().changes[0];
    assert_eq!(
        (change.field.as_str(), &change.to),
        ("unconfirmed_addresses", &Told::text("iryo@pref.example.jp（11月24日12時40分）"))
    );
    assert_eq!(count, 1);
}

#[tokio::test]
async fn the_ministry_adds_one_for_a_prefecture_that_has_none() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let path = "/api/prefectures/47/addresses";
    let answer = ministry.post(path, &json!({"address": ADDRESS})).await.expect(201).json();
    assert_eq!((&answer["name"], &answer["addresses"][0]["confirmed"]), (&json!("沖縄県"), &json!(false)));
}

#[tokio::test]
async fn the_link_is_mailed_again_at_most_once_a_minute() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let first = add(&officer, ADDRESS).await.expect(201).json();
    assert_eq!(first["warning"], Value::Null);
    bed.set_clock("2026-11-24T12:40:59");
    let warned = add(&officer, ADDRESS).await.expect(200).json();
    assert!(warned["warning"].as_str().unwrap().contains("1分以内に送ったばかり"), "{warned}");
    assert_eq!(mailed(&bed).await.len(), 1);
    bed.set_clock("2026-11-24T12:41:00");
    let again = add(&officer, ADDRESS).await.expect(200).json();
    assert_eq!(
        (&again["warning"], &again["addresses"][0]["asked_at"]),
        (&Value::Null, &json!("2026-11-24T03:41:00.000Z"))
    );
    assert_eq!(mailed(&bed).await, [confirmation(NOW), confirmation("2026-11-24T12:41:00")]);
    assert_eq!(audited(&bed, "tokyo", AuditAction::AddressAdded).await.1, 2);
}

#[tokio::test]
async fn a_confirmed_address_stays_as_it_is() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let answer = add(&officer, SAMPLE).await.expect(200).json();
    assert_eq!(answer, officer.get(TOKYO).await.json(), "without a warning");
    assert_eq!(mailed(&bed).await, []);
    assert_eq!(stored(&bed).await.version, 1);
}

#[tokio::test]
async fn whatever_is_no_address_is_refused_with_words() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    for (body, code) in [
        (json!({}), "required"),
        (json!({"address": "　"}), "required"),
        (json!({"address": null}), "required"),
        (json!({"address": 5}), "wrong_type"),
        (json!({"address": "担当課"}), "mail"),
        (json!({"address": "a@example.jp\r\nBcc: b@example.jp"}), "mail"),
        (json!({"address": format!("{}@example.jp", "a".repeat(254))}), "mail"),
    ] {
        let json = officer.post(ADDRESSES, &body).await.expect_errors(&[("address", code)]);
        let message = json["errors"][0]["message"].as_str().unwrap().to_owned();
        assert!(message.starts_with("通知先メールアドレス"), "{message}");
    }
    let unknown = officer.post(ADDRESSES, &json!({"address": ADDRESS, "confirmed": true})).await;
    unknown.expect_errors(&[("confirmed", "unknown_field")]);
    assert_eq!(stored(&bed).await.version, 1);
}

#[tokio::test]
async fn the_twenty_first_address_is_refused() {
    let bed = bed().await;
    let waiting = (1..20).map(|n| (format!("{n}@example.jp"), instant(NOW))).collect();
    let full = PrefectureSettings { unconfirmed_addresses: waiting, ..stored(&bed).await };
    bed.app.store.prefecture_put(&full).await.unwrap();
    let officer = bed.sign_in("tokyo").await;
    let json = add(&officer, ADDRESS).await.expect_errors(&[("address", "too_many")]);
    let message = "通知先は20件までです。使わない通知先を削除してから追加してください。";
    assert_eq!(json["errors"][0]["message"], message);
    assert_eq!(mailed(&bed).await, []);
}

#[tokio::test]
async fn removing_the_last_confirmed_address_is_allowed_with_a_warning() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    add(&officer, ADDRESS).await.expect(201);
    let answer =
        delete(&officer, &format!("{ADDRESSES}/prefecture-13%40example.jp")).await.expect(200).json();
    assert_eq!(answer["warning"], "確認済みの通知先がなくなりました。要請のメールは国の担当者に届きます。");
    assert!(stored(&bed).await.notification_addresses.is_empty());
    let (entry, count) = audited(&bed, "tokyo", AuditAction::AddressRemoved).await;
    assert_eq!((entry.unwrap().changes[0].from.clone(), count), (Told::text(SAMPLE), 1));
    let gone = delete(&officer, &format!("{ADDRESSES}/{SAMPLE}")).await;
    gone.expect_problem(404, "not_found");
}

#[tokio::test]
async fn removing_one_that_waits_or_one_of_several_warns_of_nothing() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let mut settings = stored(&bed).await;
    settings.notification_addresses.insert("o'neill/x+y@example.jp".to_owned());
    bed.app.store.prefecture_put(&settings).await.unwrap();
    add(&ministry, ADDRESS).await.expect(201);
    for path in ["o'neill%2Fx%2By%40example.jp", ADDRESS] {
        let answer = delete(&ministry, &format!("{ADDRESSES}/{path}")).await.expect(200).json();
        assert_eq!(answer["warning"], Value::Null, "{path}");
    }
    let left = stored(&bed).await;
    assert_eq!(left.notification_addresses, [SAMPLE.to_owned()].into());
    assert!(left.unconfirmed_addresses.is_empty());
}

#[tokio::test]
async fn what_is_no_address_is_not_there_to_be_removed() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    for path in ["nobody@example.jp", "nonsense", "%FF", "a%00b@example.jp"] {
        delete(&officer, &format!("{ADDRESSES}/{path}")).await.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn two_who_add_at_once_both_add() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    let colleague = bed.colleague("tokyo", "tokyo-2", "佐藤 次郎").await;
    let (one, other) = futures::join!(add(&officer, "a@example.jp"), add(&colleague, "b@example.jp"));
    one.expect(201);
    other.expect(201);
    assert_eq!(stored(&bed).await.unconfirmed_addresses.len(), 2);
    assert_eq!(mailed(&bed).await.len(), 2);
}
