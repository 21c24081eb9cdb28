//! The outbox: what was committed and is to be mailed (SPEC 8). An entry leaves it only when all its mails are sent.

mod entry;

pub use entry::OutboxEntry;
pub(crate) use entry::{pack, unpack};

use aws_sdk_dynamodb::types::AttributeValue;
use chrono::{DateTime, TimeDelta};
use domain::{message::Message, time::Instant};
use futures::future::try_join_all;

use crate::{
    Consistency, Store, StoreError,
    item::{Item, SK, attribute, number},
    keys,
    read::Query,
    write::{Condition, Write, WriteError},
};

impl Store {
    /// Puts a message that goes with no other change. `at` is its time, and `what` tells it from others of the same millisecond; the same
    /// put again changes nothing. It stands alone: a mail that strangers ask for must not wait for anything that they share.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_put(&self, message: Message, what: &str, at: Instant) -> Result<(), StoreError> {
        match self.write(put(&OutboxEntry::new(message, at, what))?).await {
            Ok(()) | Err(WriteError::ConditionFailed(_)) => Ok(()),
            Err(WriteError::Store(error)) => Err(error),
        }
    }

    /// Every entry, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_list(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        self.outbox_items().await?.iter().map(OutboxEntry::decode).collect()
    }

    /// Ids of the entries that may be worked on at `now`, oldest first. Their messages are not looked at, so that one that cannot be read
    /// does not hold up the others: it is an error when its turn comes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_due(&self, now: Instant) -> Result<Vec<String>, StoreError> {
        let is_due = |item: &&Item| match item.get("nb").and_then(|at| at.as_n().ok()?.parse::<i64>().ok()) {
            Some(not_before) => not_before <= now.timestamp_millis(),
            None => true,
        };
        Ok(self
            .outbox_items()
            .await?
            .iter()
            .filter(is_due)
            .map(|item| attribute(item, SK).to_owned())
            .collect())
    }

    /// Ids of all entries, oldest first, without their being read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_ids(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.outbox_items().await?.iter().map(|item| attribute(item, SK).to_owned()).collect())
    }

    /// When the oldest entry was to be told that is still there, those included that wait after a failure; none when nothing was to be told
    /// by `now`. A bundle is to be told at its end. The entries are not read, so one that cannot be counts as well.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_oldest(&self, now: Instant) -> Result<Option<Instant>, StoreError> {
        let millis = |item: &Item| item.get("at").and_then(|at| at.as_n().ok()?.parse::<i64>().ok());
        let items = self.outbox_items().await?;
        let oldest = items.iter().filter_map(millis).min().and_then(DateTime::from_timestamp_millis);
        Ok(oldest.filter(|at| *at <= now))
    }

    /// Every shard's items, oldest first.
    async fn outbox_items(&self) -> Result<Vec<Item>, StoreError> {
        let shard = |shard| async move {
            self.query_all(&Query::partition(keys::outbox_partition(shard), Consistency::Strong)).await
        };
        let shards = try_join_all((0..keys::OUTBOX_SHARDS).map(shard)).await?;
        let mut items = shards.concat();
        items.sort_by(|one, two| attribute(one, SK).cmp(attribute(two, SK)));
        Ok(items)
    }

    /// One entry, as a stream names it; none when it is done.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_get(&self, id: &str) -> Result<Option<OutboxEntry>, StoreError> {
        let item = self.get(&keys::outbox(id), Consistency::Strong).await?;
        item.as_ref().map(OutboxEntry::decode).transpose()
    }

    /// Takes an entry for oneself for a while, so that no two senders work on it at once. False when somebody else has it or it is done.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_lease(&self, id: &str, now: Instant, lease: TimeDelta) -> Result<bool, StoreError> {
        let values = vec![
            (":until".to_owned(), number((now + lease).timestamp_millis())),
            (":now".to_owned(), number(now.timestamp_millis())),
        ];
        let condition = "attribute_exists(pk) AND (attribute_not_exists(nb) OR nb <= :now)";
        self.outbox_update(id, "SET nb = :until", values, condition).await
    }

    /// Notes which addresses have the entry's mail. False when the entry is no longer as it was read: its lease ran out and somebody else
    /// has it, or it is done; then nothing is changed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_mark_sent(&self, entry: &OutboxEntry) -> Result<bool, StoreError> {
        let sent = entry.sent.iter().map(|address| crate::item::text(address)).collect();
        let (condition, mut values) = still_held(entry);
        values.push((":sent".to_owned(), AttributeValue::L(sent)));
        self.outbox_update(&entry.id, "SET sent = :sent", values, condition).await
    }

    /// Puts an entry off after a failure. False, and nothing changed, when it is no longer as it was read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_postpone(&self, entry: &OutboxEntry, until: Instant) -> Result<bool, StoreError> {
        let (condition, mut values) = still_held(entry);
        values.push((":until".to_owned(), number(until.timestamp_millis())));
        values.push((":failures".to_owned(), number(entry.failures + 1)));
        let expression = "SET nb = :until, failures = :failures";
        self.outbox_update(&entry.id, expression, values, condition).await
    }

    /// Takes an entry out: all its mails are sent. One that is out already is no fault, so that a retry after a lost answer is none. False,
    /// and nothing changed, when somebody else has it now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn outbox_finish(&self, entry: &OutboxEntry) -> Result<bool, StoreError> {
        let (held_still, values) = still_held(entry);
        let condition = Condition::holds(format!("({held_still}) OR attribute_not_exists(pk)"), values);
        held(
            self.write(Write::Delete { key: keys::outbox(&entry.id), old: Some(entry.encode()?), condition })
                .await,
        )
    }

    async fn outbox_update(
        &self,
        id: &str,
        expression: &str,
        values: Vec<(String, AttributeValue)>,
        condition: &str,
    ) -> Result<bool, StoreError> {
        held(self.update(&keys::outbox(id), expression, values, condition).await)
    }
}

/// The condition that an entry is held as it was read: a lease, once taken over, never ends at the same millisecond again.
pub(crate) fn still_held(entry: &OutboxEntry) -> (&'static str, Vec<(String, AttributeValue)>) {
    match entry.not_before {
        Some(at) => ("nb = :held", vec![(":held".to_owned(), number(at.timestamp_millis()))]),
        None => ("attribute_exists(pk) AND attribute_not_exists(nb)", Vec::new()),
    }
}

/// False when the condition that the entry is still held did not hold.
pub(crate) fn held(result: Result<(), WriteError>) -> Result<bool, StoreError> {
    match result {
        Ok(()) => Ok(true),
        Err(WriteError::ConditionFailed(_)) => Ok(false),
        Err(WriteError::Store(error)) => Err(error),
    }
}

/// A write that puts an entry, for those that commit one together with something else.
pub(crate) fn put(entry: &OutboxEntry) -> Result<Write, StoreError> {
    Ok(Write::Put { item: entry.encode()?, old: None, condition: Condition::absent() })
}
