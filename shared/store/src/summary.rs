//! The chart's snapshot, and the rows it is counted from (SPEC 9).

use crate::{
    Consistency, ListScope, Store, StoreError,
    item::{decode, encode, number},
    keys,
    rows::SummaryRow,
    write::{Condition, Write, WriteError},
};
use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    prefecture::Prefecture,
    summary::Summary,
    time::{Instant, jst_date, start_of_day},
};
use futures::{
    future,
    stream::{self, StreamExt, TryStreamExt},
};

/// Prefectures counted at the same time.
const AT_ONCE: usize = 8;

impl Store {
    /// The last snapshot of a prefecture, or of the nation.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn summary_get(&self, prefecture: Option<Prefecture>) -> Result<Option<Summary>, StoreError> {
        let key = keys::summary(prefecture);
        let Some(item) = self.get(&key, Consistency::Eventual).await? else { return Ok(None) };
        let row: SummaryRow = decode(&item)?;
        row.summary().map(Some).map_err(|reason| StoreError::Corrupt { key: key.pk, reason })
    }

    /// Counts a prefecture anew and keeps the snapshot, unless one of this time or a later one is there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn summary_recount(&self, prefecture: Prefecture, now: Instant) -> Result<Summary, StoreError> {
        let yesterday = start_of_day(jst_date(now) - TimeDelta::days(1));
        let (recent, open) = tokio::try_join!(
            self.request_rows(ListScope::ByUpdated(vec![prefecture]), Some(yesterday), None),
            self.request_rows(ListScope::ByDue(vec![prefecture]), None, None),
        )?;
        let summary = Summary::count(now, &recent, &open);
        self.summary_put(Some(prefecture), &summary).await?;
        Ok(summary)
    }

    /// Counts every prefecture anew, and the nation as their sum, with the prefectures that have no confirmed address: reading 47 settings is
    /// dear, so the ministry's home finds them here. Keeps the snapshots like [`Store::summary_recount`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn summary_recount_nation(&self, now: Instant) -> Result<Summary, StoreError> {
        let counts: Vec<Summary> = stream::iter(Prefecture::all())
            .map(|prefecture| self.summary_recount(prefecture, now))
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        let mut nation = Summary::empty(now);
        for count in &counts {
            nation.merge(count);
        }
        nation.without_address = self.prefectures_without_address().await?;
        self.summary_put(None, &nation).await?;
        Ok(nation)
    }

    async fn prefectures_without_address(&self) -> Result<BTreeSet<Prefecture>, StoreError> {
        stream::iter(Prefecture::all())
            .map(|prefecture| self.prefecture_get(prefecture))
            .buffer_unordered(AT_ONCE)
            .try_filter(|settings| future::ready(settings.notification_addresses.is_empty()))
            .map_ok(|settings| settings.prefecture)
            .try_collect()
            .await
    }

    /// Keeps a snapshot unless one of its time or a later one is there: of recounts that overtake one another the latest stays. Being too
    /// late is no fault, and neither is a retry after a lost answer, which finds its own snapshot.
    async fn summary_put(&self, prefecture: Option<Prefecture>, summary: &Summary) -> Result<(), StoreError> {
        let row = SummaryRow::of(summary).map_err(|error| StoreError::Unwritable(error.to_string()))?;
        let item = encode(&keys::summary(prefecture), &row)?;
        let condition = Condition::named(
            "attribute_not_exists(#at) OR #at < :at",
            &["at"],
            vec![(":at".to_owned(), number(summary.as_of.timestamp_millis()))],
        );
        match self.write(Write::Put { item, old: None, condition }).await {
            Ok(()) | Err(WriteError::ConditionFailed(_)) => Ok(()),
            Err(WriteError::Store(error)) => Err(error),
        }
    }
}
