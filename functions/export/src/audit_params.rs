//! What is exported of the audit record: a period, which may begin and end within a day so that a busy day can be taken in parts, and whose
//! and which entries.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::{
    audit::{AuditAction, AuditEntry},
    field::FieldError,
    id::UserName,
    time::{Instant, jst_date, parse_day, start_of_day},
};
use serde::{
    Deserialize,
    de::{IntoDeserializer, value},
};
use web::Problem;

use crate::{encoding::Encoding, params::ExportParams};

/// The longest period, in days.
const MAX_DAYS: i64 = 31;

/// What is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditSelection {
    /// From this instant,
    from: Instant,
    /// until before this one.
    until: Instant,
    action: Option<AuditAction>,
    user: Option<UserName>,
    /// How characters become bytes.
    pub(crate) encoding: Encoding,
    /// The same in words, for the audit's own entry.
    pub(crate) told: String,
}

/// An end of a period, as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// The whole day.
    Day(NaiveDate),
    /// A time of Japan: the period begins with it, or ends before it.
    Minute(NaiveDateTime),
}

impl AuditSelection {
    /// What is meant; today without a period.
    ///
    /// # Errors
    /// 422 naming every parameter that is wrong.
    pub(crate) fn read(params: &ExportParams, now: Instant) -> Result<Self, Problem> {
        let mut errors = Vec::new();
        let (from, to) =
            (bound("from", params.from.as_ref(), &mut errors), bound("to", params.to.as_ref(), &mut errors));
        if matches!((from, to), (Some(from), Some(to)) if from.from() >= to.until()) {
            let message = "期間の終わりは、始まりより後にしてください。";
            errors.push(FieldError::new("to", "before_from", message));
        }
        let today = jst_date(now);
        let to = to.filter(|to| to.until() <= start_of_day(today + TimeDelta::days(1)));
        let to = to.unwrap_or(Bound::Day(today));
        let from = from.unwrap_or(Bound::Day(to.day()));
        if errors.is_empty() && to.until() - from.from() > TimeDelta::days(MAX_DAYS) {
            let message = format!("監査記録の期間は{MAX_DAYS}日以内にしてください。");
            errors.push(FieldError::new("from", "too_long", message));
        }
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let action = given(&params.action).map(|text| action(&text));
        if action == Some(None) {
            let message = "操作は選べる値の中から選んでください。";
            errors.push(FieldError::new("action", "unknown_value", message));
        }
        let user = given(&params.user).map(|text| UserName::parse(text.trim()).ok());
        if user == Some(None) {
            let message = "ユーザ名は半角の英小文字・数字・ハイフンで入力してください。";
            errors.push(FieldError::new("user", "malformed", message));
        }
        let encoding = params.encoding(&mut errors);
        let Some(encoding) = encoding.filter(|_| errors.is_empty()) else {
            return Err(Problem::invalid(errors));
        };
        let mut told = format!("{}～{} {}", from.told(), to.told(), encoding.as_str());
        for (name, text) in [("action", given(&params.action)), ("user", given(&params.user))] {
            if let Some(text) = text {
                told = format!("{told} {name}={}", text.trim());
            }
        }
        let (from, until) = (from.from(), to.until());
        Ok(Self { from, until, action: action.flatten(), user: user.flatten(), encoding, told })
    }

    /// The period by days of Japan: of each the part that is in it.
    pub(crate) fn parts(&self) -> Vec<(Instant, Instant)> {
        let days = jst_date(self.from).iter_days().map(start_of_day).take_while(|day| *day < self.until);
        days.map(|day| (day.max(self.from), (day + TimeDelta::days(1)).min(self.until))).collect()
    }

    /// Whether the entry is to be exported.
    pub(crate) fn keeps(&self, entry: &AuditEntry) -> bool {
        self.action.is_none_or(|action| action == entry.action)
            && self.user.as_ref().is_none_or(|user| entry.by.user_name() == Some(user))
    }
}

impl Bound {
    fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Minute(time) => time.date(),
        }
    }

    fn from(self) -> Instant {
        match self {
            Self::Day(day) => start_of_day(day),
            Self::Minute(time) => start_of_day(time.date()) + (time.time() - chrono::NaiveTime::MIN),
        }
    }

    fn until(self) -> Instant {
        match self {
            Self::Day(day) => start_of_day(day + TimeDelta::days(1)),
            Self::Minute(_) => self.from(),
        }
    }

    fn told(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Minute(time) => time.format("%Y-%m-%dT%H:%M").to_string(),
        }
    }
}

fn bound(name: &str, text: Option<&String>, errors: &mut Vec<FieldError>) -> Option<Bound> {
    let text = text.filter(|text| !text.is_empty())?;
    let minute = || {
        let (day, _) = text.split_once('T')?;
        parse_day(day)?;
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()
    };
    let bound = parse_day(text).map(Bound::Day).or_else(|| minute().map(Bound::Minute));
    if bound.is_none() {
        let message = "期間は「2026年11月24日」のような実在する日付か、日本時間の日時で入力してください。";
        errors.push(FieldError::new(name, "date", message));
    }
    bound
}

fn action(text: &str) -> Option<AuditAction> {
    AuditAction::deserialize(IntoDeserializer::<value::Error>::into_deserializer(text)).ok()
}
