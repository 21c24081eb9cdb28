//! Following a chain from its first row to its head, some rows at a time.

use super::{AuditHead, AuditRecord, chained};
use crate::{
    Consistency, Store, StoreError,
    item::{Item, SK, attribute, decode},
    keys,
    read::Query,
};

/// Rows read at once.
const PAGE: usize = 500;

/// How far a chain was followed: up to this row everything is as it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditMark {
    /// The row; 0 before the first.
    pub sequence: u64,
    /// Its hash; empty before the first.
    pub hash: String,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditVerdict {
    /// Every row is there and as it was written.
    Sound,
    /// A row is not what was written, by its sequence.
    Altered(u64),
    /// A row is missing, by its sequence.
    Missing(u64),
    /// There are rows that the head does not know of, from this sequence on.
    Unknown(u64),
    /// A row, by its sequence, is not pointed to from its day, where it would not be found.
    Unpointed(u64),
}

/// How following a chain ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditFollowed {
    /// The chain is at its end, or something is wrong with it.
    Ended(AuditVerdict),
    /// As many rows as were asked for are sound, and there are more.
    GoesOn(AuditMark),
}

impl Store {
    /// Follows a chain behind `after`, for about `rows` rows.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit_verify(
        &self,
        head: &AuditHead,
        after: AuditMark,
        rows: u64,
    ) -> Result<AuditFollowed, StoreError> {
        let query = Query {
            from: Some(keys::version_sort(after.sequence + 1)),
            limit: Some(PAGE),
            ..Query::partition(keys::audit_partition(&head.chain), Consistency::Strong)
        };
        let (end, mut mark, mut next) = (after.sequence.saturating_add(rows), after, None);
        loop {
            let (items, more) = self.query_page(&query, next).await?;
            if let Some(verdict) = self.audit_follow(head, &mut mark, &items).await? {
                return Ok(AuditFollowed::Ended(verdict));
            }
            if more.is_none() {
                break;
            }
            if mark.sequence >= end {
                return Ok(AuditFollowed::GoesOn(mark));
            }
            next = more;
        }
        let cut = mark.sequence < head.count;
        Ok(AuditFollowed::Ended(if cut {
            AuditVerdict::Missing(mark.sequence + 1)
        } else {
            AuditVerdict::Sound
        }))
    }

    /// Follows the chain over these rows. A verdict when it ends with them.
    async fn audit_follow(
        &self,
        head: &AuditHead,
        mark: &mut AuditMark,
        items: &[Item],
    ) -> Result<Option<AuditVerdict>, StoreError> {
        let mut pointers = Vec::with_capacity(items.len());
        let (begin, mut found) = (mark.sequence, None);
        for item in items {
            let sequence = mark.sequence + 1;
            match follow(head, mark, item) {
                Ok(pointer) => pointers.push(pointer),
                // What was added since the head was read is no fault: the head as it stands now knows of it.
                Err(AuditVerdict::Unknown(_)) if self.audit_head(&head.chain).await?.count >= sequence => {
                    found = Some(AuditVerdict::Sound);
                    break;
                }
                Err(verdict) => {
                    found = Some(verdict);
                    break;
                }
            }
        }
        let there = self.get_many(&pointers).await?;
        let unpointed = (begin + 1..)
            .zip(&pointers)
            .find(|(_, key)| !there.contains_key(&(key.pk.clone(), key.sk.clone())));
        Ok(unpointed.map(|(sequence, _)| AuditVerdict::Unpointed(sequence)).or(found))
    }
}

/// Moves the mark over the next row, if that is as it was written; tells where it has to be pointed to.
fn follow(head: &AuditHead, mark: &mut AuditMark, item: &Item) -> Result<keys::Key, AuditVerdict> {
    let sequence = mark.sequence + 1;
    if attribute(item, SK) != keys::version_sort(sequence) {
        return Err(AuditVerdict::Missing(sequence));
    }
    let altered = AuditVerdict::Altered(sequence);
    let Ok(record) = decode::<AuditRecord>(item) else { return Err(altered) };
    if sequence > head.count {
        return Err(AuditVerdict::Unknown(sequence));
    }
    let hash = chained(&head.chain, sequence, &mark.hash, &record.entry);
    let known = sequence < head.count || hash == head.hash;
    if record.chain != head.chain || record.sequence != sequence || record.hash != hash || !known {
        return Err(altered);
    }
    let Ok(entry) = record.entry() else { return Err(altered) };
    *mark = AuditMark { sequence, hash };
    Ok(record.pointer(entry.at))
}
