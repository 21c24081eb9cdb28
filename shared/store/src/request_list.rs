//! Lists of requests, read from the indexes page by page. The same price for page 1 and page 1,000: a cursor is the last sort key.

use domain::{id::FacilityId, prefecture::Prefecture, row::RequestRow, time::Instant};
use futures::future::try_join_all;

use crate::{Store, StoreError, list_stream::Stream, read::Query, rows::row};

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

/// Read units a filtered call may spend in one partition.
const FILTERED_UNITS: f64 = 10.0;
/// The same over several: opening 47 of them takes 23.5 at least.
const FILTERED_UNITS_MERGED: f64 = 30.0;

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
        let mut streams = Stream::open(query, keep.is_some());
        let opened = try_join_all(streams.iter_mut().map(|stream| self.stream_fill(stream))).await?;
        let mut left = match (keep, streams.len()) {
            (None, _) => f64::INFINITY,
            (Some(_), 0 | 1) => FILTERED_UNITS,
            (Some(_), _) => FILTERED_UNITS_MERGED,
        } - opened.iter().sum::<f64>();
        let (mut rows, mut last) = (Vec::new(), None);
        loop {
            // A full page needs to know only that there is another row, whichever comes first.
            if rows.len() >= query.limit && streams.iter().any(|stream| stream.front().is_some()) {
                return Ok(RowPage { rows, next: last });
            }
            for stream in streams.iter_mut().filter(|stream| stream.is_unknown()) {
                if left < stream.price() {
                    return Ok(RowPage { rows, next: last });
                }
                left -= self.stream_fill(stream).await?;
            }
            let Some(next) = first(&streams, query.order) else { return Ok(RowPage { rows, next: None }) };
            if rows.len() >= query.limit {
                return Ok(RowPage { rows, next: last });
            }
            let Some((sort, row)) = streams[next].take() else { continue };
            if keep.is_none_or(|keep| keep(&row)) {
                rows.push(row);
            }
            last = Some(sort);
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
        let whole = Stream::open(&query, false).into_iter().map(|stream| async move {
            let items = self.query_all(&Query { limit: None, ..stream.query }).await?;
            items.iter().map(row).collect::<Result<Vec<_>, _>>()
        });
        Ok(try_join_all(whole).await?.into_iter().flatten().collect())
    }
}

/// The stream whose next row comes first.
fn first(streams: &[Stream], order: Order) -> Option<usize> {
    let fronts =
        streams.iter().enumerate().filter_map(|(index, stream)| stream.front().map(|sort| (sort, index)));
    match order {
        Order::Ascending => fronts.min(),
        Order::Descending => fronts.max(),
    }
    .map(|(_, index)| index)
}
