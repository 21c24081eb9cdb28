//! Extra closed and open days of the nation: how many, and how far off.

use chrono::{Months, NaiveDate};

use crate::{field::FieldError, label::label, policy::ExtraDays, time::long_date};

/// How many closed, or open, days a version may hold: the policy is read at every act.
const MAX_EXTRA_DAYS: usize = 200;
/// How far back a day may be added, for the record of a year that is being looked at.
const MONTHS_BACK: Months = Months::new(12);
/// How far ahead.
const MONTHS_AHEAD: Months = Months::new(36);

/// What is wrong with the days. Those that the newest version has already may stay, also when they are long past.
pub(super) fn faults(days: &ExtraDays, latest: &ExtraDays, today: NaiveDate) -> Vec<FieldError> {
    let first = today.checked_sub_months(MONTHS_BACK).unwrap_or(today);
    let last = today.checked_add_months(MONTHS_AHEAD).unwrap_or(today);
    let mut errors = Vec::new();
    for (field, days, latest) in
        [("days.closed", &days.closed, &latest.closed), ("days.open", &days.open, &latest.open)]
    {
        let label = label(field);
        let mut off = days.difference(latest).filter(|day| **day < first || **day > last);
        // One of them is told: a list of thousands would help nobody.
        if let Some(day) = off.next() {
            let message = format!(
                "{label}に{}は追加できません。{}から{}までの日を入力してください。",
                long_date(*day),
                long_date(first),
                long_date(last)
            );
            errors.push(FieldError::new(field, "out_of_range", message));
        }
        if days.len() > MAX_EXTRA_DAYS {
            let message = format!("{label}は{MAX_EXTRA_DAYS}日までです。過ぎた日を削除してください。");
            errors.push(FieldError::new(field, "too_many", message));
        }
    }
    if errors.is_empty() {
        errors.extend(days.closed.intersection(&days.open).map(|day| {
            let message = format!(
                "{}は、休業日と営業日の両方にあります。どちらか一方にしてください。",
                long_date(*day)
            );
            FieldError::new("days", "contradiction", message)
        }));
    }
    errors
}
