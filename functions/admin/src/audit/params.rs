//! The query of `GET /api/audit`, read and checked.

use chrono::NaiveDate;
use domain::{
    audit::{AuditAction, AuditEntry},
    field::FieldError,
    id::UserName,
    time::{Instant, jst_date, parse_day},
};
use serde::{
    Deserialize,
    de::{IntoDeserializer, value},
};
use web::Problem;

/// The query as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AuditParams {
    day: Option<String>,
    user: Option<String>,
    action: Option<String>,
    subject: Option<String>,
    pub(crate) cursor: Option<String>,
}

/// What is looked for. One actor's chain is followed from its newest entry; else a day is.
#[derive(Debug)]
pub(crate) struct AuditQuery {
    pub(crate) along: Along,
    pub(crate) action: Option<AuditAction>,
    pub(crate) subject: Option<String>,
}

/// Where the entries are read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Along {
    /// One user's chain.
    User(UserName),
    /// One day (JST).
    Day(NaiveDate),
}

impl AuditParams {
    /// What is meant; today without a day or a user.
    ///
    /// # Errors
    /// 422 naming every parameter that is wrong.
    pub(crate) fn read(&self, now: Instant) -> Result<AuditQuery, Problem> {
        let mut errors = Vec::new();
        let mut fault = |field: &str, code, message: &str| errors.push(FieldError::new(field, code, message));
        let day = self.day.as_deref().map(parse_day);
        if day == Some(None) {
            fault("day", "malformed", "日付は「2026年11月24日」のような実在する日付で入力してください。");
        }
        let user = self.user.as_deref().map(|name| UserName::parse(name.trim()).ok());
        if user == Some(None) {
            fault("user", "malformed", "ユーザ名は半角の英小文字・数字・ハイフンで入力してください。");
        }
        if self.day.is_some() && self.user.is_some() {
            fault("day", "contradiction", "日付とユーザ名は、どちらか1つを指定してください。");
        }
        let action = self.action.as_deref().map(action);
        if action == Some(None) {
            fault("action", "unknown_value", "操作は選べる値の中から選んでください。");
        }
        if !errors.is_empty() {
            return Err(Problem::invalid(errors));
        }
        let along = match (user.flatten(), day.flatten()) {
            (Some(user), _) => Along::User(user),
            (None, day) => Along::Day(day.unwrap_or_else(|| jst_date(now))),
        };
        Ok(AuditQuery { along, action: action.flatten(), subject: self.subject.clone() })
    }
}

impl AuditQuery {
    /// Whether the entry is looked for.
    pub(crate) fn keeps(&self, entry: &AuditEntry) -> bool {
        self.action.is_none_or(|action| action == entry.action)
            && self.subject.as_deref().is_none_or(|subject| subject == entry.subject)
    }

    /// Whether only some of the entries are looked for.
    pub(crate) fn is_narrow(&self) -> bool {
        self.action.is_some() || self.subject.is_some()
    }

    /// What a cursor is bound to.
    pub(crate) fn binding(&self) -> String {
        format!("audit {self:?}")
    }
}

fn action(text: &str) -> Option<AuditAction> {
    AuditAction::deserialize(IntoDeserializer::<value::Error>::into_deserializer(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_lets_choose_every_action_by_its_name() {
        let page = include_str!("../../../../ui/pages/audit/actions.js");
        let offered: Vec<&str> = page.lines().map(str::trim).filter(|line| line.starts_with("['")).collect();
        let expected = AuditAction::ALL.iter().map(|action| {
            let wire = serde_json::to_value(action).unwrap();
            format!("['{}', '{}'],", wire.as_str().unwrap(), action.label())
        });
        assert_eq!(offered, expected.collect::<Vec<_>>());
    }
}
