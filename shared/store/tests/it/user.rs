//! Changes of users, and the sessions they end.

use std::collections::BTreeSet;

use domain::{audit::AuditAction, message::Message};
use store::{SecondFactor, SessionRow, Store, UserChange, UserRow, UserWriteError};

use crate::{
    sample::{at, tokyo},
    session::{audit, open, session, user},
    table,
};

/// Changes the user from `before` to `after`, within the session of that hash if there is one.
async fn change(
    store: &Store,
    before: &UserRow,
    after: &UserRow,
    within: Option<(&str, &SessionRow)>,
) -> Result<(), UserWriteError> {
    let audit = audit(AuditAction::UserChanged);
    let change = UserChange { before, after, audit: &audit, mail: None, link: None };
    match within {
        None => store.user_change(change).await,
        Some((hash, session)) => store.user_change_within(change, hash, session).await,
    }
}

async fn stored(store: &Store) -> UserRow {
    store.user_get(&user().user_name).await.unwrap().unwrap()
}

async fn live(store: &Store, hashes: &[&str]) -> Vec<bool> {
    let mut live = Vec::new();
    for hash in hashes {
        live.push(store.session_get(hash).await.unwrap().is_some());
    }
    live
}

/// A user with the sessions `one` and `two`.
async fn with_sessions() -> (Store, UserRow) {
    let store = table().await;
    open(&store, "one").await.unwrap();
    open(&store, "two").await.unwrap();
    let user = stored(&store).await;
    (store, user)
}

#[tokio::test]
async fn other_credentials_end_all_sessions() {
    let (store, before) = with_sessions().await;
    let after = UserRow { credentials: before.credentials + 1, ..before.clone() };
    change(&store, &before, &after, None).await.unwrap();
    assert_eq!(live(&store, &["one", "two"]).await, [false, false]);
    assert_eq!(stored(&store).await, UserRow { version: before.version + 1, ..after });
}

#[tokio::test]
async fn disabling_ends_all_sessions() {
    let (store, before) = with_sessions().await;
    let after = UserRow { disabled: true, ..before.clone() };
    change(&store, &before, &after, None).await.unwrap();
    assert_eq!(live(&store, &["one", "two"]).await, [false, false]);
}

#[tokio::test]
async fn another_name_ends_none_and_stands_in_the_directory() {
    let (store, before) = with_sessions().await;
    let after = UserRow { name: "東京都 担当".to_owned(), ..before.clone() };
    change(&store, &before, &after, None).await.unwrap();
    assert_eq!(live(&store, &["one", "two"]).await, [true, true]);
    let listed = store.user_list(Some(tokyo()), None, 9).await.unwrap();
    assert_eq!(listed, [after.listing()]);
}

#[tokio::test]
async fn within_a_session_this_one_goes_on_as_given() {
    let (store, before) = with_sessions().await;
    let after = UserRow { credentials: before.credentials + 1, ..before.clone() };
    let kept = SessionRow { must_enroll: true, ..session() };
    change(&store, &before, &after, Some(("one", &kept))).await.unwrap();
    assert_eq!(store.session_get("one").await.unwrap(), Some(kept));
    assert_eq!(live(&store, &["two"]).await, [false]);
    // It can still be found by its user, to be ended another time.
    let before = stored(&store).await;
    let after = UserRow { disabled: true, ..before.clone() };
    change(&store, &before, &after, None).await.unwrap();
    assert_eq!(live(&store, &["one"]).await, [false]);
}

#[tokio::test]
async fn a_session_that_was_ended_changes_nothing_and_does_not_come_back() {
    let (store, before) = with_sessions().await;
    store.session_delete("one", &before.user_name, &audit(AuditAction::SignOut)).await.unwrap();
    let after = UserRow { credentials: before.credentials + 1, ..before.clone() };
    let refused = change(&store, &before, &after, Some(("one", &session()))).await;
    assert!(matches!(refused, Err(UserWriteError::Stale)));
    assert_eq!(live(&store, &["one", "two"]).await, [false, true]);
    assert_eq!(stored(&store).await, before);
}

#[tokio::test]
async fn a_change_of_an_older_row_is_refused_with_all_that_goes_with_it() {
    let (store, before) = with_sessions().await;
    let after = UserRow { name: "東京都 担当".to_owned(), ..before.clone() };
    change(&store, &before, &after, None).await.unwrap();
    let entry = audit(AuditAction::UserDisabled);
    let disabled = UserRow { disabled: true, ..before.clone() };
    let mail = Message::PasswordSet { user_name: before.user_name.clone(), set_at: entry.at };
    let late = UserChange { before: &before, after: &disabled, audit: &entry, mail: Some(mail), link: None };
    assert!(matches!(store.user_change(late).await, Err(UserWriteError::Stale)));
    assert_eq!(live(&store, &["one", "two"]).await, [true, true]);
    assert!(store.outbox_list().await.unwrap().is_empty());
    let last = store.audit_of("~operator", None, 1).await.unwrap().remove(0).entry().unwrap();
    assert_eq!(last.action, AuditAction::UserChanged);
}

#[tokio::test]
async fn a_message_of_its_own_is_put_once() {
    let store = table().await;
    let asked_at = at("2026-11-24T09:00:00");
    let message = Message::PasswordReset { user_name: user().user_name, asked_at };
    for _ in 0..2 {
        store.outbox_put(message.clone(), "tokyo#reset", asked_at).await.unwrap();
    }
    let outbox = store.outbox_list().await.unwrap();
    assert_eq!(outbox.len(), 1);
    assert_eq!((&outbox[0].message, outbox[0].created_at), (&message, asked_at));
}

#[tokio::test]
async fn a_second_factor_is_read_back_and_left_out_of_logs() {
    let store = table().await;
    let recovery: BTreeSet<String> = ["a".to_owned(), "b".to_owned()].into();
    let factor = SecondFactor { secret: "SECRETSECRET".to_owned(), last_step: 59_849_280, recovery };
    let with = UserRow { second_factor: Some(factor), second_factor_offer: None, ..user() };
    store.user_put(&with).await.unwrap();
    assert_eq!(stored(&store).await, with);
    assert!(!format!("{:?}", with.second_factor).contains("SECRET"));
}

#[test]
fn what_lets_a_user_in_is_left_out_of_logs() {
    let hash = Some("$argon2id$SECRET".to_owned());
    let secret = UserRow { password_hash: hash, second_factor_offer: Some("SECRET".to_owned()), ..user() };
    let logged = format!("{secret:?}");
    assert!(logged.contains(secret.user_name.as_str()) && !logged.contains("SECRET"), "{logged}");
}
