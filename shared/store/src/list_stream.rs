//! One partition of an index being read in order, chunk by chunk.

use std::collections::VecDeque;

use domain::row::RequestRow;

use crate::{
    ListQuery, ListScope, Order, Store, StoreError,
    item::{Consistency, Item, attribute},
    keys,
    meter::read_units,
    read::Query,
    rows::row,
    schema::{BY_DUE, BY_FACILITY, BY_UPDATED, Index},
};

/// Rows of at most 480 bytes that fit into one half read unit.
const CHUNK: usize = 8;
/// Rows read at a time from a single partition while most of them may be filtered out.
const FILTERED_CHUNK: usize = 5 * CHUNK;

/// A partition being read, with the rows that were read and not yet taken.
pub(crate) struct Stream {
    pub(crate) query: Query,
    start: Option<Item>,
    buffer: VecDeque<(String, RequestRow)>,
    exhausted: bool,
}

impl Stream {
    /// One stream for each partition of the scope.
    pub(crate) fn open(query: &ListQuery, filtered: bool) -> Vec<Self> {
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
        let stream = |(index, partition)| Self {
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

    /// The sort key of the next row, if one was read.
    pub(crate) fn front(&self) -> Option<&str> {
        self.buffer.front().map(|(sort, _)| sort.as_str())
    }

    /// Takes the next row that was read, with its sort key.
    pub(crate) fn take(&mut self) -> Option<(String, RequestRow)> {
        self.buffer.pop_front()
    }

    /// Whether its next row is unknown until more is read.
    pub(crate) fn is_unknown(&self) -> bool {
        self.buffer.is_empty() && !self.exhausted
    }

    /// The most read units that the next chunk may cost.
    pub(crate) fn price(&self) -> f64 {
        if self.query.limit == Some(CHUNK) { 0.5 } else { 2.5 }
    }
}

impl Store {
    /// Reads a stream's next chunk; tells the read units it cost.
    pub(crate) async fn stream_fill(&self, stream: &mut Stream) -> Result<f64, StoreError> {
        let (items, next) = self.query_page(&stream.query, stream.start.take()).await?;
        let sort = stream.query.index.map_or("", |index| index.sort);
        for item in &items {
            stream.buffer.push_back((attribute(item, sort).to_owned(), row(item)?));
        }
        stream.exhausted = next.is_none();
        stream.start = next;
        Ok(read_units(&items, Consistency::Eventual))
    }
}

/// The lowest and highest sort key wanted. Sort keys are unique, so "behind the last one" is the next smaller or larger text.
fn bounds(query: &ListQuery) -> (Option<String>, Option<String>) {
    let timed = !matches!(query.scope, ListScope::OfFacility(_));
    let mut from = query.from.filter(|_| timed).map(keys::time_bound);
    // "!" sorts below every id, so the bound itself is excluded together with all that follows it.
    let mut to = query.until.filter(|_| timed).map(|until| format!("{}!", keys::time_bound(until)));
    match (query.order, &query.after) {
        (Order::Ascending, Some(after)) => from = from.max(Some(format!("{after}!"))),
        (Order::Descending, Some(after)) => {
            let below = before(after);
            to = Some(to.map_or_else(|| below.clone(), |to| to.min(below.clone())));
        }
        (_, None) => {}
    }
    (from, to)
}

/// The largest text below a sort key, which ends in an ASCII letter or digit.
fn before(sort: &str) -> String {
    let mut chars = sort.chars();
    let lower = chars
        .next_back()
        .map_or('!', |last| char::from_u32(u32::from(last).saturating_sub(1)).unwrap_or('!'));
    format!("{}{lower}\u{10FFFF}", chars.as_str())
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
