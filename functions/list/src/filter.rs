//! The filters that no key answers, row by row.

use domain::{
    role::Scope,
    row::RequestRow,
    status::Status,
    time::{Instant, jst_date},
};
use unicode_normalization::UnicodeNormalization;

use crate::{
    params::{ListFilter, View},
    plan::Period,
};

/// What is left to look at in each row.
#[derive(Debug)]
pub(crate) struct RowFilter<'a> {
    filter: &'a ListFilter,
    period: Period,
    facility: bool,
    name: Option<String>,
    now: Instant,
}

impl<'a> RowFilter<'a> {
    /// The filter of a list, with what its plan left over.
    pub(crate) fn new(filter: &'a ListFilter, period: Period, scope: &Scope, now: Instant) -> Self {
        let name = filter.facility_name.as_deref().map(folded);
        Self { filter, period, facility: matches!(scope, Scope::Facility(_)), name, now }
    }

    /// Whether every row passes, so that the list is read as it lies.
    pub(crate) fn is_open(&self) -> bool {
        let filter = self.filter;
        filter.statuses.is_empty()
            && filter.items.is_empty()
            && filter.source.is_none()
            && filter.categories.is_empty()
            && self.name.is_none()
            && filter.flagged.is_none()
            && filter.awaiting_answer.is_none()
            && filter.due_today.is_none()
            && self.overdue_is_keyed()
            && self.period == Period::default()
            && !(self.facility && filter.view == View::Open)
    }

    /// Whether the key of the index holds the overdue filter.
    fn overdue_is_keyed(&self) -> bool {
        match self.filter.overdue {
            None => true,
            Some(true) => !self.facility && self.filter.is_by_due(),
            Some(false) => false,
        }
    }

    /// Whether the row belongs into the list.
    pub(crate) fn keeps(&self, row: &RequestRow) -> bool {
        let filter = self.filter;
        let one_of = |wanted: &[Status]| wanted.is_empty() || wanted.contains(&row.status);
        one_of(&filter.statuses)
            && (filter.items.is_empty() || filter.items.iter().any(|item| row.items.contains_key(item)))
            && filter.source.is_none_or(|source| row.sources.contains(&source))
            && (filter.categories.is_empty() || filter.categories.contains(&row.category))
            && self.name.as_ref().is_none_or(|name| folded(&row.facility_name).contains(name))
            && filter.flagged.is_none_or(|flagged| row.flagged().next().is_some() == flagged)
            && filter.awaiting_answer.is_none_or(|awaiting| row.awaiting_answer == awaiting)
            && filter.overdue.is_none_or(|overdue| row.is_overdue(self.now) == overdue)
            && filter.due_today.is_none_or(|today| self.is_due_today(row) == today)
            && self.period.holds(row.updated_at)
            && (filter.view != View::Open || self.is_work(row))
    }

    fn is_due_today(&self, row: &RequestRow) -> bool {
        row.due_at.is_some_and(|due_at| jst_date(due_at) == jst_date(self.now))
    }

    /// 未対応: under review; for a facility its drafts and ineligible requests too.
    fn is_work(&self, row: &RequestRow) -> bool {
        match row.status {
            Status::UnderReview => true,
            Status::Draft | Status::Ineligible => self.facility,
            Status::Accepted | Status::Withdrawn => false,
        }
    }
}

/// Names as people search for them: width and case do not matter (NFKC).
fn folded(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn names_match_whatever_their_width_and_case() {
        assert!(folded("東京ＡＢＣ病院").contains(&folded("abc")));
        assert!(folded("ﾐﾎﾝクリニック").contains(&folded("ミホン")));
    }
}
