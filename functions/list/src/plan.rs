//! Which index answers a list, and which of its filters are left to look at row by row (docs/access-patterns.md).

use chrono::{NaiveDate, TimeDelta};
use domain::{
    deadline::after_cutoff,
    id::FacilityId,
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
    let prefectures = match scope {
        // A facility's requests are few: one index by their making serves every view.
        Scope::Facility(id) => return Ok(of_facility(id, filter, period, after)),
        Scope::Prefecture(own) => vec![*own],
        Scope::Nation => filter.prefecture.map_or_else(|| Prefecture::all().collect(), |one| vec![one]),
    };
    let order = if filter.is_by_due() { Order::Ascending } else { order(filter) };
    // What the key holds already need not be looked at again.
    let (scope, keyed, left) = if filter.is_by_due() {
        let until = (filter.overdue == Some(true)).then_some(situation.now);
        (ListScope::ByDue(prefectures), Period { from: None, until }, period)
    } else {
        (ListScope::ByUpdated(prefectures), period, Period::default())
    };
    let query = ListQuery { scope, from: keyed.from, until: keyed.until, order, after, limit: filter.limit };
    Ok(Plan { query, period: left })
}

fn of_facility(id: &FacilityId, filter: &ListFilter, period: Period, after: Option<String>) -> Plan {
    let query = ListQuery {
        scope: ListScope::OfFacility(id.clone()),
        from: None,
        until: None,
        order: order(filter),
        after,
        limit: filter.limit,
    };
    Plan { query, period }
}

fn order(filter: &ListFilter) -> Order {
    if filter.sort == Some(Sort::UpdatedAt) { Order::Ascending } else { Order::Descending }
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
