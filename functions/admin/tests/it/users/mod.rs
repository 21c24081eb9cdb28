//! `/api/users`.

mod changing;
mod creating;
mod importing;
mod importing_faults;
mod inviting;
mod listing;
mod second_factor;
mod secrecy;

use domain::{
    audit::{AuditAction, AuditEntry},
    id::UserName,
    message::Message,
};
use serde_json::{Value, json};
use store::{SecondFactor, UserRow};
use testbed::TestBed;

const START: &str = "2026-11-24T12:40:00";

async fn start() -> TestBed {
    TestBed::start(admin::router, START).await
}

/// The user's row as it stands.
async fn row(bed: &TestBed, name: &str) -> Option<UserRow> {
    bed.app.store.user_get(&UserName::parse(name).unwrap()).await.unwrap()
}

/// A user as it could be sent: an officer of Tokyo.
fn officer(name: &str) -> Value {
    json!({
        "user_name": name,
        "role": "prefecture",
        "name": "東京都 新担当",
        "mail": format!("{name}@example.jp"),
        "prefecture": "13",
    })
}

/// Who is to get an invitation, from the outbox.
async fn invited(bed: &TestBed) -> Vec<String> {
    let entries = bed.app.store.outbox_list().await.unwrap();
    let name = |message| match message {
        Message::Invitation { user_name, .. } => user_name.to_string(),
        other => panic!("{other:?}"),
    };
    entries.into_iter().map(|entry| name(entry.message)).collect()
}

/// What somebody did, newest first, without the sign-ins.
async fn audit(bed: &TestBed, who: &str) -> Vec<AuditEntry> {
    let records = bed.app.store.audit_of(who, None, 300).await.unwrap();
    let entries = records.iter().map(|record| record.entry().unwrap());
    entries.filter(|entry| entry.action != AuditAction::SignIn).collect()
}

/// Sets up a second factor for a sample user.
async fn with_second_factor(bed: &TestBed, name: &str) {
    let factor = SecondFactor {
        secret: "CANARYSECRET".to_owned(),
        last_step: 1,
        recovery: ["canary-recovery".to_owned()].into(),
    };
    let user = row(bed, name).await.unwrap();
    bed.app.store.user_put(&UserRow { second_factor: Some(factor), ..user }).await.unwrap();
}
