//! Marks that a digest or reminder of a day is under way: written together with its outbox entry, so that it goes out once however often
//! the check runs (SPEC 8).

use chrono::{NaiveDate, TimeDelta};
use domain::{
    message::Message,
    time::{Instant, start_of_day},
};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, OutboxEntry, Store, StoreError,
    item::{TTL, encode, number},
    keys, outbox,
    write::{Condition, Write, WriteError},
};

/// How long marks are kept.
const KEPT_DAYS: i64 = 40;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct MarkRow {
    state: String,
    at: Instant,
}

/// What became of the attempt to claim a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It is ours: the mark is set, and the message is in the outbox.
    Made,
    /// Somebody else was first.
    Taken,
}

impl Store {
    /// Puts a digest's or reminder's message into the outbox unless `what` was claimed for that day before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn digest_claim(
        &self,
        day: NaiveDate,
        what: &str,
        message: Message,
        now: Instant,
    ) -> Result<Claim, StoreError> {
        let entry = OutboxEntry::new(message, now, &format!("{day}#{what}"));
        let writes = vec![mark(day, what, "sent", now)?, outbox::put(&entry)?];
        claimed(self.transact(writes).await)
    }

    /// Marks a slot that was missed, so that nothing sends it any more that day.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn digest_supersede(
        &self,
        day: NaiveDate,
        what: &str,
        now: Instant,
    ) -> Result<Claim, StoreError> {
        self.digest_mark(day, what, "superseded", now).await
    }

    /// Marks a slot as done, so that no later run takes it for missed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn digest_done(&self, day: NaiveDate, what: &str, now: Instant) -> Result<Claim, StoreError> {
        self.digest_mark(day, what, "done", now).await
    }

    /// Whether a slot is done, as far as can be seen: one that was closed a moment ago may not be seen yet, and doing it again sends nothing
    /// twice.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn digest_is_done(&self, day: NaiveDate, what: &str) -> Result<bool, StoreError> {
        Ok(self.get(&keys::digest_mark(day, what), Consistency::Eventual).await?.is_some())
    }

    /// A transaction although it is one write: it carries a token, so that a retry after a lost answer does not meet its own mark.
    async fn digest_mark(
        &self,
        day: NaiveDate,
        what: &str,
        state: &str,
        now: Instant,
    ) -> Result<Claim, StoreError> {
        claimed(self.transact(vec![mark(day, what, state, now)?]).await)
    }
}

/// A mark of the day, which must not be there yet.
pub(crate) fn mark(day: NaiveDate, what: &str, state: &str, now: Instant) -> Result<Write, StoreError> {
    let mut item = encode(&keys::digest_mark(day, what), &MarkRow { state: state.to_owned(), at: now })?;
    item.insert(TTL.to_owned(), number((start_of_day(day) + TimeDelta::days(KEPT_DAYS)).timestamp()));
    Ok(Write::Put { item, old: None, condition: Condition::absent() })
}

fn claimed(result: Result<(), WriteError>) -> Result<Claim, StoreError> {
    match result {
        Ok(()) => Ok(Claim::Made),
        Err(WriteError::ConditionFailed(_)) => Ok(Claim::Taken),
        Err(WriteError::Store(error)) => Err(error),
    }
}
