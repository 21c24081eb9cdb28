//! Sessions and users.

use domain::{id::UserName, role::Role};
use store::{SessionRow, UserRow};

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
        idle_until: at("2026-11-24T10:00:00"),
        ends_at: at("2026-11-24T21:00:00"),
        touched_at: at("2026-11-24T09:00:00"),
    }
}

#[tokio::test]
async fn a_session_is_read_back_until_it_is_deleted() {
    let store = table().await;
    assert_eq!(store.session_get("hash").await.unwrap(), None);
    store.session_put("hash", &session()).await.unwrap();
    assert_eq!(store.session_get("hash").await.unwrap(), Some(session()));
    assert_eq!(store.session_get("other").await.unwrap(), None);
    store.session_delete("hash").await.unwrap();
    assert_eq!(store.session_get("hash").await.unwrap(), None);
    store.session_delete("hash").await.unwrap();
}

#[tokio::test]
async fn activity_is_written_but_never_brings_a_revoked_session_back() {
    let store = table().await;
    store.session_put("hash", &session()).await.unwrap();
    let touched = SessionRow { idle_until: at("2026-11-24T10:05:00"), ..session() };
    assert!(store.session_touch("hash", &touched).await.unwrap());
    assert_eq!(store.session_get("hash").await.unwrap(), Some(touched.clone()));
    store.session_delete("hash").await.unwrap();
    assert!(!store.session_touch("hash", &touched).await.unwrap());
    assert_eq!(store.session_get("hash").await.unwrap(), None);
}

#[tokio::test]
async fn the_table_deletes_a_session_at_its_end_in_any_case() {
    let store = table().await;
    store.session_put("hash", &session()).await.unwrap();
    let row = raw::row(&store, "S#hash", "s").await;
    assert_eq!(row["ttl"], raw::number(session().ends_at.timestamp()));
    assert_eq!(session().expires_at(), session().idle_until);
}

#[tokio::test]
async fn a_user_is_read_back_and_may_be_written_anew() {
    let store = table().await;
    let user = UserRow {
        user_name: UserName::parse("tokyo").unwrap(),
        role: Role::Prefecture,
        name: "東京都 物資担当".to_owned(),
        prefecture: Some(tokyo()),
        facility: None,
        mail: "tokyo@example.jp".to_owned(),
        password_hash: "$argon2id$...".to_owned(),
    };
    assert_eq!(store.user_get(&user.user_name).await.unwrap(), None);
    store.user_put(&user).await.unwrap();
    assert_eq!(store.user_get(&user.user_name).await.unwrap(), Some(user.clone()));
    let renamed = UserRow { name: "東京都 担当".to_owned(), ..user };
    store.user_put(&renamed).await.unwrap();
    assert_eq!(store.user_get(&renamed.user_name).await.unwrap(), Some(renamed));
}
