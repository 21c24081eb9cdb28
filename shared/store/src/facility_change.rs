//! Changing the master data: facility, directory, history and audit record in one transaction, or none of them (SPEC 3).

use domain::{
    audit::AuditEntry,
    facility::{Facility, FacilityHistoryEntry},
    id::FacilityId,
    message::Message,
    role::Actor,
    time::{Instant, jst_date},
};

use crate::{
    Claim, Consistency, FacilityListing, OutboxEntry, Store, StoreError, digest_mark,
    facility::facility_item,
    facility_directory::listing_item,
    item::{decode, encode, number},
    keys, outbox,
    read::Query,
    write::{Condition, Write, WriteError},
};

/// A change of a facility's master data.
#[derive(Debug, Clone, Copy)]
pub struct FacilityWrite<'a> {
    /// As it was read; none for a new one.
    pub before: Option<&'a Facility>,
    /// As it is to be, with its next version.
    pub after: &'a Facility,
    /// Who changes it.
    pub by: &'a Actor,
    /// When.
    pub at: Instant,
}

impl FacilityWrite<'_> {
    /// What the facility's history says of it.
    pub fn entry(&self) -> FacilityHistoryEntry {
        FacilityHistoryEntry {
            version: self.after.version,
            at: self.at,
            by: self.by.clone(),
            changes: self.after.changes_since(self.before),
        }
    }

    /// Master data, history, and the directory's row where that differs: three writes at most.
    pub(crate) fn writes(&self) -> Result<Vec<Write>, StoreError> {
        let as_read = match self.before {
            None => Condition::absent(),
            Some(before) => Condition::named(
                "#version = :version",
                &["version"],
                vec![(":version".to_owned(), number(before.version))],
            ),
        };
        let old = self.before.map(facility_item).transpose()?;
        let history = keys::facility_history(&self.after.profile.id, self.after.version);
        let mut writes = vec![
            Write::Put { item: facility_item(self.after)?, old, condition: as_read },
            Write::Put { item: encode(&history, &self.entry())?, old: None, condition: Condition::absent() },
        ];
        writes.extend(self.listing_write()?);
        Ok(writes)
    }

    fn listing_write(&self) -> Result<Option<Write>, StoreError> {
        let item = listing_item(self.after)?;
        let Some(before) = self.before else {
            // A new code must not be another facility's.
            return Ok(Some(Write::Put { item, old: None, condition: Condition::absent() }));
        };
        if FacilityListing::of(before) == FacilityListing::of(self.after) {
            return Ok(None);
        }
        Ok(Some(Write::Put { item, old: Some(listing_item(before)?), condition: Condition::none() }))
    }
}

impl Store {
    /// Writes a change of the master data with the audit's entry. False, and nothing written, when the facility is not as it was read, or
    /// a new one's code is taken.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_write(
        &self,
        write: FacilityWrite<'_>,
        audit: &AuditEntry,
    ) -> Result<bool, StoreError> {
        happened(self.audited(audit, write.writes()?).await)
    }

    /// A page of a facility's history, newest first, `below` a version. One more than `limit` tells that there is more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_history(
        &self,
        id: &FacilityId,
        below: Option<u64>,
        limit: usize,
    ) -> Result<Vec<FacilityHistoryEntry>, StoreError> {
        let query = Query {
            to: below.map(|version| keys::version_sort(version.saturating_sub(1))),
            ascending: false,
            limit: Some(limit + 1),
            ..Query::partition(keys::facility_history_partition(id), Consistency::Strong)
        };
        let (items, _) = self.query_page(&query, None).await?;
        items.iter().map(decode).collect()
    }

    /// Puts a facility's asking for its designation to be looked at into the outbox, once on a day (JST), with the audit's entry.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn designation_check_ask(
        &self,
        id: &FacilityId,
        message: Message,
        now: Instant,
        audit: &AuditEntry,
    ) -> Result<Claim, StoreError> {
        let day = jst_date(now);
        let what = format!("designation#{id}");
        let entry = OutboxEntry::new(message, now, &what);
        let mark = digest_mark::mark(day, &what, "sent", now)?;
        let asked = self.audited(audit, vec![mark, outbox::put(&entry)?]).await;
        Ok(if happened(asked)? { Claim::Made } else { Claim::Taken })
    }
}

/// Whether conditional writes happened.
pub(crate) fn happened(result: Result<(), WriteError>) -> Result<bool, StoreError> {
    match result {
        Ok(()) => Ok(true),
        Err(WriteError::ConditionFailed(_)) => Ok(false),
        Err(WriteError::Store(error)) => Err(error),
    }
}
