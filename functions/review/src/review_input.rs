//! The prefecture's part on the wire.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    field::FieldError,
    label::label,
    review::{Decision, Review, ReviewDraft, Source},
    supply::Catalogue,
    time::parse_day,
};
use serde::Deserialize;
use web::{ItemFields, Sent, read_items};

/// What a save sends. Items left out stay as they were saved.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviewInput {
    #[serde(default)]
    status: Option<Sent<StatusInput>>,
    #[serde(default)]
    delay_reason: Option<Sent<String>>,
    #[serde(default)]
    expected_on: Option<Sent<String>>,
    #[serde(default)]
    items: BTreeMap<String, DecisionInput>,
}

/// The prefecture's own status; the wire calls it `status` since a save sends no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StatusInput {
    InProgress,
    Completed,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DecisionInput {
    needed: Option<Sent<bool>>,
    source: Option<Sent<Source>>,
    prefecture_quantity: Option<Sent<i64>>,
    national_quantity: Option<Sent<i64>>,
    total_quantity: Option<Sent<i64>>,
    quantity_confirmed: Option<Sent<bool>>,
    prior_distributions: Option<Sent<i64>>,
    circumstances: Option<Sent<String>>,
    aerosol_procedures: Option<Sent<String>>,
    both_sources_reason: Option<Sent<String>>,
    refusal_reason: Option<Sent<String>>,
    opinion: Option<Sent<String>>,
    message_to_facility: Option<Sent<String>>,
}

impl ReviewInput {
    /// The part as far as the domain can have it, and everything that cannot be read as such. A delay reason or expected day that is not sent stays as it
    /// was saved, as items do; an empty one is taken away.
    pub(crate) fn parse(self, saved: &Review, catalogue: &Catalogue) -> (ReviewDraft, Vec<FieldError>) {
        let mut errors = Vec::new();
        let mut text = |field: &str, sent: Option<Sent<String>>| {
            sent.and_then(|sent| sent.read(field, label(field), &mut errors))
        };
        let delay_reason = text("delay_reason", self.delay_reason);
        let expected_on = text("expected_on", self.expected_on);
        let delay_reason = delay_reason.unwrap_or_else(|| saved.delay_reason.clone());
        let expected_on = match expected_on {
            Some(text) => read_day(&text, &mut errors),
            None => saved.expected_on,
        };
        let items = read_items(
            self.items,
            |code| catalogue.get(code),
            &mut errors,
            |item, fields| Some(item.parse(fields)),
        );
        let completed = read_status(self.status, &mut errors) == Some(StatusInput::Completed);
        (ReviewDraft { completed, delay_reason, expected_on, items }, errors)
    }
}

fn read_status(sent: Option<Sent<StatusInput>>, errors: &mut Vec<FieldError>) -> Option<StatusInput> {
    let label = label("prefecture_status");
    if sent.is_none() {
        errors.push(FieldError::not_chosen("status", label));
    }
    sent?.read_choice("status", label, errors)
}

fn read_day(text: &str, errors: &mut Vec<FieldError>) -> Option<NaiveDate> {
    if text.is_empty() {
        return None;
    }
    let day = parse_day(text);
    if day.is_none() {
        let message = "入力予定日は「2026年11月25日」のような実在する日付で入力してください。";
        errors.push(FieldError::new("expected_on", "date", message));
    }
    day
}

impl DecisionInput {
    fn parse(self, fields: &mut ItemFields) -> Decision {
        let prior = fields.quantity("prior_distributions", self.prior_distributions);
        Decision {
            needed: fields.flag("needed", self.needed),
            source: fields.choice("source", self.source),
            prefecture_quantity: fields.quantity("prefecture_quantity", self.prefecture_quantity),
            national_quantity: fields.quantity("national_quantity", self.national_quantity),
            total_quantity: fields.quantity("total_quantity", self.total_quantity),
            quantity_confirmed: fields
                .flag("quantity_confirmed", self.quantity_confirmed)
                .unwrap_or_default(),
            prior_distributions: prior.and_then(|count| u32::try_from(count.pieces()).ok()),
            circumstances: fields.text("circumstances", self.circumstances),
            aerosol_procedures: fields.text("aerosol_procedures", self.aerosol_procedures),
            both_sources_reason: fields.text("both_sources_reason", self.both_sources_reason),
            refusal_reason: fields.text("refusal_reason", self.refusal_reason),
            opinion: fields.text("opinion", self.opinion),
            message_to_facility: fields.text("message_to_facility", self.message_to_facility),
        }
    }
}
