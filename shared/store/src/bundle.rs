//! Bundles: messages to a prefecture that are gathered until an instant and then told in one mail (SPEC 8).
//!
//! A bundle is an entry of the outbox that is not due before its end, and one row for each message. The entry counts its rows, so that none
//! is overlooked, and takes no more of them once a sender has begun with it: its tries tell of the same requests.

use std::collections::BTreeSet;

use domain::{message::Message, prefecture::Prefecture, time::Instant};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, OutboxEntry, Store, StoreError,
    item::{Item, SK, attribute, decode, describe, encode, number},
    keys,
    outbox::{self, held, pack, still_held, unpack},
    read::Query,
    write::{Condition, Write, WriteError},
};

/// How often a message is gathered anew when another was faster.
const ATTEMPTS: usize = 12;

/// A message in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleRow {
    /// Id of the outbox entry it came from; begins with the time of its making.
    pub id: String,
    /// What is to be told.
    pub message: Message,
}

/// What became of the attempt to gather a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gathered {
    /// The bundle has it.
    Done,
    /// Somebody is sending the bundle: it takes nothing more.
    Closed,
    /// The message's entry is somebody else's now.
    Lost,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredRow {
    m: String,
}

impl Store {
    /// Puts the message of a leased entry into the prefecture's bundle that ends at `until`, and marks the entry with `mark` as it does so:
    /// both or neither.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Busy`] when others keep filling the bundle.
    pub async fn bundle_gather(
        &self,
        entry: &OutboxEntry,
        mark: &str,
        prefecture: Prefecture,
        until: Instant,
    ) -> Result<Gathered, StoreError> {
        let row = StoredRow { m: pack(&entry.message)? };
        let row = Write::Put {
            item: encode(&keys::bundle_row(prefecture, until, &entry.id), &row)?,
            old: None,
            condition: Condition::absent(),
        };
        for _ in 0..ATTEMPTS {
            let Some(counted) = self.counted(prefecture, until).await? else { return Ok(Gathered::Closed) };
            match self.transact(vec![marked(entry, mark)?, row.clone(), counted]).await {
                // With the second condition failed, it was there already, and counted.
                Ok(()) | Err(WriteError::ConditionFailed(1)) => return Ok(Gathered::Done),
                Err(WriteError::ConditionFailed(0)) => return Ok(Gathered::Lost),
                Err(WriteError::ConditionFailed(_)) => {}
                Err(WriteError::Store(error)) => return Err(error),
            }
        }
        Err(StoreError::Busy)
    }

    /// Counts one row more in the bundle's entry, as it is now; none when it takes nothing more.
    async fn counted(&self, prefecture: Prefecture, until: Instant) -> Result<Option<Write>, StoreError> {
        let id = keys::bundle_id(prefecture, until);
        let Some(before) = self.outbox_get(&id).await? else {
            let entry = OutboxEntry {
                id,
                message: Message::Bundle { prefecture, until },
                created_at: until,
                sent: BTreeSet::new(),
                failures: 0,
                not_before: Some(until),
                gathered: 1,
            };
            return outbox::put(&entry).map(Some);
        };
        if before.not_before != Some(until) {
            return Ok(None);
        }
        let values = vec![
            (":until".to_owned(), number(until.timestamp_millis())),
            (":gathered".to_owned(), number(before.gathered)),
        ];
        let old = Some(before.encode()?);
        let after = OutboxEntry { gathered: before.gathered + 1, ..before };
        let condition = Condition::holds("nb = :until AND gathered = :gathered", values);
        Ok(Some(Write::Put { item: after.encode()?, old, condition }))
    }

    /// What a leased bundle has to tell, oldest first; nothing for any other entry.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Busy`] while a row that was counted cannot be seen yet.
    pub async fn bundle_rows(&self, entry: &OutboxEntry) -> Result<Vec<BundleRow>, StoreError> {
        let Message::Bundle { prefecture, until } = &entry.message else { return Ok(Vec::new()) };
        let partition = keys::bundle_partition(*prefecture, *until);
        let items = self.query_all(&Query::partition(partition, Consistency::Strong)).await?;
        if items.len() < entry.gathered as usize {
            return Err(StoreError::Busy);
        }
        items.iter().map(BundleRow::decode).collect()
    }

    /// Takes out what a leased bundle has told, at most 99 rows, and the entry with it; when there is more to tell, the entry stays and is
    /// due at `now`, with nobody having its mail. False, and nothing changed, when somebody else has it now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn bundle_finish(
        &self,
        entry: &OutboxEntry,
        told: &[BundleRow],
        now: Instant,
    ) -> Result<bool, StoreError> {
        let Message::Bundle { prefecture, until } = &entry.message else {
            return self.outbox_finish(entry).await;
        };
        let (held_still, values) = still_held(entry);
        let condition = Condition::holds(held_still, values);
        let old = Some(entry.encode()?);
        let told_rows = u32::try_from(told.len()).unwrap_or(u32::MAX);
        let first = match entry.gathered.saturating_sub(told_rows) {
            0 => Write::Delete { key: keys::outbox(&entry.id), old, condition },
            gathered => Write::Put { item: remainder(entry, gathered, now).encode()?, old, condition },
        };
        let delete = |row: &BundleRow| Write::Delete {
            key: keys::bundle_row(*prefecture, *until, &row.id),
            old: None,
            condition: Condition::none(),
        };
        held(self.transact(std::iter::once(first).chain(told.iter().map(delete)).collect()).await)
    }
}

/// Marks an entry as if its mail were sent, while it is held as it was read.
fn marked(entry: &OutboxEntry, mark: &str) -> Result<Write, StoreError> {
    let mut after = entry.clone();
    after.sent.insert(mark.to_owned());
    let (held_still, values) = still_held(entry);
    let condition = Condition::holds(held_still, values);
    Ok(Write::Put { item: after.encode()?, old: Some(entry.encode()?), condition })
}

/// The entry for what is left to tell.
fn remainder(entry: &OutboxEntry, gathered: u32, now: Instant) -> OutboxEntry {
    OutboxEntry { gathered, sent: BTreeSet::new(), failures: 0, not_before: Some(now), ..entry.clone() }
}

impl BundleRow {
    fn decode(item: &Item) -> Result<Self, StoreError> {
        let row: StoredRow = decode(item)?;
        let message = unpack(&row.m).map_err(|reason| StoreError::Corrupt { key: describe(item), reason })?;
        Ok(Self { id: attribute(item, SK).to_owned(), message })
    }
}
