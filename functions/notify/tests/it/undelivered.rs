//! Mails that came back are marked at the prefectures that gave the address.

use domain::{audit::AuditAction, prefecture::Prefecture};
use serde_json::{Value, json};
use testbed::TestBed;

fn bounce(address: &str) -> Value {
    json!({"source": "aws.ses", "detail": {"eventType": "Bounce", "bounce": {
        "bounceType": "Permanent",
        "timestamp": "2026-11-24T03:00:00.000Z",
        "bouncedRecipients": [{"emailAddress": address}],
    }}})
}

async fn note(bed: &TestBed, address: &str) -> usize {
    let told = notify::undelivered(&bounce(address)).unwrap();
    notify::note_undelivered(&bed.app, &told).await.unwrap()
}

#[tokio::test]
async fn the_address_is_marked_once_and_the_record_tells_of_it() {
    let bed = TestBed::start(|_| axum::Router::new(), "2026-11-24T12:40:00").await;
    let tokyo = Prefecture::parse("13").unwrap();
    assert_eq!(note(&bed, "prefecture-13@EXAMPLE.jp").await, 1);
    assert_eq!(note(&bed, "prefecture-13@example.jp").await, 0, "told twice, marked once");
    assert_eq!(note(&bed, "nobody@example.jp").await, 0);
    let settings = bed.app.store.prefecture_current(tokyo).await.unwrap();
    assert_eq!(settings.undeliverable.keys().collect::<Vec<_>>(), ["prefecture-13@example.jp"]);
    assert!(
        settings.notification_addresses.contains("prefecture-13@example.jp"),
        "it is still a notification address"
    );
    let records = bed.app.store.audit_of("~system", None, 9).await.unwrap();
    let entry = records[0].entry().unwrap();
    assert_eq!(
        (records.len(), entry.action, entry.subject.as_str()),
        (1, AuditAction::AddressUndeliverable, "13")
    );
    assert_eq!(serde_json::to_value(&entry.changes).unwrap()[0]["to"], "prefecture-13@example.jp");
}
