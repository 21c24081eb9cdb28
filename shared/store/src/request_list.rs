//! Lists of requests, read from the indexes page by page. The same price for page 1 and page 1,000: a cursor is the last sort key.

use std::collections::VecDeque;

use domain::{id::FacilityId, prefecture::Prefecture, row::RequestRow, time::Instant};
use futures::future::try_join_all;

use crate::{
    Store, StoreError,
    call::Query,
    item::{Item, attribute, size},
    keys,
    rows::row,
    schema::{BY_DUE, BY_FACILITY, BY_UPDATED, Index},
};

/// Whose requests, by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListScope {
    /// Prefectures' requests from the first system check on, by the facility's last submission or update.
    ByUpdated(Vec<Prefecture>),
    /// Prefectures' requests under review, by target.
    ByDue(Vec<Prefecture>),
    /// A facility's requests, drafts too, by their making.
    OfFacility(FacilityId),
}

/// In which direction a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Earliest first.
    Ascending,
    /// Latest first.
    Descending,
}

/// A page of a list to be read.
#[derive(Debug, Clone)]
pub struct ListQuery {
    /// Whose requests, by what.
    pub scope: ListScope,
    /// Only at or after this instant, by the scope's key; facilities' lists have no time in their key.
    pub from: Option<Instant>,
    /// Only before this instant.
    pub until: Option<Instant>,
    /// Direction.
    pub order: Order,
    /// Go on behind this sort key, a former page's `next`.
    pub after: Option<String>,
    /// Rows on a page.
    pub limit: usize,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPage {
    /// The rows kept.
    pub rows: Vec<RequestRow>,
    /// The sort key to go on behind; none at the end.
    pub next: Option<String>,
}

/// Rows of at most 480 bytes that fit into one half read unit.
const CHUNK: usize = 8;
/// Rows read at a time while most of them may be filtered out.
const FILTERED_CHUNK: usize = 5 * CHUNK;
/// What a filtered call may read in one partition: 10 eventual read units of 4 KB, each worth two.
const FILTERED_BYTES: usize = 10 * 2 * 4 * 1024;

/// One partition of an index being read in order.
struct Stream {
    query: Query,
    start: Option<Item>,
    buffer: VecDeque<(String, RequestRow)>,
    exhausted: bool,
}

impl Store {
    /// A page of a list. With `keep`, rows it refuses are left out; such a call reads a bounded amount and may return a short or even an
    /// empty page with `next`.
    ///
    /// # Errors
    /// [`StoreError`]; a row that cannot be decoded is an error, never skipped.
    pub async fn request_list(
        &self,
        query: &ListQuery,
        keep: Option<&(dyn Fn(&RequestRow) -> bool + Sync)>,
    ) -> Result<RowPage, StoreError> {
        let mut streams = streams(query, keep.is_some());
        try_join_all(streams.iter_mut().map(|stream| self.fill(stream))).await?;
        let mut budget = if keep.is_some() { FILTERED_BYTES } else { usize::MAX };
        let (mut rows, mut last) = (Vec::new(), None);
        loop {
            let Some(next) = first(&streams, query.order) else { return Ok(RowPage { rows, next: None }) };
            if rows.len() == query.limit || budget == 0 {
                return Ok(RowPage { rows, next: last });
            }
            let Some((sort, row)) = streams[next].buffer.pop_front() else { continue };
            if keep.is_none_or(|keep| keep(&row)) {
                rows.push(row);
            }
            last = Some(sort);
            if streams[next].buffer.is_empty() && !streams[next].exhausted && budget > 0 {
                budget = budget.saturating_sub(self.fill(&mut streams[next]).await?);
            }
        }
    }

    /// Every row of a scope and time, for counts. Costs what it reads.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn request_rows(
        &self,
        scope: ListScope,
        from: Option<Instant>,
        until: Option<Instant>,
    ) -> Result<Vec<RequestRow>, StoreError> {
        let query = ListQuery { scope, from, until, order: Order::Ascending, after: None, limit: usize::MAX };
        let whole = streams(&query, false).into_iter().map(|stream| async move {
            let items = self.query_all(&Query { limit: None, ..stream.query }).await?;
            items.iter().map(row).collect::<Result<Vec<_>, _>>()
        });
        Ok(try_join_all(whole).await?.into_iter().flatten().collect())
    }

    /// Reads a stream's next page into its buffer; tells the bytes read.
    async fn fill(&self, stream: &mut Stream) -> Result<usize, StoreError> {
        let (items, next) = self.query_page(&stream.query, stream.start.take()).await?;
        let sort = stream.query.index.map_or("", |index| index.sort);
        for item in &items {
            stream.buffer.push_back((attribute(item, sort).to_owned(), row(item)?));
        }
        stream.exhausted = next.is_none();
        stream.start = next;
        Ok(items.iter().map(size).sum::<usize>().max(1))
    }
}

fn streams(query: &ListQuery, filtered: bool) -> Vec<Stream> {
    let partitions: Vec<(Index, String)> = match &query.scope {
        ListScope::ByUpdated(prefectures) => {
            prefectures.iter().map(|p| (BY_UPDATED, keys::prefecture_index(*p))).collect()
        }
        ListScope::ByDue(prefectures) => {
            prefectures.iter().map(|p| (BY_DUE, keys::prefecture_index(*p))).collect()
        }
        ListScope::OfFacility(id) => vec![(BY_FACILITY, keys::facility_index(id))],
    };
    // One more than the page tells whether there is another. Merged partitions are read in chunks that cost the least.
    let limit = match (partitions.len(), filtered) {
        (2.., _) => CHUNK,
        (_, true) => FILTERED_CHUNK,
        (_, false) => query.limit.saturating_add(1),
    };
    let (from, to) = bounds(query);
    let stream = |(index, partition)| Stream {
        query: Query {
            from: from.clone(),
            to: to.clone(),
            ascending: query.order == Order::Ascending,
            limit: Some(limit),
            ..Query::index(index, partition)
        },
        start: None,
        buffer: VecDeque::new(),
        exhausted: false,
    };
    partitions.into_iter().map(stream).collect()
}

/// The lowest and highest sort key wanted. Sort keys are unique, so "behind the last one" is the next smaller or larger text.
fn bounds(query: &ListQuery) -> (Option<String>, Option<String>) {
    let timed = !matches!(query.scope, ListScope::OfFacility(_));
    let mut from = query.from.filter(|_| timed).map(keys::time_bound);
    // "!" sorts below every id, so the bound itself is excluded together with all that follows it.
    let mut to = query.until.filter(|_| timed).map(|until| format!("{}!", keys::time_bound(until)));
    match (query.order, &query.after) {
        (Order::Ascending, Some(after)) => from = Some(format!("{after}!")),
        (Order::Descending, Some(after)) => to = Some(before(after)),
        (_, None) => {}
    }
    (from, to)
}

/// The largest text below a sort key, which ends in an ASCII letter or digit.
fn before(sort: &str) -> String {
    let (head, tail) = sort.split_at(sort.len().saturating_sub(1));
    let lower = tail.bytes().next().map_or('!', |byte| char::from(byte.saturating_sub(1)));
    format!("{head}{lower}\u{10FFFF}")
}

/// The stream whose next row comes first.
fn first(streams: &[Stream], order: Order) -> Option<usize> {
    let heads = streams
        .iter()
        .enumerate()
        .filter_map(|(index, stream)| stream.buffer.front().map(|(sort, _)| (sort, index)));
    match order {
        Order::Ascending => heads.min(),
        Order::Descending => heads.max(),
    }
    .map(|(_, index)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_before_a_sort_key_excludes_it_and_nothing_below() {
        let sort = "1795480800123#01ARZ3NDEKTSV4RRFFQ69G5FAV";
        let bound = before(sort);
        assert!(bound.as_str() < sort);
        assert!("1795480800123#01ARZ3NDEKTSV4RRFFQ69G5FAT" < bound.as_str());
        assert!(before("2026-W10").as_str() < "2026-W10");
    }
}
