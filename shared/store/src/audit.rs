//! The audit record: append-only, chained by hash per actor (SPEC 2, 10).
//!
//! *Architecture Invariant:* a row of a chain is put with `attribute_not_exists` and never updated or deleted. Its head, in another
//! partition, holds count and hash, so that an altered, a removed and a cut-off row are all noticed by [`Store::audit_verify`]. Each row has
//! a pointer in the partitions of its day, by which [`Store::audit_pointers_verify`] notices a chain that is gone with its head.

mod day;
mod pointers;
mod verify;

pub use day::AuditPage;
pub use pointers::{AuditPointerFault, AuditPointers, PointerPlace};
pub use verify::{AuditFollowed, AuditMark, AuditVerdict};

use domain::{
    audit::AuditEntry,
    time::{Instant, jst_date},
};
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Fingerprint, Store, StoreError,
    item::{decode, encode, key_item, number, text},
    keys,
    read::Query,
    write::{Condition, Write, WriteError},
};

/// How often an entry is chained anew when another of the same actor was faster.
const ATTEMPTS: usize = 12;

/// A row of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRecord {
    /// Whose chain.
    pub chain: String,
    /// 1 for the chain's first.
    pub sequence: u64,
    /// What happened, as JSON: what is hashed is what is stored.
    entry: String,
    /// SHA-256 over the previous hash and this entry, in hexadecimal.
    pub hash: String,
}

/// How far a chain goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHead {
    /// Whose chain.
    pub chain: String,
    /// Number of its rows.
    pub count: u64,
    /// Hash of its last row.
    pub hash: String,
}

impl AuditRecord {
    /// What happened.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it is not what this program writes.
    pub fn entry(&self) -> Result<AuditEntry, StoreError> {
        serde_json::from_str(&self.entry).map_err(|error| StoreError::Corrupt {
            key: format!("{}/{}", self.chain, self.sequence),
            reason: error.to_string(),
        })
    }

    /// How long the entry is, in bytes of JSON: what a page of entries costs.
    pub fn bytes(&self) -> usize {
        self.entry.len()
    }

    /// Where it is pointed to from its day.
    fn pointer(&self, at: Instant) -> keys::Key {
        keys::audit_pointer(jst_date(at), at, &self.chain, self.sequence)
    }
}

impl AuditHead {
    fn next(&self, entry: &AuditEntry) -> Result<AuditRecord, StoreError> {
        let entry =
            serde_json::to_string(entry).map_err(|error| StoreError::Unwritable(error.to_string()))?;
        let sequence = self.count + 1;
        let hash = chained(&self.chain, sequence, &self.hash, &entry);
        Ok(AuditRecord { chain: self.chain.clone(), sequence, entry, hash })
    }
}

impl Store {
    /// Adds an entry to its actor's chain.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit_put(&self, entry: &AuditEntry) -> Result<(), StoreError> {
        self.audited(entry, Vec::new()).await.map_err(StoreError::from_unconditional)
    }

    /// Writes something together with the entry that tells of it: both or neither. The index of a failed condition is that of `writes`.
    pub(crate) async fn audited(&self, entry: &AuditEntry, writes: Vec<Write>) -> Result<(), WriteError> {
        let chain = entry.by.chain(&entry.from, entry.at);
        for _ in 0..ATTEMPTS {
            let head = self.audit_head(&chain).await?;
            let own = appended(&head, entry)?;
            let before = own.len();
            match self.transact(own.into_iter().chain(writes.iter().cloned()).collect()).await {
                Err(WriteError::ConditionFailed(index)) if index < before => {}
                Err(WriteError::ConditionFailed(index)) => {
                    return Err(WriteError::ConditionFailed(index - before));
                }
                done => return done,
            }
        }
        Err(StoreError::Busy.into())
    }

    async fn audit_head(&self, chain: &str) -> Result<AuditHead, StoreError> {
        let item = self.get(&keys::audit_head(chain), Consistency::Strong).await?;
        let head: Option<AuditHead> = item.as_ref().map(decode).transpose()?;
        Ok(head.unwrap_or_else(|| AuditHead { chain: chain.to_owned(), ..AuditHead::default() }))
    }

    /// Every chain there is, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit_heads(&self) -> Result<Vec<AuditHead>, StoreError> {
        let shard = |shard| async move {
            self.query_all(&Query::partition(keys::audit_heads_partition(shard), Consistency::Strong)).await
        };
        let shards = try_join_all((0..keys::AUDIT_SHARDS).map(shard)).await?;
        let mut heads: Vec<AuditHead> = shards.concat().iter().map(decode).collect::<Result<_, _>>()?;
        heads.sort_by(|one, two| one.chain.cmp(&two.chain));
        Ok(heads)
    }

    /// A page of a chain, newest first, `below` a sequence.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit_of(
        &self,
        chain: &str,
        below: Option<u64>,
        limit: usize,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        let query = Query {
            to: below.map(|sequence| keys::version_sort(sequence.saturating_sub(1))),
            ascending: false,
            limit: Some(limit),
            ..Query::partition(keys::audit_partition(chain), Consistency::Strong)
        };
        let (items, _) = self.query_page(&query, None).await?;
        items.iter().map(decode).collect()
    }
}

/// The row, its pointer from the day, and the head that moves on, provided that nobody else moved it.
fn appended(head: &AuditHead, entry: &AuditEntry) -> Result<Vec<Write>, StoreError> {
    let record = head.next(entry)?;
    let moved = AuditHead { chain: head.chain.clone(), count: record.sequence, hash: record.hash.clone() };
    let unmoved = if head.count == 0 {
        Condition::absent()
    } else {
        let values = vec![(":count".to_owned(), number(head.count)), (":hash".to_owned(), text(&head.hash))];
        Condition::named("#count = :count AND #hash = :hash", &["count", "hash"], values)
    };
    let put = |item, condition| Write::Put { item, old: None, condition };
    Ok(vec![
        put(encode(&keys::audit(&record.chain, record.sequence), &record)?, Condition::absent()),
        put(encode(&keys::audit_head(&head.chain), &moved)?, unmoved),
        put(key_item(&record.pointer(entry.at)), Condition::absent()),
    ])
}

fn chained(chain: &str, sequence: u64, previous: &str, entry: &str) -> String {
    let mut hash = Fingerprint::default();
    for part in [chain, &sequence.to_string(), previous, entry] {
        hash.part(part);
    }
    hash.hex()
}
