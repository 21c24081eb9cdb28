//! A prefecture's settings: each change with its audit entry, its mail and its link, or none of it.

use domain::{
    audit::{AuditAction, AuditEntry},
    message::Message,
    policy::PrefectureSettings,
    prefecture_settings::Adding,
    time::Instant,
};
use store::{LinkPurpose, LinkRow, PrefectureChange, PrefectureChangeError, Store};

use crate::{
    sample::{at, tokyo},
    session::audit,
    table,
};

const ADDRESS: &str = "a@example.jp";
const LINK: &str = "hash";

fn now() -> Instant {
    at("2026-11-24T09:00:00")
}

fn named(before: &PrefectureSettings, office: &str) -> PrefectureSettings {
    PrefectureSettings { office: office.to_owned(), version: before.version + 1, ..before.clone() }
}

fn adding(before: &PrefectureSettings) -> PrefectureSettings {
    match before.add_address(ADDRESS, now()).unwrap() {
        Adding::Added(after) => *after,
        other => panic!("{other:?}"),
    }
}

fn message() -> Message {
    Message::AddressConfirmation { prefecture: tokyo(), address: ADDRESS.to_owned(), added_at: now() }
}

async fn change(
    store: &Store,
    before: &PrefectureSettings,
    after: &PrefectureSettings,
    link: Option<&str>,
    message: Option<Message>,
) -> Result<(), PrefectureChangeError> {
    let audit: AuditEntry = audit(AuditAction::SettingsChanged);
    store.prefecture_change(PrefectureChange { before, after, audit: &audit, message, link }).await
}

/// How many entries of the audit record and of the outbox there are.
async fn counts(store: &Store) -> (usize, usize) {
    let audited = store.audit_of("~operator", None, 10).await.unwrap();
    (audited.len(), store.outbox_list().await.unwrap().len())
}

#[tokio::test]
async fn a_change_goes_with_its_audit_entry_and_its_mail() {
    let store = table().await;
    let unset = store.prefecture_current(tokyo()).await.unwrap();
    let after = adding(&unset);
    change(&store, &unset, &after, None, Some(message())).await.unwrap();
    assert_eq!(store.prefecture_current(tokyo()).await.unwrap(), after);
    assert_eq!(store.prefecture_get(tokyo()).await.unwrap(), after);
    assert_eq!(counts(&store).await, (1, 1));
    assert_eq!(store.outbox_list().await.unwrap()[0].message, message());
    let later = named(&after, "感染症対策課");
    change(&store, &after, &later, None, None).await.unwrap();
    assert_eq!(counts(&store).await, (2, 1));
}

#[tokio::test]
async fn of_two_changes_of_the_same_settings_the_second_is_stale_and_leaves_nothing() {
    let store = table().await;
    let unset = PrefectureSettings::unset(tokyo());
    let first = named(&unset, "一課");
    change(&store, &unset, &first, None, None).await.unwrap();
    for (before, after) in [(&unset, adding(&unset)), (&first, named(&first, "二課"))] {
        let stale = before.version == 0;
        let result = change(&store, before, &after, None, Some(message())).await;
        assert_eq!(matches!(result, Err(PrefectureChangeError::Stale)), stale, "{result:?}");
    }
    assert_eq!(store.prefecture_current(tokyo()).await.unwrap().office, "二課");
    assert_eq!(counts(&store).await, (2, 1), "nothing of the stale one");
}

#[tokio::test]
async fn settings_put_without_a_version_can_be_changed_too() {
    let store = table().await;
    let put = PrefectureSettings::unset(tokyo());
    store.prefecture_put(&put).await.unwrap();
    change(&store, &put, &named(&put, "一課"), None, None).await.unwrap();
    assert_eq!(store.prefecture_current(tokyo()).await.unwrap().office, "一課");
}

#[tokio::test]
async fn a_link_is_used_up_by_the_change_it_allows_and_allows_no_other() {
    let store = table().await;
    let waiting = adding(&PrefectureSettings::unset(tokyo()));
    store.prefecture_put(&waiting).await.unwrap();
    let link = LinkRow {
        purpose: LinkPurpose::Address { prefecture: tokyo(), address: ADDRESS.to_owned() },
        expires_at: at("2026-12-01T09:00:00"),
    };
    store.link_put(LINK, &link).await.unwrap();
    let confirmed = waiting.confirm_address(ADDRESS).unwrap();
    change(&store, &waiting, &confirmed, Some(LINK), None).await.unwrap();
    assert_eq!(store.link_get(LINK).await.unwrap(), None);
    assert_eq!(store.prefecture_current(tokyo()).await.unwrap(), confirmed);

    let again = change(&store, &confirmed, &named(&confirmed, "一課"), Some(LINK), None).await;
    assert!(matches!(again, Err(PrefectureChangeError::LinkUsed)), "{again:?}");
    assert_eq!(store.prefecture_current(tokyo()).await.unwrap(), confirmed);
    assert_eq!(counts(&store).await, (1, 0));
}

#[tokio::test]
async fn a_stale_change_leaves_its_link_unused() {
    let store = table().await;
    let waiting = adding(&PrefectureSettings::unset(tokyo()));
    store.prefecture_put(&named(&waiting, "一課")).await.unwrap();
    let purpose = LinkPurpose::Address { prefecture: tokyo(), address: ADDRESS.to_owned() };
    let link = LinkRow { purpose, expires_at: at("2026-12-01T09:00:00") };
    store.link_put(LINK, &link).await.unwrap();
    let confirmed = waiting.confirm_address(ADDRESS).unwrap();
    let stale = change(&store, &waiting, &confirmed, Some(LINK), None).await;
    assert!(matches!(stale, Err(PrefectureChangeError::Stale)), "{stale:?}");
    assert_eq!(store.link_get(LINK).await.unwrap(), Some(link));
}
