//! Which index answers a list, and which of its filters are left to look at row by row (docs/access-patterns.md).

use chrono::{NaiveDate, TimeDelta};
use domain::{
    deadline::after_cutoff,
    prefecture::Prefecture,
    role::Scope,
    time::{Instant, jst_date, start_of_day},
};
use store::{ListQuery, ListScope, Order};
use web::{Problem, Situation};

use crate::params::{ListFilter, Sort, View};

/// How a list is read.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// The read.
    pub(crate) query: ListQuery,
    /// The period of the last submission or update, where the index does not hold it.
    pub(crate) period: Period,
}

/// From an instant (inclusive) until another (exclusive).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) from: Option<Instant>,
    pub(crate) until: Option<Instant>,
}

impl Period {
    fn overlap(self, other: Self) -> Self {
        let from = self.from.into_iter().chain(other.from).max();
        let until = self.until.into_iter().chain(other.until).min();
        Self { from, until }
    }

    /// Whether the instant lies in it; an absent one only in a period without bounds.
    pub(crate) fn holds(self, at: Option<Instant>) -> bool {
        match at {
            Some(at) => self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until),
            None => self == Self::default(),
        }
    }
}

/// Plans a list for a caller.
///
/// # Errors
/// 503 when the holiday table does not reach back to the previous business day.
pub(crate) fn plan(
    filter: &ListFilter,
    scope: &Scope,
    situation: &Situation,
    after: Option<String>,
) -> Result<Plan, Problem> {
    let period = Period { from: filter.from.map(start_of_day), until: filter.to.map(day_after) }
        .overlap(view_period(filter.view, situation)?);
    let by_due = filter.view == View::Open
        || (filter.overdue == Some(true) && matches!(filter.sort, None | Some(Sort::DueAt)));
    let order = match (by_due, filter.sort) {
        (true, _) | (_, Some(Sort::UpdatedAt)) => Order::Ascending,
        _ => Order::Descending,
    };
    let (list_scope, keyed) = match scope {
        // A facility's requests are few: one index by their making serves every view.
        Scope::Facility(id) => (ListScope::OfFacility(id.clone()), Period::default()),
        Scope::Prefecture(own) => keyed(by_due, vec![*own], period, filter, situation),
        Scope::Nation => keyed(by_due, prefectures(filter.prefecture), period, filter, situation),
    };
    let order = match scope {
        Scope::Facility(_) if filter.sort != Some(Sort::UpdatedAt) => Order::Descending,
        _ => order,
    };
    let query = ListQuery {
        scope: list_scope,
        from: keyed.from,
        until: keyed.until,
        order,
        after,
        limit: filter.limit,
    };
    // What the key holds already need not be looked at again.
    let left = if keyed == period { Period::default() } else { period };
    Ok(Plan { query, period: left })
}

fn keyed(
    by_due: bool,
    prefectures: Vec<Prefecture>,
    period: Period,
    filter: &ListFilter,
    situation: &Situation,
) -> (ListScope, Period) {
    if by_due {
        let until = (filter.overdue == Some(true)).then_some(situation.now);
        (ListScope::ByDue(prefectures), Period { from: None, until })
    } else {
        (ListScope::ByUpdated(prefectures), period)
    }
}

fn prefectures(chosen: Option<Prefecture>) -> Vec<Prefecture> {
    chosen.map_or_else(|| Prefecture::all().collect(), |one| vec![one])
}

fn view_period(view: View, situation: &Situation) -> Result<Period, Problem> {
    let today = jst_date(situation.now);
    let from = match view {
        View::Open | View::All => None,
        View::Recent => Some(start_of_day(today - TimeDelta::days(1))),
        View::SinceCutoff => {
            let previous = situation.calendar().previous_business_day(today)?;
            Some(after_cutoff(previous, &situation.policy))
        }
    };
    Ok(Period { from, until: None })
}

fn day_after(day: NaiveDate) -> Instant {
    start_of_day(day + TimeDelta::days(1))
}
