//! What signing in, links and changes of users cost; `docs/access-patterns.md` tells these figures.

use domain::{audit::AuditAction, message::Message};
use store::{LinkPurpose, LinkRow, Meter, SecurityRow, TriesRow, UserChange, UserRow};

use crate::{
    sample::at,
    session::{audit, open, session, user},
    table,
};

/// Read and write units since the last look.
#[track_caller]
fn check(what: &str, meter: &Meter, read: f64, write: f64) {
    let units = meter.take();
    let same = |one: f64, other: f64| (one - other).abs() < f64::EPSILON;
    assert!(same(units.read, read) && same(units.write, write), "{what} cost {units:?}");
}

#[tokio::test]
async fn a_sign_in_with_its_tries() {
    let (store, meter) = table().await.metered();
    store.user_put(&user()).await.unwrap();
    meter.take();
    let row = TriesRow {
        failures: 1,
        not_before: at("2026-11-24T09:00:00"),
        forgotten_at: at("2026-11-24T09:15:00"),
        refused: 0,
    };
    store.tries_get("user tokyo").await.unwrap();
    store.tries_put("user tokyo", None, &row).await.unwrap();
    check("a try counted", &meter, 1.0, 1.0);
    store.user_get(&user().user_name).await.unwrap();
    store.security_get().await.unwrap();
    check("the user and the rules", &meter, 2.0, 0.0);
    let proof = user();
    let entry = audit(AuditAction::SignIn);
    store.session_open("hash", &session(), &proof, &proof, &entry).await.unwrap();
    check("a session", &meter, 2.0, 12.0);
    store.tries_delete("user tokyo").await.unwrap();
    check("tries forgotten", &meter, 0.0, 1.0);
    store.session_delete("hash", &user().user_name, &audit(AuditAction::SignOut)).await.unwrap();
    check("a sign-out", &meter, 1.0, 10.0);
}

#[tokio::test]
async fn a_reset_from_its_asking_to_the_new_password() {
    let (store, meter) = table().await.metered();
    open(&store, "hash").await.unwrap();
    meter.take();
    let entry = audit(AuditAction::PasswordResetRequested);
    let message = Message::PasswordReset { user_name: user().user_name, asked_at: entry.at };
    store.outbox_put(message, "tokyo#reset", entry.at).await.unwrap();
    check("a reset asked for", &meter, 0.0, 1.0);
    let purpose = LinkPurpose::Password { user_name: user().user_name, credentials: 1 };
    let link = LinkRow { purpose, expires_at: at("2026-11-24T09:30:00") };
    store.link_put("link", &link).await.unwrap();
    check("a link", &meter, 0.0, 1.0);
    store.link_get("link").await.unwrap();
    let before = store.user_get(&user().user_name).await.unwrap().unwrap();
    check("a link looked at", &meter, 2.0, 0.0);
    let after = UserRow { credentials: 2, ..before.clone() };
    let mail = Message::PasswordSet { user_name: user().user_name, set_at: entry.at };
    let change =
        UserChange { before: &before, after: &after, audit: &entry, mail: Some(mail), link: Some("link") };
    store.user_change(change).await.unwrap();
    check("a password set, ending one session", &meter, 2.0, 16.0);
}

#[tokio::test]
async fn the_rules_of_signing_in() {
    let (store, meter) = table().await.metered();
    let none = SecurityRow::default();
    store.security_change(&none, &none, &audit(AuditAction::SecurityChanged)).await.unwrap();
    check("the rules changed", &meter, 1.0, 8.0);
}
