//! Which requests may belong into a file, batch by batch. The requests themselves are asked afterwards: records and indexes lag behind them.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use domain::{
    completion::Completion,
    id::RequestId,
    prefecture::Prefecture,
    time::{Instant, jst_date},
};
use store::{ListQuery, ListScope, Order};
use web::{App, Problem};

use crate::{params::Selection, report::Report};

/// Rows of a list read at a time.
const PAGE: usize = 50;
/// Days whose records are looked through at most: half a read unit each, where a list would be read from its beginning.
const MAX_DAYS: i64 = 366;

/// What is left to look through.
pub(crate) enum Candidates {
    /// A list by the facility's last submission or update; none at its end.
    Listed(Option<ListQuery>),
    /// The days' records of completions. Records are of all prefectures.
    Completed { days: Vec<NaiveDate>, prefectures: Vec<Prefecture> },
}

impl Candidates {
    /// Where to look for the requests of a report.
    ///
    /// Completions have no index. A period with a beginning is found by the records of its days. Without one, or when it is too long, the
    /// list is read until the period's end: no request is completed before its last update.
    pub(crate) fn of(
        report: &Report,
        selection: &Selection,
        prefectures: Vec<Prefecture>,
        now: Instant,
    ) -> Self {
        if let Some(period) = recorded(selection, now).filter(|_| report.national_direct) {
            let days = period.start().iter_days().take_while(|day| day <= period.end());
            // Taken from the end.
            let mut days: Vec<NaiveDate> = days.collect();
            days.reverse();
            return Self::Completed { days, prefectures };
        }
        Self::Listed(Some(ListQuery {
            scope: ListScope::ByUpdated(prefectures),
            from: selection.start().filter(|_| !report.national_direct),
            until: selection.end(),
            order: Order::Ascending,
            after: None,
            limit: PAGE,
        }))
    }

    /// The next batch, in the order of the file; none when all have been looked through.
    pub(crate) async fn next(
        &mut self,
        app: &App,
        report: &Report,
    ) -> Result<Option<Vec<RequestId>>, Problem> {
        match self {
            Self::Listed(query) => {
                let Some(read) = query.take() else { return Ok(None) };
                let page = app.store.request_list(&read, None).await?;
                *query = page.next.map(|next| ListQuery { after: Some(next), ..read });
                let wanted = page.rows.into_iter().filter(|row| report.holds(row));
                Ok(Some(wanted.map(|row| row.id).collect()))
            }
            Self::Completed { days, prefectures } => {
                let Some(day) = days.pop() else { return Ok(None) };
                let mut records = app.store.completion_list(day).await?;
                records.retain(|record: &Completion| {
                    prefectures.contains(&record.prefecture) && !record.national.is_empty()
                });
                records.sort_by_key(|record| record.completed_at);
                Ok(Some(records.into_iter().map(|record| record.request).collect()))
            }
        }
    }
}

/// The period as far as there can be records of it, when it has a beginning and is not too long.
fn recorded(selection: &Selection, now: Instant) -> Option<RangeInclusive<NaiveDate>> {
    let today = jst_date(now);
    let (from, to) = (selection.from?, selection.to.map_or(today, |to| to.min(today)));
    ((to - from).num_days() < MAX_DAYS).then_some(from..=to)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-24T03:00:00Z";

    /// Which days' records serve a report of what the nation ships; none when the list does.
    #[track_caller]
    fn check(from: Option<&str>, to: Option<&str>, expected: Option<usize>) {
        let day = |text: &str| text.parse().unwrap();
        let selection =
            Selection { from: from.map(day), to: to.map(day), encoding: crate::encoding::Encoding::Utf8 };
        let report = Report::find("national_direct").unwrap();
        let days = match Candidates::of(report, &selection, Vec::new(), NOW.parse().unwrap()) {
            Candidates::Completed { days, .. } => Some(days.len()),
            Candidates::Listed(query) => {
                assert_eq!(query.unwrap().from, None, "a request may be completed long after its update");
                None
            }
        };
        assert_eq!(days, expected, "{from:?} to {to:?}");
    }

    #[test]
    fn records_serve_a_period_with_a_beginning_up_to_a_year_and_a_day() {
        check(Some("2026-11-24"), Some("2026-11-24"), Some(1));
        check(Some("2026-11-20"), None, Some(5));
        check(Some("2026-11-20"), Some("2027-11-24"), Some(5));
        check(Some("2026-11-25"), None, Some(0));
        check(Some("2025-11-24"), None, Some(366));
        check(Some("2025-11-23"), None, None);
        check(Some("1900-01-01"), Some("1900-01-02"), Some(2));
        check(None, Some("2026-11-24"), None);
        check(None, None, None);
    }
}
