//! What the audit record says of the rows of a file: which facilities were written, in which version, and a SHA-256 over the entries of
//! their histories. Whoever alters one of these histories would have to forge the record as well.

use domain::{
    audit::{AuditAction, AuditEntry},
    facility::FacilityHistoryEntry,
    history::{Change, Value},
    id::FacilityId,
};

use crate::{Consistency, FacilityWrite, Fingerprint, Store, StoreError, item::decode, keys};

/// The new facilities, as `id@version` with spaces between.
const CREATED: &str = "created_facilities";
/// The changed ones, likewise.
const CHANGED: &str = "changed_facilities";
/// The SHA-256 over the entries of their histories, the created ones first.
const HISTORY: &str = "history_sha256";

/// The entry with what these rows write.
pub(super) fn telling(entry: AuditEntry, rows: &[FacilityWrite<'_>]) -> Result<AuditEntry, StoreError> {
    let (created, changed): (Vec<&FacilityWrite>, Vec<&FacilityWrite>) =
        rows.iter().partition(|row| row.before.is_none());
    let mut fingerprint = Fingerprint::default();
    for row in created.iter().chain(&changed) {
        add(&mut fingerprint, &row.after.profile.id, &row.entry())?;
    }
    let named = |rows: &[&FacilityWrite<'_>]| {
        let names: Vec<_> =
            rows.iter().map(|row| format!("{}@{}", row.after.profile.id, row.after.version)).collect();
        names.join(" ")
    };
    let told = [(CREATED, named(&created)), (CHANGED, named(&changed)), (HISTORY, fingerprint.hex())];
    let told = told.into_iter().filter(|(_, text)| !text.is_empty());
    let change = |(field, text): (&str, String)| Change {
        field: field.to_owned(),
        from: Value::Nothing,
        to: Value::Text(text),
    };
    let all = entry.changes.iter().cloned().chain(told.map(change)).collect();
    Ok(AuditEntry { changes: all, ..entry })
}

fn add(
    fingerprint: &mut Fingerprint,
    id: &FacilityId,
    entry: &FacilityHistoryEntry,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(entry).map_err(|error| StoreError::Unwritable(error.to_string()))?;
    fingerprint.part(id.as_str());
    fingerprint.part(&text);
    Ok(())
}

impl Store {
    /// Whether the histories that an entry about imported rows tells of are as they were written. True for every other entry.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_import_verify(&self, audit: &AuditEntry) -> Result<bool, StoreError> {
        let told = |field: &str| {
            audit.changes.iter().find_map(|change| match &change.to {
                Value::Text(text) if change.field == field => Some(text.as_str()),
                _ => None,
            })
        };
        let Some(expected) = told(HISTORY).filter(|_| audit.action == AuditAction::FacilitiesImported) else {
            return Ok(true);
        };
        let mut fingerprint = Fingerprint::default();
        for name in [CREATED, CHANGED].into_iter().filter_map(told).flat_map(str::split_whitespace) {
            let Some((id, version)) = name.split_once('@') else { return Ok(false) };
            let (Ok(id), Ok(version)) = (FacilityId::parse(id), version.parse()) else { return Ok(false) };
            let item = self.get(&keys::facility_history(&id, version), Consistency::Strong).await?;
            let Some(Ok(entry)) = item.as_ref().map(decode) else { return Ok(false) };
            add(&mut fingerprint, &id, &entry)?;
        }
        Ok(fingerprint.hex() == expected)
    }
}
