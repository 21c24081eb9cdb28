//! Mailed links.

use domain::audit::AuditAction;
use store::{LinkPurpose, LinkRow, Store, UserChange, UserRow, UserWriteError};

use crate::{
    raw,
    sample::{at, tokyo},
    session::{audit, user},
    table,
};

fn password_link() -> LinkRow {
    let purpose = LinkPurpose::Password { user_name: user().user_name, credentials: 1 };
    LinkRow { purpose, expires_at: at("2026-11-24T09:30:00") }
}

/// Sets a password by the link of that hash.
async fn set_password(store: &Store, link: &str) -> Result<(), UserWriteError> {
    let before = store.user_get(&user().user_name).await?.unwrap();
    let after = UserRow { credentials: before.credentials + 1, ..before.clone() };
    let audit = audit(AuditAction::PasswordSet);
    let change = UserChange { before: &before, after: &after, audit: &audit, mail: None, link: Some(link) };
    store.user_change(change).await
}

#[tokio::test]
async fn a_link_is_known_by_the_hash_of_its_token_alone() {
    let store = table().await;
    assert_eq!(store.link_get("hash").await.unwrap(), None);
    store.link_put("hash", &password_link()).await.unwrap();
    let purpose = LinkPurpose::Address { prefecture: tokyo(), address: "a@example.jp".to_owned() };
    let address = LinkRow { purpose, ..password_link() };
    store.link_put("other", &address).await.unwrap();
    assert_eq!(store.link_get("hash").await.unwrap(), Some(password_link()));
    assert_eq!(store.link_get("hash").await.unwrap(), Some(password_link()), "reading uses nothing up");
    assert_eq!(store.link_get("other").await.unwrap(), Some(address));
}

#[tokio::test]
async fn the_change_it_allows_uses_it_up() {
    let store = table().await;
    store.user_put(&user()).await.unwrap();
    store.link_put("hash", &password_link()).await.unwrap();
    set_password(&store, "hash").await.unwrap();
    assert_eq!(store.link_get("hash").await.unwrap(), None);
}

#[tokio::test]
async fn without_the_link_there_is_no_change() {
    let store = table().await;
    store.user_put(&user()).await.unwrap();
    store.link_put("hash", &password_link()).await.unwrap();
    set_password(&store, "hash").await.unwrap();
    for link in ["hash", "never there"] {
        assert!(matches!(set_password(&store, link).await, Err(UserWriteError::Stale)), "{link}");
    }
    assert_eq!(store.user_get(&user().user_name).await.unwrap().unwrap().credentials, 2);
}

#[tokio::test]
async fn the_table_deletes_it_when_it_has_expired() {
    let store = table().await;
    store.link_put("hash", &password_link()).await.unwrap();
    let row = raw::row(&store, "T#hash", "t").await;
    assert_eq!(row["ttl"], raw::number(password_link().expires_at.timestamp()));
}
