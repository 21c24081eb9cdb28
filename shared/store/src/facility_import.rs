//! The import of a file of facilities: its parts wait in a staging area until the whole file was checked, then roll into the master data,
//! some rows at a time (SPEC 3). Rows, the count of rows done and the audit's entry that tells of them are written in one transaction: none
//! is ever done twice, left out or done unseen.

mod audit;
mod progress;

pub use progress::{FacilityImport, ImportState, RowFault};

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use domain::audit::AuditEntry;

use crate::{
    Consistency, FacilityWrite, Store, StoreError,
    facility_change::happened,
    item::{decode, describe, key_item},
    keys,
    write::{Condition, Write, WriteError},
};

/// Attribute that holds the bytes of a part.
const BYTES: &str = "bytes";

/// What became of a write of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportWritten {
    /// It happened.
    Written,
    /// It did not: somebody else wrote the import meanwhile.
    Overtaken,
    /// It did not: a facility is no longer as it was read.
    FacilityChanged,
}

impl Store {
    /// Writes a new import.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_import_create(&self, import: &FacilityImport) -> Result<(), StoreError> {
        let write = Write::Put { item: import.item()?, old: None, condition: Condition::none() };
        self.write(write).await.map_err(StoreError::from_unconditional)
    }

    /// The import of that id, as it stands now. Old ones may still be there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_import_get(&self, id: &str) -> Result<Option<FacilityImport>, StoreError> {
        let item = self.get(&keys::facility_import(id), Consistency::Strong).await?;
        item.as_ref().map(decode).transpose()
    }

    /// Writes an import that was read as it is but for what `import` changes; its revision is taken care of. False when somebody else was
    /// faster. With an audit entry, both or neither.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_import_change(
        &self,
        import: &FacilityImport,
        audit: Option<&AuditEntry>,
    ) -> Result<bool, StoreError> {
        let writes = vec![import.write()?];
        happened(match audit {
            Some(audit) => self.audited(audit, writes).await,
            None => self.transact(writes).await,
        })
    }

    /// Writes a part in the place of an earlier one, and the import that has it. False when somebody else was faster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_import_part_put(
        &self,
        import: &FacilityImport,
        part: u32,
        bytes: &[u8],
    ) -> Result<bool, StoreError> {
        let mut item = key_item(&keys::facility_import_part(&import.id, part));
        item.insert(BYTES.to_owned(), AttributeValue::B(Blob::new(bytes)));
        let part = Write::Put { item: import.dying(item), old: None, condition: Condition::none() };
        happened(self.transact(vec![import.write()?, part]).await)
    }

    /// The bytes of a part, if it is there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_import_part_get(&self, id: &str, part: u32) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(mut item) = self.get(&keys::facility_import_part(id, part), Consistency::Strong).await?
        else {
            return Ok(None);
        };
        match item.remove(BYTES) {
            Some(AttributeValue::B(bytes)) => Ok(Some(bytes.into_inner())),
            _ => Err(StoreError::Corrupt { key: describe(&item), reason: "no bytes".to_owned() }),
        }
    }

    /// Writes what some rows make of their facilities, the import that counts these rows as done, and what the audit record says of it, to
    /// which is added what was written: all or nothing. Where no facility is written there is nothing to be told. A transaction
    /// takes [`Store::IMPORT_ROWS`] at most.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_import_apply(
        &self,
        import: &FacilityImport,
        rows: &[FacilityWrite<'_>],
        audit: AuditEntry,
    ) -> Result<ImportWritten, StoreError> {
        let mut writes = vec![import.write()?];
        for row in rows {
            writes.extend(row.writes()?);
        }
        let written = if rows.is_empty() {
            self.transact(writes).await
        } else {
            self.audited(&audit::telling(audit, rows)?, writes).await
        };
        match written {
            Ok(()) => Ok(ImportWritten::Written),
            Err(WriteError::ConditionFailed(0)) => Ok(ImportWritten::Overtaken),
            Err(WriteError::ConditionFailed(_)) => Ok(ImportWritten::FacilityChanged),
            Err(WriteError::Store(error)) => Err(error),
        }
    }

    /// How many rows of a file one transaction writes: three writes each, the import's own and the audit's three are the hundred it takes.
    pub const IMPORT_ROWS: usize = 32;
}
