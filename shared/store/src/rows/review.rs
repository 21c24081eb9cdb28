//! The prefecture's part (`v`); while 要件未充足, and when withdrawn from there, the failed checks stand in its place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    eligibility::CheckResult,
    request::Request,
    review::{ItemReview, Review},
    role::Actor,
    supply::ItemCode,
    time::Instant,
};
use serde::{Deserialize, Serialize};

/// The row as stored; absent until there is something in it. The status, the marks of changed items and the confirmed quantities are the
/// head's (see [`super::head`]): an update changes them, and should not have to write this row for it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReviewRow {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    delay_reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    items: BTreeMap<ItemCode, ItemReview>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reviewed_by: Option<Actor>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reviewed_at: Option<Instant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) failed_checks: Vec<CheckResult>,
}

impl ReviewRow {
    /// The row of a request.
    pub(crate) fn of(request: &Request) -> Self {
        let review = request.review.clone();
        let mut items = review.items;
        for item in items.values_mut() {
            item.changed_since = None;
            item.decision.quantity_confirmed = false;
        }
        Self {
            delay_reason: review.delay_reason,
            expected_on: review.expected_on,
            items,
            reviewed_by: review.reviewed_by,
            reviewed_at: review.reviewed_at,
            failed_checks: request.failed_checks.clone(),
        }
    }

    /// The prefecture's part, without the head's notes.
    pub(crate) fn review(self) -> Review {
        Review {
            delay_reason: self.delay_reason,
            expected_on: self.expected_on,
            items: self.items,
            reviewed_by: self.reviewed_by,
            reviewed_at: self.reviewed_at,
            ..Review::default()
        }
    }
}
