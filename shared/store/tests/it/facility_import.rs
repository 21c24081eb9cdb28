//! The staging area of a file of facilities.

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    facility::{Facility, FacilityCode, MasterData},
    history::Value,
    id::FacilityId,
};
use store::{FacilityImport, FacilityWrite, ImportState, ImportWritten, Store};

use crate::{
    raw,
    sample::{at, facility, prefecture_actor},
    session::audit,
    table,
};

async fn import(store: &Store) -> FacilityImport {
    let import = FacilityImport::new("one".to_owned(), prefecture_actor(), at("2026-11-24T10:00:00"));
    store.facility_import_create(&import).await.unwrap();
    import
}

fn numbered(number: usize) -> Facility {
    let mut made = facility();
    made.profile.code = format!("13{number:08}");
    made.profile.id = FacilityId::parse(&made.profile.code).unwrap();
    made
}

async fn apply(
    store: &Store,
    import: &FacilityImport,
    rows: &[(Option<&Facility>, &Facility)],
) -> ImportWritten {
    let (by, at) = (prefecture_actor(), at("2026-11-24T10:00:00"));
    let rows: Vec<_> =
        rows.iter().map(|(before, after)| FacilityWrite { before: *before, after, by: &by, at }).collect();
    store.facility_import_apply(import, &rows, told()).await.unwrap()
}

fn told() -> AuditEntry {
    AuditEntry {
        by: AuditBy::User(prefecture_actor()),
        subject: "one".to_owned(),
        ..audit(AuditAction::FacilitiesImported)
    }
}

/// What the record says of imported rows, newest first.
async fn recorded(store: &Store) -> Vec<AuditEntry> {
    let records = store.audit_of(prefecture_actor().user_name.as_str(), None, 10).await.unwrap();
    records.iter().map(|record| record.entry().unwrap()).collect()
}

#[track_caller]
fn text<'a>(entry: &'a AuditEntry, field: &str) -> Option<&'a str> {
    entry.changes.iter().find(|change| change.field == field).map(|change| match &change.to {
        Value::Text(text) => text.as_str(),
        other => panic!("{other:?}"),
    })
}

#[tokio::test]
async fn the_record_tells_which_facilities_were_written_and_notices_an_altered_history() {
    let store = table().await;
    let read = import(&store).await;
    let old = numbered(1);
    store.facility_put(&old).await.unwrap();
    let new = old.changed_to(MasterData { name: "新しい名前".to_owned(), ..old.master_data() }).unwrap();
    let rows = [(Some(&old), &new), (None, &numbered(2))];
    assert_eq!(apply(&store, &read, &rows).await, ImportWritten::Written);
    let entry = recorded(&store).await.remove(0);
    assert_eq!(text(&entry, "created_facilities"), Some("1300000002@1"));
    assert_eq!(text(&entry, "changed_facilities"), Some("1300000001@2"));
    assert_eq!(text(&entry, "history_sha256").map(str::len), Some(64));
    assert!(store.facility_import_verify(&entry).await.unwrap());

    let row = raw::rows(&store, "FH#1300000001").await.remove(0);
    let sort = row["sk"].as_s().unwrap();
    crate::corrupt::damage(&store, "FH#1300000001", sort, "at", Some(raw::text("2026-11-24T01:00:01Z")))
        .await;
    assert!(!store.facility_import_verify(&entry).await.unwrap());
    raw::delete(&store, "FH#1300000001", sort).await;
    assert!(!store.facility_import_verify(&entry).await.unwrap());
}

#[tokio::test]
async fn rows_that_write_no_facility_are_counted_without_an_entry() {
    let store = table().await;
    let read = import(&store).await;
    assert_eq!(apply(&store, &FacilityImport { applied: 3, ..read }, &[]).await, ImportWritten::Written);
    assert_eq!(store.facility_import_get("one").await.unwrap().unwrap().applied, 3);
    assert_eq!(recorded(&store).await, []);
}

#[tokio::test]
async fn parts_are_kept_as_they_came_and_leave_after_a_week() {
    let store = table().await;
    let made = import(&store).await;
    let bytes = [0x8a, 0x00, 0xff];
    assert!(store.facility_import_part_put(&made, 1, &bytes).await.unwrap());
    let stands = store.facility_import_get("one").await.unwrap().unwrap();
    assert!(store.facility_import_part_put(&stands, 1, b"again").await.unwrap());
    assert_eq!(store.facility_import_part_get("one", 1).await.unwrap().as_deref(), Some(&b"again"[..]));
    assert_eq!(store.facility_import_part_get("one", 2).await.unwrap(), None);
    let rows = raw::rows(&store, "IM#one").await;
    let week = at("2026-12-01T10:00:00").timestamp().to_string();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["ttl"].as_n() == Ok(&week)), "{rows:?}");
}

#[tokio::test]
async fn only_one_of_two_writes_based_on_the_same_reading_happens() {
    let store = table().await;
    let read = import(&store).await;
    assert!(store.facility_import_part_put(&read, 1, b"x").await.unwrap());
    assert!(!store.facility_import_part_put(&read, 2, b"x").await.unwrap());
    assert!(!store.facility_import_change(&read, None).await.unwrap());
    assert_eq!(store.facility_import_part_get("one", 2).await.unwrap(), None);
    assert_eq!(apply(&store, &read, &[(None, &numbered(1))]).await, ImportWritten::Overtaken);
    assert_eq!(store.facility_get(&numbered(1).profile.id).await.unwrap(), None);
}

#[tokio::test]
async fn rows_and_their_count_are_written_together_or_not_at_all() {
    let store = table().await;
    let read = import(&store).await;
    let rows: Vec<Facility> = (0..Store::IMPORT_ROWS).map(numbered).collect();
    let new: Vec<_> = rows.iter().map(|row| (None, row)).collect();
    let counted = FacilityImport { state: ImportState::Applying, applied: rows.len(), ..read };
    assert_eq!(apply(&store, &counted, &new).await, ImportWritten::Written);
    let stands = store.facility_import_get("one").await.unwrap().unwrap();
    assert_eq!((stands.applied, stands.revision), (rows.len(), 2));

    // One of two facilities is not as it was read: the other is not written either, and nothing is counted.
    let (first, second) = (&rows[0], &rows[1]);
    let rename = |facility: &Facility, name: &str| {
        facility.changed_to(MasterData { name: name.to_owned(), ..facility.master_data() }).unwrap()
    };
    store.facility_put(&rename(second, "先に変わった名前")).await.unwrap();
    let (one, two) = (rename(first, "新しい名前"), rename(second, "新しい名前"));
    let next = FacilityImport { applied: rows.len() + 2, ..stands.clone() };
    let written = apply(&store, &next, &[(Some(first), &one), (Some(second), &two)]).await;
    assert_eq!(written, ImportWritten::FacilityChanged);
    assert_eq!(store.facility_get(&first.profile.id).await.unwrap().as_ref(), Some(first));
    assert_eq!(store.facility_import_get("one").await.unwrap(), Some(stands));
}

#[tokio::test]
async fn rows_cost_what_their_own_rows_cost() {
    let (store, meter) = table().await.metered();
    let read = import(&store).await;
    let rows: Vec<Facility> = (0..Store::IMPORT_ROWS).map(numbered).collect();
    let codes: Vec<_> = rows.iter().map(|row| FacilityCode::parse(&row.profile.code).unwrap()).collect();
    meter.take();
    store.facilities_of_codes(&codes.iter().collect::<Vec<_>>()).await.unwrap();
    let new: Vec<_> = rows.iter().map(|row| (None, row)).collect();
    assert_eq!(apply(&store, &read, &new).await, ImportWritten::Written);
    let units = meter.take();
    // A look for each and at the chain's head; facility, directory and history for each, the import, and the audit's three.
    assert_eq!((units.read, units.write), (33.0, 32.0 * 6.0 + 2.0 + 6.0));
}
