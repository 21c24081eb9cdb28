//! What these tests begin with, and what they look up behind the back of the function.

use std::time::Duration;

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::Value,
    id::UserName,
    time::jst_date,
};
use store::{LinkPurpose, LinkRow, SecondFactor, SecurityRow, UserRow};
use testbed::{TestBed, instant};
use totp_rs::{Builder, Secret};
use web::{digest, second_factor};

use crate::START;

/// The secret of every second factor here.
pub(crate) const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/// A recovery code of it.
pub(crate) const RECOVERY: &str = "ABCD-EFGH-IJKL-MNOP";

pub(crate) fn name(text: &str) -> UserName {
    UserName::parse(text).unwrap()
}

/// Sets the clock to that many seconds after the start.
pub(crate) fn after(bed: &TestBed, seconds: u64) {
    bed.app.clock.set(instant(START) + Duration::from_secs(seconds));
}

pub(crate) async fn user(bed: &TestBed, user_name: &str) -> UserRow {
    bed.app.store.user_get(&name(user_name)).await.unwrap().unwrap()
}

/// Writes the user changed, as an administrator's act does.
pub(crate) async fn edit(bed: &TestBed, user_name: &str, change: impl FnOnce(&mut UserRow)) -> UserRow {
    let mut user = user(bed, user_name).await;
    change(&mut user);
    user.version += 1;
    bed.app.store.user_put(&user).await.unwrap();
    user
}

/// Gives the user a second factor of [`SECRET`] with [`RECOVERY`].
pub(crate) async fn with_factor(bed: &TestBed, user_name: &str) {
    let recovery = second_factor::recovery_hashes(&name(user_name), &[RECOVERY.to_owned()]);
    let factor = SecondFactor { secret: SECRET.to_owned(), last_step: 0, recovery };
    edit(bed, user_name, |user| user.second_factor = Some(factor)).await;
}

/// What an authenticator app with that secret shows that many seconds from now.
pub(crate) fn code(bed: &TestBed, secret: &str, from_now: i64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    let seconds = bed.app.clock.session_now().timestamp() + from_now;
    totp.generate(u64::try_from(seconds).unwrap()).to_string()
}

/// The ministry requires a second factor of prefectures.
pub(crate) async fn require_factor(bed: &TestBed) {
    let before = SecurityRow::default();
    let required = [domain::role::Role::Prefecture].into();
    let after = SecurityRow { second_factor_required: required, version: 1 };
    let audit = web::audit_of_stranger(&bed.app, "-", AuditAction::SecurityChanged, "security");
    assert!(bed.app.store.security_change(&before, &after, &audit).await.unwrap());
}

/// A link that sets the user's password, alive for half an hour.
pub(crate) async fn link(bed: &TestBed, token: &str, user_name: &str) {
    let credentials = user(bed, user_name).await.credentials;
    let purpose = LinkPurpose::Password { user_name: name(user_name), credentials };
    let expires_at = bed.app.clock.session_now() + Duration::from_mins(30);
    put_link(bed, token, LinkRow { purpose, expires_at }).await;
}

pub(crate) async fn put_link(bed: &TestBed, token: &str, link: LinkRow) {
    bed.app.store.link_put(&digest(&["link", token]), &link).await.unwrap();
}

/// Today's entries of strangers, newest first.
pub(crate) async fn of_strangers(bed: &TestBed) -> Vec<AuditEntry> {
    let today = jst_date(bed.app.clock.session_now());
    let page = bed.app.store.audit_on(today, None, 100).await.unwrap();
    let entries = page.records.iter().map(|record| record.entry().unwrap());
    entries.filter(|entry| entry.by == AuditBy::Stranger).collect()
}

/// The last of them.
pub(crate) async fn last_of_strangers(bed: &TestBed) -> AuditEntry {
    of_strangers(bed).await.remove(0)
}

/// The last entry of a chain: a user's by its name.
pub(crate) async fn last_of(bed: &TestBed, chain: &str) -> AuditEntry {
    bed.app.store.audit_of(chain, None, 1).await.unwrap()[0].entry().unwrap()
}

/// The reason an entry gives.
pub(crate) fn reason(entry: &AuditEntry) -> &str {
    match told(entry, "reason") {
        Some(Value::Text(reason)) => reason,
        other => panic!("no reason: {other:?}"),
    }
}

/// What an entry tells under that name.
pub(crate) fn told<'a>(entry: &'a AuditEntry, field: &str) -> Option<&'a Value> {
    entry.changes.iter().find(|change| change.field == field).map(|change| &change.to)
}
