//! Settings as they are sent. Whatever is of another kind than asked for is named beside everything else that is wrong.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{
    field::FieldError,
    label::label,
    policy::ExtraDays,
    prefecture_settings::{SettingsDraft, StockLevel, read_bundling_minutes},
    quantity::Quantity,
    supply::{Catalogue, ItemCode},
    time::parse_day,
};
use serde::Deserialize;
use web::Sent;

/// All of the settings but the addresses. Every member but the emergency phone is mandatory: what is left out by mistake must not be a change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsInput {
    office: Option<Sent<String>>,
    phone: Option<Sent<String>>,
    emergency_phone: Option<Sent<String>>,
    bundling_minutes: Option<Sent<i64>>,
    days: Option<Sent<DaysInput>>,
    stock: Option<Sent<BTreeMap<String, Sent<StockInput>>>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DaysInput {
    closed: Option<Sent<Vec<Sent<String>>>>,
    open: Option<Sent<Vec<Sent<String>>>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct StockInput {
    quantity: Option<Sent<i64>>,
    as_of: Option<Sent<String>>,
}

const STOCK: &str = "在庫";

impl SettingsInput {
    /// What is meant, as far as it can be read, and what cannot. What cannot be read is left at a value that breaks no rule.
    pub(super) fn read(self, catalogue: &Catalogue) -> (SettingsDraft, Vec<FieldError>) {
        let mut faults = Faults(Vec::new());
        let draft = SettingsDraft {
            office: faults.required("office", label("office"), self.office).unwrap_or_default(),
            phone: faults.required("phone", label("phone"), self.phone).unwrap_or_default(),
            emergency_phone: self
                .emergency_phone
                .and_then(|sent| sent.read("emergency_phone", label("emergency_phone"), &mut faults.0))
                .unwrap_or_default(),
            bundling_minutes: faults.minutes(self.bundling_minutes.as_ref()),
            days: faults.days(self.days),
            stock: faults.stock(self.stock, catalogue),
        };
        (draft, faults.0)
    }
}

/// What is wrong, collected.
struct Faults(Vec<FieldError>);

impl Faults {
    fn required<T>(&mut self, field: &str, label: &str, sent: Option<Sent<T>>) -> Option<T> {
        if sent.is_none() {
            self.0.push(FieldError::missing(field, label));
        }
        sent?.read(field, label, &mut self.0)
    }

    fn minutes(&mut self, sent: Option<&Sent<i64>>) -> u8 {
        let number = match sent {
            Some(Sent::Read(number)) => Some(*number),
            Some(Sent::Other(_)) | None => None,
        };
        read_bundling_minutes(number).map_err(|error| self.0.push(error)).unwrap_or_default()
    }

    fn days(&mut self, sent: Option<Sent<DaysInput>>) -> ExtraDays {
        let Some(days) = self.required("days", label("days"), sent) else { return ExtraDays::default() };
        ExtraDays {
            closed: self.day_list("days.closed", days.closed),
            open: self.day_list("days.open", days.open),
        }
    }

    fn day_list(&mut self, field: &str, sent: Option<Sent<Vec<Sent<String>>>>) -> BTreeSet<NaiveDate> {
        let days = self.required(field, label(field), sent).unwrap_or_default();
        let numbered = days.into_iter().enumerate();
        numbered
            .filter_map(|(index, sent)| self.day(&format!("{field}.{index}"), label(field), Some(sent)))
            .collect()
    }

    fn day(&mut self, field: &str, label: &str, sent: Option<Sent<String>>) -> Option<NaiveDate> {
        let text = self.required(field, label, sent)?;
        let day = parse_day(&text);
        if day.is_none() {
            let message = format!("{label}は「2026年12月28日」のような実在する日付で入力してください。");
            self.0.push(FieldError::new(field, "malformed", message));
        }
        day
    }

    fn stock(
        &mut self,
        sent: Option<Sent<BTreeMap<String, Sent<StockInput>>>>,
        catalogue: &Catalogue,
    ) -> BTreeMap<ItemCode, StockLevel> {
        let stock = self.required("stock", STOCK, sent).unwrap_or_default();
        stock.into_iter().filter_map(|(code, sent)| self.level(&code, sent, catalogue)).collect()
    }

    /// An item that is no longer requestable may still be in stock, so that any of the catalogue is taken.
    fn level(
        &mut self,
        text: &str,
        sent: Sent<StockInput>,
        catalogue: &Catalogue,
    ) -> Option<(ItemCode, StockLevel)> {
        let path = format!("stock.{text}");
        let Some(supply) = ItemCode::parse(text).ok().and_then(|code| catalogue.get(&code)) else {
            self.0.push(FieldError::unknown_item(path, text));
            return None;
        };
        let sent = sent.read(&path, &format!("{}の{STOCK}", supply.name), &mut self.0)?;
        let quantity =
            self.quantity(&format!("{path}.quantity"), &format!("{}の在庫枚数", supply.name), sent.quantity);
        let as_of = self.day(&format!("{path}.as_of"), &format!("{}の在庫の基準日", supply.name), sent.as_of);
        Some((supply.code.clone(), StockLevel { quantity: quantity?, as_of: as_of? }))
    }

    fn quantity(&mut self, field: &str, label: &str, sent: Option<Sent<i64>>) -> Option<Quantity> {
        if sent.is_none() {
            self.0.push(FieldError::missing(field, label));
        }
        let quantity = match sent? {
            Sent::Read(number) => Quantity::new(number).ok(),
            Sent::Other(_) => None,
        };
        if quantity.is_none() {
            self.0.push(FieldError::out_of_range(field, label));
        }
        quantity
    }
}
