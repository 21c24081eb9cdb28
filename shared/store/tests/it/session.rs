//! Sessions and users.

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    id::UserName,
    role::Role,
};
use store::{SessionRow, Store, UserRow, UserWriteError};

use crate::{
    raw,
    sample::{at, tokyo},
    table,
};

pub(crate) fn session() -> SessionRow {
    SessionRow {
        user_name: UserName::parse("tokyo").unwrap(),
        role: Role::Prefecture,
        name: "東京都 物資担当".to_owned(),
        prefecture: Some(tokyo()),
        facility: None,
        must_enroll: false,
        idle_until: at("2026-11-24T10:00:00"),
        ends_at: at("2026-11-24T21:00:00"),
        touched_at: at("2026-11-24T09:00:00"),
    }
}

pub(crate) fn user() -> UserRow {
    UserRow {
        user_name: UserName::parse("tokyo").unwrap(),
        role: Role::Prefecture,
        name: "東京都 物資担当".to_owned(),
        prefecture: Some(tokyo()),
        facility: None,
        area: Some(tokyo()),
        mail: "tokyo@example.jp".to_owned(),
        password_hash: Some("$argon2id$...".to_owned()),
        credentials: 1,
        disabled: false,
        second_factor: None,
        second_factor_offer: None,
        signed_in_at: None,
        version: 1,
    }
}

pub(crate) fn audit(action: AuditAction) -> AuditEntry {
    AuditEntry {
        at: at("2026-11-24T09:00:00"),
        by: AuditBy::Operator,
        from: "-".to_owned(),
        action,
        subject: "tokyo".to_owned(),
        changes: Vec::new(),
    }
}

/// Opens [`session`] under that hash, for a user who is there already or not.
pub(crate) async fn open(store: &Store, hash: &str) -> Result<(), UserWriteError> {
    let before = if let Some(user) = store.user_get(&user().user_name).await? {
        user
    } else {
        store.user_put(&user()).await?;
        user()
    };
    store.session_open(hash, &session(), &before, &before, &audit(AuditAction::SignIn)).await
}

async fn close(store: &Store, hash: &str) {
    store.session_delete(hash, &user().user_name, &audit(AuditAction::SignOut)).await.unwrap();
}

#[tokio::test]
async fn a_session_is_read_back_until_it_is_deleted() {
    let store = table().await;
    assert_eq!(store.session_get("hash").await.unwrap(), None);
    open(&store, "hash").await.unwrap();
    assert_eq!(store.session_get("hash").await.unwrap(), Some(session()));
    assert_eq!(store.session_get("other").await.unwrap(), None);
    close(&store, "hash").await;
    assert_eq!(store.session_get("hash").await.unwrap(), None);
    close(&store, "hash").await;
}

#[tokio::test]
async fn activity_is_written_but_never_brings_a_revoked_session_back() {
    let store = table().await;
    open(&store, "hash").await.unwrap();
    let touched = SessionRow { idle_until: at("2026-11-24T10:05:00"), ..session() };
    assert!(store.session_touch("hash", &touched).await.unwrap());
    assert_eq!(store.session_get("hash").await.unwrap(), Some(touched.clone()));
    close(&store, "hash").await;
    assert!(!store.session_touch("hash", &touched).await.unwrap());
    assert_eq!(store.session_get("hash").await.unwrap(), None);
}

#[tokio::test]
async fn the_table_deletes_a_session_at_its_end_in_any_case() {
    let store = table().await;
    open(&store, "hash").await.unwrap();
    let row = raw::row(&store, "S#hash", "s").await;
    assert_eq!(row["ttl"], raw::number(session().ends_at.timestamp()));
    assert_eq!(session().expires_at(), session().idle_until);
}

#[tokio::test]
async fn a_user_is_read_back_and_may_be_written_anew() {
    let store = table().await;
    let user = user();
    assert_eq!(store.user_get(&user.user_name).await.unwrap(), None);
    store.user_put(&user).await.unwrap();
    assert_eq!(store.user_get(&user.user_name).await.unwrap(), Some(user.clone()));
    let renamed = UserRow { name: "東京都 担当".to_owned(), ..user };
    store.user_put(&renamed).await.unwrap();
    assert_eq!(store.user_get(&renamed.user_name).await.unwrap(), Some(renamed));
}

#[tokio::test]
async fn no_session_opens_for_a_user_who_changed_since_the_proof() {
    let store = table().await;
    store.user_put(&user()).await.unwrap();
    open(&store, "first").await.unwrap();
    let stale = user();
    let opened = store.session_open("second", &session(), &stale, &stale, &audit(AuditAction::SignIn)).await;
    assert!(matches!(opened, Err(UserWriteError::Stale)));
    assert_eq!(store.session_get("second").await.unwrap(), None);
    let entries = store.audit_of("~operator", None, 9).await.unwrap();
    assert_eq!(entries.len(), 1, "the refused one is not recorded as a sign-in");
}

#[tokio::test]
async fn the_twenty_first_session_ends_the_oldest() {
    let store = table().await;
    store.user_put(&user()).await.unwrap();
    for second in 0..21 {
        let before = store.user_get(&user().user_name).await.unwrap().unwrap();
        let ends_at = session().ends_at + chrono::TimeDelta::seconds(second);
        let session = SessionRow { ends_at, ..session() };
        let hash = format!("hash-{}", 21 - second);
        let entry = audit(AuditAction::SignIn);
        store.session_open(&hash, &session, &before, &before, &entry).await.unwrap();
    }
    assert_eq!(store.session_get("hash-21").await.unwrap(), None);
    for number in 1..=20 {
        assert!(store.session_get(&format!("hash-{number}")).await.unwrap().is_some(), "{number}");
    }
}
