//! The query of `GET /api/audit/verification`.

use chrono::{NaiveDate, TimeDelta};
use domain::{
    field::FieldError,
    time::{Instant, jst_date, parse_day},
};
use serde::Deserialize;
use web::Problem;

/// How many days back the pointers are looked at when no day is given.
const DAYS: i64 = 30;

/// The query as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct VerificationParams {
    from: Option<String>,
    to: Option<String>,
    pub(super) cursor: Option<String>,
}

/// The days (JST, both inclusive) whose pointers are looked at. Chains are always followed whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

impl VerificationParams {
    /// What is meant; the last 31 days without a period.
    ///
    /// # Errors
    /// 422 naming every parameter that is wrong.
    pub(super) fn read(&self, now: Instant) -> Result<Period, Problem> {
        let mut errors = Vec::new();
        let mut day = |name: &str, text: &Option<String>, otherwise: NaiveDate| {
            let Some(text) = text else { return otherwise };
            parse_day(text).unwrap_or_else(|| {
                let message = "日付は「2026年11月24日」のような実在する日付で入力してください。";
                errors.push(FieldError::new(name, "malformed", message));
                otherwise
            })
        };
        let to = day("to", &self.to, jst_date(now));
        let from = day("from", &self.from, to - TimeDelta::days(DAYS));
        if errors.is_empty() && from > to {
            let message = "期間の終わりは、始まりと同じか後の日付にしてください。";
            errors.push(FieldError::new("to", "before_from", message));
        }
        if errors.is_empty() { Ok(Period { from, to }) } else { Err(Problem::invalid(errors)) }
    }
}
