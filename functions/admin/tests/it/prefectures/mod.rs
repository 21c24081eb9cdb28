//! `/api/prefectures` and `/api/address-confirmations`.

mod addresses;
mod confirmation;
mod effect;
mod faults;
mod list;
mod mail_limit;
mod settings;

use axum::http::Method;
use domain::{
    audit::{AuditAction, AuditEntry},
    policy::PrefectureSettings,
    prefecture::Prefecture,
};
use serde_json::{Value, json};
use testbed::{Answer, Client, TestBed};

/// A Tuesday after a holiday.
const NOW: &str = "2026-11-24T12:40:00";
const TOKYO: &str = "/api/prefectures/13";
const ADDRESSES: &str = "/api/prefectures/13/addresses";

async fn bed() -> TestBed {
    TestBed::start(admin::router, NOW).await
}

fn tokyo() -> Prefecture {
    Prefecture::parse("13").unwrap()
}

async fn stored(bed: &TestBed) -> PrefectureSettings {
    bed.app.store.prefecture_current(tokyo()).await.unwrap()
}

/// The body of a save that changes every member.
fn body() -> Value {
    json!({
        "office": "感染症対策課",
        "phone": "０３ー００００ー４４４４",
        "emergency_phone": "090-0000-5555",
        "bundling_minutes": 10,
        "days": {"closed": ["2026-12-28"], "open": ["2026-12-29"]},
        "stock": {"gloves": {"quantity": 120_000, "as_of": "2026-11-24"}}
    })
}

async fn save(client: &Client, body: &Value) -> Answer {
    let etag = client.get(TOKYO).await.expect(200).etag();
    client.put(TOKYO, &etag, body).await
}

async fn add(client: &Client, address: &str) -> Answer {
    client.post(ADDRESSES, &json!({"address": address})).await
}

async fn delete(client: &Client, path: &str) -> Answer {
    client.send(Method::DELETE, path, &[], None).await
}

/// The newest entry of a chain, and how many entries there are of that action.
async fn audited(bed: &TestBed, chain: &str, action: AuditAction) -> (Option<AuditEntry>, usize) {
    let records = bed.app.store.audit_of(chain, None, 100).await.unwrap();
    let entries: Vec<_> = records.iter().map(|record| record.entry().unwrap()).collect();
    let count = entries.iter().filter(|entry| entry.action == action).count();
    (entries.into_iter().next(), count)
}
