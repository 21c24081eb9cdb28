//! Master data: facilities and prefectures' settings.

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    facility::{Facility, MasterData},
    message::Message,
    policy::PrefectureSettings,
};
use store::{Claim, FacilityQuery, FacilityWrite, Store};

use crate::{
    sample::{at, facility, prefecture, prefecture_actor, tokyo, undesignated},
    table,
};

fn audit(action: AuditAction) -> AuditEntry {
    AuditEntry {
        at: at("2026-11-24T10:00:00"),
        by: AuditBy::User(prefecture_actor()),
        from: "-".to_owned(),
        action,
        subject: "tokyo-hospital".to_owned(),
        changes: Vec::new(),
    }
}

async fn write(store: &Store, before: Option<&Facility>, after: &Facility) -> bool {
    let by = prefecture_actor();
    let write = FacilityWrite { before, after, by: &by, at: at("2026-11-24T10:00:00") };
    store.facility_write(write, &audit(AuditAction::FacilityChanged)).await.unwrap()
}

fn renamed(before: &Facility, name: &str) -> Facility {
    before.changed_to(MasterData { name: name.to_owned(), ..before.master_data() }).unwrap()
}

async fn names(store: &Store) -> Vec<String> {
    let query = FacilityQuery { prefecture: tokyo(), code_prefix: String::new(), after: None, limit: 9 };
    let page = store.facility_list(&query, |_| true).await.unwrap();
    page.items.into_iter().map(|listing| listing.name).collect()
}

async fn audited(store: &Store) -> u64 {
    store.audit_heads().await.unwrap().iter().map(|head| head.count).sum()
}

#[tokio::test]
async fn a_change_is_written_with_directory_history_and_audit_or_not_at_all() {
    let store = table().await;
    let first = facility();
    assert!(write(&store, None, &first).await);
    let second = renamed(&first, "新しい名前");
    assert!(write(&store, Some(&first), &second).await);
    // Based on what no longer stands.
    assert!(!write(&store, Some(&first), &renamed(&first, "別の名前")).await);
    // A code that is taken, under another identifier.
    let mut same_code = first.clone();
    same_code.profile.id = domain::id::FacilityId::parse("f-13-0001").unwrap();
    assert!(!write(&store, None, &same_code).await);
    // An identifier that is taken, under another code.
    let mut same_id = first.clone();
    same_id.profile.code = "1310000026".to_owned();
    assert!(!write(&store, None, &same_id).await);

    assert_eq!(store.facility_current(&first.profile.id).await.unwrap(), Some(second));
    assert_eq!(store.facility_get(&same_code.profile.id).await.unwrap(), None);
    assert_eq!(names(&store).await, ["新しい名前"]);
    assert_eq!(audited(&store).await, 2);
    let history = store.facility_history(&first.profile.id, None, 9).await.unwrap();
    assert_eq!(history.iter().map(|entry| entry.version).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(history[0].changes.len(), 1);
    let older = store.facility_history(&first.profile.id, Some(2), 9).await.unwrap();
    assert_eq!(older, history[1..]);
}

#[tokio::test]
async fn a_change_costs_the_same_however_many_came_before() {
    let (store, meter) = table().await.metered();
    let mut stands = facility();
    write(&store, None, &stands).await;
    for turn in 0..5 {
        meter.take();
        let next = renamed(&stands, &format!("名前{turn}"));
        assert!(write(&store, Some(&stands), &next).await);
        let units = meter.take();
        // Facility, directory and history; the audit's row, head and pointer, whose head is read first.
        assert_eq!((units.read, units.write), (1.0, 12.0));
        stands = next;
    }
}

#[tokio::test]
async fn a_facility_is_read_back_and_may_be_written_anew() {
    let store = table().await;
    let id = facility().profile.id;
    assert_eq!(store.facility_get(&id).await.unwrap(), None);
    for written in [facility(), undesignated()] {
        store.facility_put(&written).await.unwrap();
        assert_eq!(store.facility_get(&id).await.unwrap(), Some(written));
    }
}

#[tokio::test]
async fn a_prefectures_settings_are_unset_until_it_makes_some() {
    let store = table().await;
    let settings = PrefectureSettings {
        office: "東京都保健医療局".to_owned(),
        phone: "03-5320-0000".to_owned(),
        emergency_phone: Some("03-5320-0001".to_owned()),
        notification_addresses: ["tokyo@example.jp".to_owned()].into(),
        days: domain::policy::ExtraDays {
            closed: ["2026-10-01".parse().unwrap()].into(),
            open: ["2026-12-29".parse().unwrap()].into(),
        },
        ..PrefectureSettings::unset(tokyo())
    };
    assert_eq!(store.prefecture_get(tokyo()).await.unwrap(), PrefectureSettings::unset(tokyo()));
    store.prefecture_put(&settings).await.unwrap();
    assert_eq!(store.prefecture_get(tokyo()).await.unwrap(), settings);
    let osaka = prefecture("27");
    assert_eq!(store.prefecture_get(osaka).await.unwrap(), PrefectureSettings::unset(osaka));
}

#[tokio::test]
async fn a_designation_is_asked_about_once_a_day() {
    let (store, meter) = table().await.metered();
    let profile = facility().profile;
    let message = Message::DesignationCheck {
        facility: profile.id.clone(),
        facility_name: profile.name,
        facility_code: profile.code,
        category: profile.category,
        prefecture: profile.prefecture,
        contact: facility().contact,
        asked_at: at("2026-11-24T10:00:00"),
    };
    let entry = audit(AuditAction::DesignationCheckAsked);
    let ask = async |jst| store.designation_check_ask(&profile.id, message.clone(), at(jst), &entry).await;
    assert_eq!(ask("2026-11-24T00:00:00").await.unwrap(), Claim::Made);
    let units = meter.take();
    assert_eq!((units.read, units.write), (1.0, 10.0));
    assert_eq!(ask("2026-11-24T23:59:59").await.unwrap(), Claim::Taken);
    assert_eq!(ask("2026-11-25T00:00:00").await.unwrap(), Claim::Made);
    assert_eq!(store.outbox_list().await.unwrap().len(), 2);
    assert_eq!(audited(&store).await, 2);
}
