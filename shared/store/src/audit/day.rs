//! The record by day: pointers in a few partitions a day tell where its rows are.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};
use domain::time::{Instant, jst_date, start_of_day};
use futures::future::try_join_all;

use super::AuditRecord;
use crate::{
    Consistency, Store, StoreError,
    item::{Item, SK, attribute, decode},
    keys::{self, Key},
    read::Query,
};

/// Entries of a day, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries with their place.
    pub records: Vec<AuditRecord>,
    /// Go on with what is before this; none at the end.
    pub next: Option<String>,
}

impl AuditRecord {
    /// The entry's place in its day: a page before this one goes on with what is older.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it is not what this program writes.
    pub fn place(&self) -> Result<String, StoreError> {
        Ok(self.pointer(self.entry()?.at).sk)
    }
}

impl Store {
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
        self.audit_within(start_of_day(day), start_of_day(day + TimeDelta::days(1)), before, limit).await
    }

    /// The same of a part of one day (JST): from an instant until before another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit_within(
        &self,
        from: Instant,
        until: Instant,
        before: Option<&str>,
        limit: usize,
    ) -> Result<AuditPage, StoreError> {
        let (first, end) = (keys::time_bound(from), keys::time_bound(until));
        let (first, before) = (first.as_str(), before.map_or(end.as_str(), |before| before.min(&end)));
        let shard = |shard| async move {
            let query = Query {
                from: Some(first.to_owned()),
                // The place itself, the last of the page before, is read again and left out below.
                to: Some(before.to_owned()),
                ascending: false,
                limit: Some(limit + 2),
                ..Query::partition(keys::audit_day_partition(jst_date(from), shard), Consistency::Strong)
            };
            self.query_page(&query, None).await.map(|(items, _)| items)
        };
        let mut items = try_join_all((0..keys::AUDIT_SHARDS).map(shard)).await?.concat();
        items.retain(|item| attribute(item, SK) < before);
        items.sort_by(|one, two| attribute(two, SK).cmp(attribute(one, SK)));
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|item| attribute(item, SK).to_owned());
        Ok(AuditPage { records: self.audit_pointed(&items).await?, next })
    }

    /// The rows that are pointed to, in that order.
    async fn audit_pointed(&self, pointers: &[Item]) -> Result<Vec<AuditRecord>, StoreError> {
        let gone =
            |place: &str| StoreError::Corrupt { key: place.to_owned(), reason: "the row is gone".to_owned() };
        let key = |item: &Item| -> Result<Key, StoreError> {
            let place = attribute(item, SK);
            let (_, chain, sequence) = keys::audit_place(place).ok_or_else(|| gone(place))?;
            Ok(keys::audit(chain, sequence))
        };
        let keys: Vec<Key> = pointers.iter().map(key).collect::<Result<_, _>>()?;
        let rows: HashMap<(String, String), Item> = self.get_many(&keys).await?;
        let row = |key: Key| rows.get(&(key.pk, key.sk.clone())).ok_or_else(|| gone(&key.sk));
        keys.into_iter().map(|key| decode(row(key)?)).collect()
    }
}
