//! The prefecture's part on the wire.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    field::FieldError,
    review::{Decision, Review, ReviewDraft, Source},
    supply::{Catalogue, ItemCode},
    time::parse_day,
};
use serde::Deserialize;
use web::{read_items, read_quantity};

/// What a save sends. Items left out stay as they were saved.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviewInput {
    status: StatusInput,
    #[serde(default)]
    delay_reason: Option<String>,
    #[serde(default)]
    expected_on: Option<String>,
    #[serde(default)]
    items: BTreeMap<String, DecisionInput>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StatusInput {
    InProgress,
    Completed,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DecisionInput {
    needed: Option<bool>,
    source: Option<Source>,
    prefecture_quantity: Option<i64>,
    national_quantity: Option<i64>,
    total_quantity: Option<i64>,
    quantity_confirmed: Option<bool>,
    prior_distributions: Option<i64>,
    circumstances: Option<String>,
    aerosol_procedures: Option<String>,
    both_sources_reason: Option<String>,
    refusal_reason: Option<String>,
    opinion: Option<String>,
    message_to_facility: Option<String>,
}

impl ReviewInput {
    /// The part as far as the domain can have it, and everything that cannot be read as such. A delay reason or expected day that is not sent stays as it
    /// was saved, as items do; an empty one is taken away.
    pub(crate) fn parse(self, saved: &Review, catalogue: &Catalogue) -> (ReviewDraft, Vec<FieldError>) {
        let mut errors = Vec::new();
        let known = |code: &ItemCode| catalogue.get(code).is_some();
        let items =
            read_items(self.items, known, &mut errors, |item, code, errors| Some(item.parse(code, errors)));
        let expected_on = match self.expected_on {
            Some(text) => expected_on(&text, &mut errors),
            None => saved.expected_on,
        };
        let delay_reason = self.delay_reason.unwrap_or_else(|| saved.delay_reason.clone());
        let completed = self.status == StatusInput::Completed;
        (ReviewDraft { completed, delay_reason, expected_on, items }, errors)
    }
}

fn expected_on(text: &str, errors: &mut Vec<FieldError>) -> Option<NaiveDate> {
    if text.is_empty() {
        return None;
    }
    let day = parse_day(text);
    if day.is_none() {
        let message = "入力予定日は「2026-11-25」のような実在する日付で入力してください。";
        errors.push(FieldError::new("expected_on", "date", message));
    }
    day
}

impl DecisionInput {
    fn parse(self, code: &ItemCode, errors: &mut Vec<FieldError>) -> Decision {
        let mut quantity = |name: &str, number: Option<i64>| read_quantity(code, name, number, errors);
        let prior = quantity("prior_distributions", self.prior_distributions);
        Decision {
            needed: self.needed,
            source: self.source,
            prefecture_quantity: quantity("prefecture_quantity", self.prefecture_quantity),
            national_quantity: quantity("national_quantity", self.national_quantity),
            total_quantity: quantity("total_quantity", self.total_quantity),
            quantity_confirmed: self.quantity_confirmed.unwrap_or(false),
            prior_distributions: prior.and_then(|count| u32::try_from(count.pieces()).ok()),
            circumstances: self.circumstances.unwrap_or_default(),
            aerosol_procedures: self.aerosol_procedures.unwrap_or_default(),
            both_sources_reason: self.both_sources_reason.unwrap_or_default(),
            refusal_reason: self.refusal_reason.unwrap_or_default(),
            opinion: self.opinion.unwrap_or_default(),
            message_to_facility: self.message_to_facility.unwrap_or_default(),
        }
    }
}
