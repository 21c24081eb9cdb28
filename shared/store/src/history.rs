//! Reading a request's history, newest first.

use domain::{history::HistoryEntry, id::RequestId};

use crate::{Consistency, Store, StoreError, item::decode, keys, read::Query};

/// A page of history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPage {
    /// Entries, newest first.
    pub entries: Vec<HistoryEntry>,
    /// Go on with entries below this version; none at the end.
    pub next: Option<u64>,
}

impl Store {
    /// A page of a request's history, newest first, `below` a version.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn history_list(
        &self,
        id: &RequestId,
        below: Option<u64>,
        limit: usize,
    ) -> Result<HistoryPage, StoreError> {
        let query = Query {
            to: below.map(|version| keys::version_sort(version.saturating_sub(1))),
            ascending: false,
            limit: Some(limit + 1),
            ..Query::partition(keys::history_partition(id), Consistency::Eventual)
        };
        let (items, _) = self.query_page(&query, None).await?;
        let mut entries: Vec<HistoryEntry> = items.iter().map(decode).collect::<Result<_, _>>()?;
        let more = entries.len() > limit;
        entries.truncate(limit);
        let next = entries.last().filter(|_| more).map(|entry| entry.version);
        Ok(HistoryPage { entries, next })
    }
}
