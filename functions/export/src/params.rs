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
    from: Option<String>,
    to: Option<String>,
    encoding: Option<String>,
}

/// Which requests, by their last submission or update, in which encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Selection {
    /// From the beginning of this instant's day.
    pub(crate) from: Option<Instant>,
    /// Before this instant.
    pub(crate) until: Option<Instant>,
    /// How characters become bytes.
    pub(crate) encoding: Encoding,
}

impl ExportParams {
    /// Reads the parameters of a report; names all that cannot be read. Days are of Japan, both inclusive.
    pub(crate) fn read(&self, report: &Report, now: Instant) -> Result<Selection, Problem> {
        let mut errors = Vec::new();
        let (mut from, mut to) =
            (day("from", self.from.as_ref(), &mut errors), day("to", self.to.as_ref(), &mut errors));
        if report.two_days {
            let today = jst_date(now);
            (from, to) = (Some(today - TimeDelta::days(1)), Some(today));
        }
        if matches!((from, to), (Some(from), Some(to)) if from > to) {
            errors.push(FieldError::new(
                "to",
                "before_from",
                "期間の終わりは、始まりと同じか後の日付にしてください。",
            ));
        }
        let encoding = match self.encoding.as_deref() {
            None | Some("") => Some(Encoding::ShiftJis),
            Some(name) => Encoding::parse(name),
        };
        if encoding.is_none() {
            let message = "文字コードは、日本語（Shift-JIS）かUTF-8を選択してください。";
            errors.push(FieldError::new("encoding", "unknown_value", message));
        }
        match encoding {
            Some(encoding) if errors.is_empty() => Ok(Selection {
                from: from.map(start_of_day),
                until: to.map(|day| start_of_day(day + TimeDelta::days(1))),
                encoding,
            }),
            _ => Err(Problem::invalid(errors)),
        }
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
            "期間は「2026-11-24」のような実在する日付で入力してください。",
        ));
    }
    day
}
