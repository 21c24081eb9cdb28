//! History: who did what, when, from what to what. Nothing edits or deletes an entry (SPEC 3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    id::UserName,
    quantity::Quantity,
    role::{Actor, Offices, Role},
    status::Action,
    time::Instant,
};

/// One entry of a request's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The version the request had afterwards; also the entry's key.
    pub version: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Actor,
    /// What was done.
    pub action: Action,
    /// Which fields changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Why, where a reason is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A field's value before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Path of the field on the wire; those of the prefecture's part begin with `review.`.
    pub field: String,
    /// Before.
    #[serde(default, skip_serializing_if = "Value::is_nothing")]
    pub from: Value,
    /// After.
    #[serde(default, skip_serializing_if = "Value::is_nothing")]
    pub to: Value,
}

/// A value as history keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Not set.
    #[default]
    Nothing,
    /// A box, ticked or not.
    Flag(bool),
    /// A number.
    Number(i64),
    /// A text, or the shown word of a choice.
    Text(String),
}

impl Change {
    /// A change from one shown word to another; an empty word is nothing.
    pub(crate) fn words(field: &str, from: &str, to: &str) -> Self {
        Self { field: field.to_owned(), from: Value::text(from), to: Value::text(to) }
    }
}

impl Value {
    /// A text; an empty one is nothing.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }

    /// A quantity, if there is one.
    pub fn number(quantity: Option<Quantity>) -> Self {
        quantity.map_or(Self::Nothing, |quantity| Self::Number(quantity.into()))
    }

    /// Whether it is not set.
    pub fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }
}

/// All fields of a part by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, Value>);

impl Fields {
    /// Adds a field.
    pub(crate) fn put(&mut self, path: impl Into<String>, value: Value) {
        self.0.insert(path.into(), value);
    }

    /// What differs between this state and a later one, by path. A box that was never there counts as not ticked.
    pub fn changes_to(&self, later: &Self) -> Vec<Change> {
        let paths: std::collections::BTreeSet<&String> = self.0.keys().chain(later.0.keys()).collect();
        let value = |fields: &Self, path: &String| match fields.0.get(path) {
            Some(Value::Flag(false)) | None => Value::Nothing,
            Some(value) => value.clone(),
        };
        paths
            .into_iter()
            .filter_map(|path| {
                let (from, to) = (value(self, path), value(later, path));
                (from != to).then(|| Change { field: path.clone(), from, to })
            })
            .collect()
    }
}

impl HistoryEntry {
    /// What the facility may see of this entry, if anything: its own acts, the prefecture's question, the result and its being taken
    /// back; never a field of the prefecture's part, an officer's name or user name, or the reason for a reopening (SPEC 2).
    pub fn for_facility(&self, offices: Offices) -> Option<Self> {
        if self.action == Action::SaveReview {
            return None;
        }
        let mut shown = self.clone();
        shown.changes.retain(|change| !change.field.starts_with("review."));
        if self.by.role != Role::Facility {
            shown.reason = None;
            offices.shown(&self.by).clone_into(&mut shown.by.name);
            shown.by.user_name = UserName::of_office(shown.by.role);
        }
        Some(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::samples::{facility_actor, prefecture_actor};

    const OFFICES: Offices = Offices { prefecture: "東京都", ministry: "国の物資班" };

    fn fields(rows: &[(&str, Value)]) -> Fields {
        let mut fields = Fields::default();
        for (path, value) in rows {
            fields.put(*path, value.clone());
        }
        fields
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before = fields(&[
            ("a", Value::Number(1)),
            ("b", Value::text("x")),
            ("c", Value::Flag(false)),
            ("d", Value::Flag(true)),
        ]);
        let after = fields(&[("a", Value::Number(2)), ("b", Value::text("x")), ("e", Value::Number(0))]);
        let change = |field: &str, from, to| Change { field: field.into(), from, to };
        assert_eq!(
            before.changes_to(&after),
            [
                change("a", Value::Number(1), Value::Number(2)),
                change("d", Value::Flag(true), Value::Nothing),
                change("e", Value::Nothing, Value::Number(0)),
            ]
        );
    }

    #[test]
    fn a_facility_sees_acts_but_nothing_of_the_prefectures_part() {
        let mut entry = HistoryEntry {
            version: 4,
            at: "2026-11-24T04:00:00Z".parse().unwrap(),
            by: prefecture_actor(),
            action: Action::Complete,
            changes: vec![
                Change {
                    field: "status".into(), from: Value::text("確認中"), to: Value::text("受付完了")
                },
                Change {
                    field: "review.items.gloves.opinion".into(),
                    from: Value::Nothing,
                    to: Value::text("秘密"),
                },
            ],
            reason: Some("内部の理由".into()),
        };
        let shown = entry.for_facility(OFFICES).unwrap();
        assert_eq!(shown.changes.len(), 1);
        assert_eq!(
            (shown.reason, shown.by.name.as_str(), shown.by.user_name.as_str()),
            (None, "東京都", "prefecture")
        );
        entry.by.role = Role::Ministry;
        assert_eq!(entry.for_facility(OFFICES).unwrap().by.name, OFFICES.ministry);
        entry.action = Action::SaveReview;
        assert_eq!(entry.for_facility(OFFICES), None);
        entry.action = Action::Withdraw;
        entry.by = facility_actor();
        assert_eq!(entry.for_facility(OFFICES).unwrap().by.name, facility_actor().name);
    }
}
