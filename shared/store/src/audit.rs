//! The audit record: append-only, chained by hash per actor (SPEC 2, 10).
//!
//! *Architecture Invariant:* a row of a chain is put with `attribute_not_exists` and never updated or deleted. Its head, in another
//! partition, holds count and hash, so that an altered, a removed and a cut-off row are all noticed by [`Store::audit_verify`].

use std::fmt::Write as _;

use chrono::NaiveDate;
use domain::{
    audit::AuditEntry,
    time::{Instant, jst_date},
};
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Consistency, Store, StoreError,
    item::{Item, SK, attribute, decode, encode, number, text},
    keys,
    read::Query,
    write::{Condition, Write, WriteError},
};

/// How often an entry is chained anew when another of the same actor was faster.
const ATTEMPTS: usize = 12;
/// Rows read at once by a verification.
const PAGE: usize = 500;

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
}

/// Entries of a day, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries with their place.
    pub records: Vec<AuditRecord>,
    /// Go on with what is before this; none at the end.
    pub next: Option<String>,
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
        let chain = entry.by.chain(&entry.from);
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

    /// A page of a day (JST), newest first, `before` a place of an earlier page.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit_on(
        &self,
        day: NaiveDate,
        before: Option<&str>,
        limit: usize,
    ) -> Result<AuditPage, StoreError> {
        let shard = |shard| async move {
            let query = Query {
                // The place itself, the last of the page before, is read again and left out below.
                to: before.map(str::to_owned),
                ascending: false,
                limit: Some(limit + 2),
                ..Query::partition(keys::audit_day_partition(day, shard), Consistency::Strong)
            };
            self.query_page(&query, None).await.map(|(items, _)| items)
        };
        let mut items = try_join_all((0..keys::AUDIT_SHARDS).map(shard)).await?.concat();
        items.retain(|item| before.is_none_or(|before| attribute(item, SK) < before));
        items.sort_by(|one, two| attribute(two, SK).cmp(attribute(one, SK)));
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|item| attribute(item, SK).to_owned());
        let records = try_join_all(items.iter().map(|item| self.audit_pointed(item))).await?;
        Ok(AuditPage { records, next })
    }

    async fn audit_pointed(&self, pointer: &Item) -> Result<AuditRecord, StoreError> {
        let place = attribute(pointer, SK);
        let missing = || StoreError::Corrupt { key: place.to_owned(), reason: "the row is gone".to_owned() };
        let (_, chain, sequence) = keys::audit_place(place).ok_or_else(missing)?;
        let item = self.get(&keys::audit(chain, sequence), Consistency::Strong).await?;
        decode(&item.ok_or_else(missing)?)
    }

    /// Follows a chain from its first row to its head.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit_verify(&self, head: &AuditHead) -> Result<AuditVerdict, StoreError> {
        let query = Query {
            limit: Some(PAGE),
            ..Query::partition(keys::audit_partition(&head.chain), Consistency::Strong)
        };
        let (mut next, mut sequence, mut hash) = (None, 0, String::new());
        loop {
            let (items, after) = self.query_page(&query, next).await?;
            for item in &items {
                sequence += 1;
                if attribute(item, SK) != keys::version_sort(sequence) {
                    return Ok(AuditVerdict::Missing(sequence));
                }
                let Ok(record) = decode::<AuditRecord>(item) else {
                    return Ok(AuditVerdict::Altered(sequence));
                };
                if sequence > head.count {
                    // What was added since the head was read is no fault: the head as it stands now knows of it.
                    return Ok(if self.audit_head(&head.chain).await?.count >= sequence {
                        AuditVerdict::Sound
                    } else {
                        AuditVerdict::Unknown(sequence)
                    });
                }
                let right = chained(&head.chain, sequence, &hash, &record.entry);
                if record.chain != head.chain || record.sequence != sequence || record.hash != right {
                    return Ok(AuditVerdict::Altered(sequence));
                }
                hash = right;
                if sequence == head.count && hash != head.hash {
                    return Ok(AuditVerdict::Altered(sequence));
                }
            }
            if after.is_none() {
                break;
            }
            next = after;
        }
        Ok(if sequence < head.count { AuditVerdict::Missing(sequence + 1) } else { AuditVerdict::Sound })
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
        put(pointer(entry.at, &record), Condition::absent()),
    ])
}

fn pointer(at: Instant, record: &AuditRecord) -> Item {
    crate::item::key_item(&keys::audit_pointer(jst_date(at), at, &record.chain, record.sequence))
}

fn chained(chain: &str, sequence: u64, previous: &str, entry: &str) -> String {
    let mut hash = Sha256::new();
    for part in [chain, &sequence.to_string(), previous, entry] {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
