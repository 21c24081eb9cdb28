//! The query of an export, read and checked.

use chrono::{NaiveDate, TimeDelta};
use domain::{
    field::FieldError,
    time::{Instant, jst_date, parse_day, start_of_day},
};
use serde::Deserialize;
use web::Problem;

use crate::{encoding::Encoding, report::Report};

/// The query as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ExportParams {
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    encoding: Option<String>,
    /// Of the audit record only, like the next.
    pub(crate) action: Option<String>,
    pub(crate) user: Option<String>,
}

/// The period, in days of Japan, and the encoding. What happens on those days is the report's: see [`Report::national_direct`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Selection {
    /// The first day.
    pub(crate) from: Option<NaiveDate>,
    /// The last day.
    pub(crate) to: Option<NaiveDate>,
    /// How characters become bytes.
    pub(crate) encoding: Encoding,
}

impl ExportParams {
    /// Reads the parameters of a report; names all that cannot be read. Days are of Japan, both inclusive.
    pub(crate) fn read(&self, report: &Report, now: Instant) -> Result<Selection, Problem> {
        let today = jst_date(now);
        self.select(report.two_days.then(|| (today - TimeDelta::days(1), today)))
    }

    fn select(&self, fixed: Option<(NaiveDate, NaiveDate)>) -> Result<Selection, Problem> {
        let mut errors = self.not_of_requests();
        let (mut from, mut to) =
            (day("from", self.from.as_ref(), &mut errors), day("to", self.to.as_ref(), &mut errors));
        if let Some(days) = fixed {
            (from, to) = (Some(days.0), Some(days.1));
        }
        if matches!((from, to), (Some(from), Some(to)) if from > to) {
            errors.push(FieldError::new(
                "to",
                "before_from",
                "期間の終わりは、始まりと同じか後の日付にしてください。",
            ));
        }
        match self.encoding(&mut errors) {
            Some(encoding) if errors.is_empty() => Ok(Selection { from, to, encoding }),
            _ => Err(Problem::invalid(errors)),
        }
    }

    /// How characters become bytes.
    pub(crate) fn encoding(&self, errors: &mut Vec<FieldError>) -> Option<Encoding> {
        let encoding = match self.encoding.as_deref() {
            None | Some("") => Some(Encoding::ShiftJis),
            Some(name) => Encoding::parse(name),
        };
        if encoding.is_none() {
            let message = "文字コードは、日本語（Shift-JIS）かUTF-8を選択してください。";
            errors.push(FieldError::new("encoding", "unknown_value", message));
        }
        encoding
    }

    /// What narrows the audit record narrows no report of requests.
    fn not_of_requests(&self) -> Vec<FieldError> {
        let given =
            [("action", &self.action), ("user", &self.user)].into_iter().filter(|(_, text)| text.is_some());
        let fault =
            |name| FieldError::new(name, "unknown_parameter", format!("「{name}」という条件は使えません。"));
        given.map(|(name, _)| fault(name)).collect()
    }
}

impl Selection {
    /// The beginning of the first day.
    pub(crate) fn start(&self) -> Option<Instant> {
        self.from.map(start_of_day)
    }

    /// The end of the last day, which is not in the period any more.
    pub(crate) fn end(&self) -> Option<Instant> {
        self.to.map(|day| start_of_day(day + TimeDelta::days(1)))
    }

    /// Whether the day is in the period.
    pub(crate) fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A day of a period.
fn day(name: &str, text: Option<&String>, errors: &mut Vec<FieldError>) -> Option<NaiveDate> {
    let text = text.filter(|text| !text.is_empty())?;
    let day = parse_day(text);
    if day.is_none() {
        errors.push(FieldError::new(
            name,
            "date",
            "期間は「2026年11月24日」のような実在する日付で入力してください。",
        ));
    }
    day
}
