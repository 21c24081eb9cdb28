//! `facilities`.

mod change;
mod create;
mod designation_check;
mod history;
mod import;
mod import_crash;
mod import_faults;
mod import_steps;
mod list;
pub(crate) mod upload;

use serde_json::{Value, json};
use testbed::TestBed;

const NOW: &str = "2026-11-24T10:00:00";

async fn bed() -> TestBed {
    TestBed::start(admin::router, NOW).await
}

/// Master data with everything filled in.
fn master_data() -> Value {
    json!({
        "name": "札幌見本病院",
        "category": "hospital",
        "designations": ["fever_outpatient"],
        "contact": {"person": "見本 花子", "phone": "011-000-0000"},
        "delivery": {"postal_code": "060-0000", "address": "北海道札幌市見本1-1", "receiving_hours": "平日9時～17時"},
        "mail": "sapporo@example.jp",
        "valid_from": "2026-04-01",
        "valid_to": "2028-03-31"
    })
}

fn with(mut body: Value, changes: &[(&str, Value)]) -> Value {
    for (pointer, value) in changes {
        match body.pointer_mut(pointer) {
            Some(place) => *place = value.clone(),
            None => body[pointer.trim_start_matches('/')] = value.clone(),
        }
    }
    body
}

/// Actions and subjects of what a user left in the audit record, oldest first, without signing in.
async fn audited(bed: &TestBed, user: &str) -> Vec<(String, String)> {
    let records = bed.app.store.audit_of(user, None, 100).await.unwrap();
    let entries = records.iter().rev().map(|record| record.entry().unwrap());
    entries
        .map(|entry| (serde_json::to_value(entry.action).unwrap(), entry.subject))
        .map(|(action, subject)| (action.as_str().unwrap_or_default().to_owned(), subject))
        .filter(|(action, _)| action != "sign_in")
        .collect()
}
