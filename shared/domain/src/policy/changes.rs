//! What differs between two versions, in words, for the audit record.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Policy;
use crate::{
    history::{Change, Fields, Value},
    supply::SupplyItem,
    time::{long_date, long_stamp},
};

impl Policy {
    /// What differs between this version and a later one, for the audit record. Of the extra days only those that came and went are told, of
    /// the supplies only those that differ: an entry must stay small, however long the lists are.
    pub fn changes_to(&self, later: &Self) -> Vec<Change> {
        let mut changes = self.fields().changes_to(&later.fields());
        for (field, before, after) in [
            ("days.closed", &self.days.closed, &later.days.closed),
            ("days.open", &self.days.open, &later.days.open),
        ] {
            changes.extend(came_and_went(field, before, after));
        }
        changes
    }

    /// Those of the scheduled versions that will take over from this one and say something else about acceptance, earliest first. What a
    /// version that is made now stops or opens, such a one undoes when its time comes.
    pub fn undone_by<'a>(&self, scheduled: impl IntoIterator<Item = &'a Self>) -> Vec<&'a Self> {
        let undoes =
            |other: &&Self| other.effective_from > self.effective_from && other.acceptance != self.acceptance;
        let mut found: Vec<&Self> = scheduled.into_iter().filter(undoes).collect();
        found.sort_by_key(|other| (other.effective_from, other.version));
        found
    }

    /// What the audit record tells of versions that will take over with another acceptance; none when there are none.
    pub fn taken_over_by(later: &[&Self]) -> Option<Change> {
        let words = |policy: &&Self| {
            let acceptance = policy.acceptance.words();
            format!("第{}版（{}から、{acceptance}）", policy.version, long_stamp(policy.effective_from))
        };
        let words = later.iter().map(words).collect::<Vec<_>>().join("、");
        let change =
            Change { field: "taken_over_by".to_owned(), from: Value::Nothing, to: Value::text(&words) };
        (!later.is_empty()).then_some(change)
    }

    fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.put("qualifying_designations", joined(self.qualifying_designations.iter().map(|d| d.label())));
        fields.put("qualifying_outlooks", joined(self.qualifying_outlooks.iter().map(|o| o.label())));
        fields.put("cutoff", Value::text(&self.cutoff.format("%H:%M").to_string()));
        fields.put("target", Value::text(&self.target.format("%H:%M").to_string()));
        fields.put("acceptance.open", Value::text(self.acceptance.words()));
        fields.put("acceptance.notice", Value::text(self.acceptance.notice.as_deref().unwrap_or_default()));
        for item in self.catalogue.items() {
            fields.put(format!("catalogue.{}", item.code), Value::text(&summary(item)));
        }
        fields
    }
}

/// Days that were removed are told as what was before, days that were added as what came after, each under a name of its own.
fn came_and_went(
    field: &str,
    before: &BTreeSet<NaiveDate>,
    after: &BTreeSet<NaiveDate>,
) -> impl Iterator<Item = Change> {
    let added = Change {
        field: format!("{field}.added"),
        from: Value::Nothing,
        to: joined(after.difference(before)),
    };
    let removed = Change {
        field: format!("{field}.removed"),
        from: joined(before.difference(after)),
        to: Value::Nothing,
    };
    [added, removed].into_iter().filter(|change| change.from != change.to)
}

fn joined(words: impl IntoIterator<Item = impl ToString>) -> Value {
    Value::text(&words.into_iter().map(|word| word.to_string()).collect::<Vec<_>>().join("、"))
}

fn summary(item: &SupplyItem) -> String {
    let day = |day: Option<NaiveDate>| day.map(long_date).unwrap_or_default();
    let aerosol = if item.aerosol_required { "、エアロゾル発生手技の記入が必要" } else { "" };
    let period = match (item.valid_from, item.valid_to) {
        (None, None) => String::new(),
        (from, to) => format!("、取扱い：{}～{}", day(from), day(to)),
    };
    format!("{}（単位：{}、表示順：{}{aerosol}{period}）", item.name, item.unit, item.order)
}

#[cfg(test)]
mod tests;
