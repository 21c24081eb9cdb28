//! What is sent and answered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    field::FieldError,
    supply::{Catalogue, ItemCode},
    survey::{Outlook, Survey, SurveyItem, SurveyWeek},
};
use serde::{Deserialize, Serialize};
use web::{ItemFields, Sent, read_items, wire_instant};

/// A week's answer as sent: some or all of the supplies, each of them whole. An item left out has no survey, which is not the same as
/// nothing in stock (SPEC 6).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SurveyInput {
    items: BTreeMap<String, ItemInput>,
}

/// Optional as far as reading goes, so that everything missing is told at once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemInput {
    stock: Option<Sent<i64>>,
    weekly_consumption: Option<Sent<i64>>,
    planned_purchase: Option<Sent<i64>>,
    outlook: Option<Sent<Outlook>>,
}

/// A week's answer as shown. Made of what the facility wrote alone: the stock flag has no place in it (SPEC 2).
#[derive(Debug, Serialize)]
pub(crate) struct SurveyView {
    week: SurveyWeek,
    items: BTreeMap<ItemCode, SurveyItem>,
    answered_at: String,
    /// Name of the facility's user.
    answered_by: String,
}

/// A facility's answers.
#[derive(Debug, Serialize)]
pub(crate) struct SurveyList {
    /// The week in which the server's clock stands: the one to be answered now.
    pub(crate) current_week: SurveyWeek,
    /// Newest week first.
    pub(crate) items: Vec<SurveyView>,
}

impl SurveyInput {
    /// The answers as the domain has them, or everything that is wrong with them. `day` (JST) decides which supplies there are.
    pub(crate) fn parse(
        self,
        catalogue: &Catalogue,
        day: NaiveDate,
    ) -> Result<BTreeMap<ItemCode, SurveyItem>, Vec<FieldError>> {
        let mut errors = Vec::new();
        if self.items.is_empty() {
            let message = "物資を1つ以上選び、在庫量などを入力してください。";
            errors.push(FieldError::new("items", "required", message));
        }
        let known = |code: &ItemCode| catalogue.requestable(code, day);
        let items = read_items(self.items, known, &mut errors, ItemInput::parse);
        if errors.is_empty() { Ok(items) } else { Err(errors) }
    }
}

impl ItemInput {
    /// The figures, if nothing is missing or out of range.
    fn parse(self, fields: &mut ItemFields) -> Option<SurveyItem> {
        let stock = fields.required_quantity("stock", self.stock);
        let weekly_consumption = fields.required_quantity("weekly_consumption", self.weekly_consumption);
        let planned_purchase = fields.required_quantity("planned_purchase", self.planned_purchase);
        let outlook = fields.required_choice("outlook", self.outlook);
        Some(SurveyItem {
            stock: stock?,
            weekly_consumption: weekly_consumption?,
            planned_purchase: planned_purchase?,
            outlook: outlook?,
        })
    }
}

impl From<Survey> for SurveyView {
    fn from(survey: Survey) -> Self {
        Self {
            week: survey.week,
            items: survey.items,
            answered_at: wire_instant(survey.answered_at),
            answered_by: survey.answered_by.name,
        }
    }
}
