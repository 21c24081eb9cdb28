//! What templates are filled with: names and figures made ready to be read. Master data goes through `one_line`, free texts through
//! `framed`; no other text gets into a view.

use domain::{
    message::{ItemLine, RequestFacts},
    policy::PrefectureSettings,
    quantity::with_commas,
    supply::{Catalogue, ItemCode},
    survey::Outlook,
    text::{is_blank, one_line},
};
use serde::Serialize;

use crate::letter::{Context, RenderError};

/// Stands where there is no value.
pub(crate) const NO_VALUE: &str = "－";
/// The unit of a supply that left the catalogue.
const UNIT: &str = "枚";

/// The request a mail is about.
#[derive(Debug, Serialize)]
pub(crate) struct RequestView {
    number: String,
    facility_name: String,
    facility_category: &'static str,
    contact_person: String,
    url: String,
}

impl RequestView {
    pub(crate) fn of(request: &RequestFacts, context: &Context) -> Result<Self, RenderError> {
        let number = request.number.as_ref().ok_or_else(|| RenderError::NoNumber(request.id.clone()))?;
        let person = one_line(&request.contact_person);
        Ok(Self {
            number: number.to_string(),
            facility_name: one_line(&request.facility_name),
            facility_category: request.category.label(),
            contact_person: if is_blank(&person) { "ご担当者".to_owned() } else { person },
            url: context.letterhead.request_url(&request.id),
        })
    }
}

/// The prefecture a mail comes from or goes to.
#[derive(Debug, Serialize)]
pub(crate) struct PrefectureView {
    name: &'static str,
    /// Office and phone.
    contact: String,
    /// 休日の緊急連絡先; empty when none is registered.
    emergency: String,
}

impl PrefectureView {
    pub(crate) fn of(settings: &PrefectureSettings) -> Self {
        let emergency = settings.emergency_phone.as_deref().unwrap_or_default();
        Self {
            name: settings.prefecture.name(),
            contact: one_line(&settings.contact_line()),
            emergency: one_line(emergency).trim().to_owned(),
        }
    }
}

/// A requested item.
#[derive(Debug, Serialize)]
pub(crate) struct ItemView {
    name: String,
    quantity: String,
    outlook: &'static str,
}

impl ItemView {
    pub(crate) fn list(items: &[ItemLine], catalogue: &Catalogue) -> Vec<Self> {
        items.iter().map(|line| Self::of(line, catalogue)).collect()
    }

    pub(crate) fn of(line: &ItemLine, catalogue: &Catalogue) -> Self {
        Self {
            name: item_name(catalogue, &line.item),
            quantity: amount(catalogue, &line.item, line.quantity.pieces()),
            outlook: line.outlook.map_or(NO_VALUE, Outlook::label),
        }
    }
}

/// The name of a supply.
pub(crate) fn item_name(catalogue: &Catalogue, code: &ItemCode) -> String {
    one_line(catalogue.name(code))
}

/// `1,500枚`: a number of pieces in the supply's unit.
pub(crate) fn amount(catalogue: &Catalogue, code: &ItemCode, pieces: u64) -> String {
    let unit = catalogue.get(code).map_or(UNIT, |item| item.unit.as_str());
    format!("{}{}", with_commas(pieces), one_line(unit))
}
