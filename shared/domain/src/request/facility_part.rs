//! The facility's part (医療機関記入欄): its fields, what a save checks and what a submission demands (SPEC 3).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    facility::{Contact, Delivery},
    field::FieldError,
    history::{Fields, Value},
    label::label,
    phone::read_phone,
    quantity::Quantity,
    supply::{Catalogue, ItemCode},
    survey::Outlook,
    text::{check_free_text, check_line, is_blank},
};

/// What the facility fills in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacilityPart {
    /// 連絡先
    pub contact: Contact,
    /// 届け先
    pub delivery: Delivery,
    /// 要件①: it cannot procure by itself because of shortage or the like.
    pub cannot_procure: bool,
    /// 備考
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remarks: String,
    /// The supplies, also those not (or no longer) requested, whose figures are kept.
    pub items: BTreeMap<ItemCode, ItemRequest>,
}

/// What the facility says of one supply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRequest {
    /// 「要請する」
    pub requested: bool,
    /// 要請枚数
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// 前日時点の在庫量（枚）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<Quantity>,
    /// 今後1週間の想定消費量（枚）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_consumption: Option<Quantity>,
    /// 備蓄見通し
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlook: Option<Outlook>,
    /// 自ら調達できない具体的な事情
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub procurement_difficulty: String,
    /// エアロゾル発生手技を行う具体的な事情
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub aerosol_procedures: String,
}

impl FacilityPart {
    /// The items 「要請する」 is ticked for.
    pub fn requested_items(&self) -> impl Iterator<Item = (&ItemCode, &ItemRequest)> {
        self.items.iter().filter(|(_, item)| item.requested)
    }

    /// What no save may hold: texts that are too long or hold control characters.
    pub fn check_form(&self, catalogue: &Catalogue) -> Vec<FieldError> {
        let mut errors = Vec::new();
        for (path, text) in self.lines() {
            if let Err(fault) = check_line(text) {
                errors.push(FieldError::text(path, label(path), fault));
            }
        }
        if let Err(fault) = check_free_text(&self.remarks) {
            errors.push(FieldError::text("remarks", label("remarks"), fault));
        }
        for (code, item) in &self.items {
            for (name, text) in [
                ("procurement_difficulty", &item.procurement_difficulty),
                ("aerosol_procedures", &item.aerosol_procedures),
            ] {
                if let Err(fault) = check_free_text(text) {
                    let label = format!("{}の{}", catalogue.name(code), label(name));
                    errors.push(FieldError::text(format!("items.{code}.{name}"), &label, fault));
                }
            }
        }
        errors
    }

    fn lines(&self) -> [(&'static str, &str); 5] {
        [
            ("contact.person", &self.contact.person),
            ("contact.phone", &self.contact.phone),
            ("delivery.postal_code", &self.delivery.postal_code),
            ("delivery.address", &self.delivery.address),
            ("delivery.receiving_hours", &self.delivery.receiving_hours),
        ]
    }

    /// What an update of contact, delivery and remarks alone demands beyond [`Self::check_form`]. The items are not looked at: one
    /// that left the catalogue meanwhile must not keep a facility from mending its address.
    pub(super) fn check_addresses(&self, catalogue: &Catalogue) -> Vec<FieldError> {
        let mut errors = self.check_form(catalogue);
        for (path, text) in &self.lines()[..4] {
            if is_blank(text) {
                errors.push(FieldError::missing(*path, label(path)));
            }
        }
        errors.extend(read_phone("contact.phone", label("contact.phone"), &self.contact.phone).err());
        if !is_blank(&self.delivery.postal_code) && !is_postal_code(&self.delivery.postal_code) {
            errors.push(FieldError::new(
                "delivery.postal_code",
                "postal_code_form",
                "郵便番号は「100-8916」のように7桁の数字で入力してください。",
            ));
        }
        errors
    }

    /// What a submission or update demands beyond [`Self::check_form`]: every mandatory field, and an item at all.
    pub fn check_complete(&self, catalogue: &Catalogue, day: NaiveDate) -> Vec<FieldError> {
        let mut errors = self.check_addresses(catalogue);
        if self.requested_items().next().is_none() {
            errors.push(FieldError::new("items", "no_item", "要請する物資を1つ以上選択してください。"));
        }
        for (code, item) in self.requested_items() {
            match catalogue.requestable(code, day) {
                None => errors.push(FieldError::unknown_item(format!("items.{code}"), catalogue.name(code))),
                Some(supply) => item.check_complete(code, &supply.name, supply.aerosol_required, &mut errors),
            }
        }
        errors
    }

    /// Every field as a flat list of paths and values: what history compares.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        for (path, text) in self.lines() {
            fields.put(path, Value::text(text));
        }
        fields.put("cannot_procure", Value::Flag(self.cannot_procure));
        fields.put("remarks", Value::text(&self.remarks));
        for (code, item) in &self.items {
            let mut put = |name: &str, value| fields.put(format!("items.{code}.{name}"), value);
            put("requested", Value::Flag(item.requested));
            put("quantity", Value::number(item.quantity));
            put("stock", Value::number(item.stock));
            put("weekly_consumption", Value::number(item.weekly_consumption));
            put("outlook", item.outlook.map_or(Value::Nothing, |outlook| Value::text(outlook.label())));
            put("procurement_difficulty", Value::text(&item.procurement_difficulty));
            put("aerosol_procedures", Value::text(&item.aerosol_procedures));
        }
        fields
    }
}

impl ItemRequest {
    fn check_complete(
        &self,
        code: &ItemCode,
        name: &str,
        aerosol_required: bool,
        errors: &mut Vec<FieldError>,
    ) {
        let path = |field: &str| format!("items.{code}.{field}");
        let of_item = |field: &str| format!("{name}の{}", label(field));
        if self.outlook.is_none() {
            errors.push(FieldError::not_chosen(path("outlook"), &of_item("outlook")));
        }
        match self.quantity {
            None => errors.push(FieldError::missing(path("quantity"), &of_item("quantity"))),
            Some(quantity) if quantity.is_zero() => errors.push(FieldError::new(
                path("quantity"),
                "zero",
                format!("{}は1以上の整数で入力してください。要請しないときは「要請する物資」でこの物資のチェックを外してください。", of_item("quantity")),
            )),
            Some(_) => {}
        }
        if is_blank(&self.procurement_difficulty) {
            errors.push(FieldError::missing(
                path("procurement_difficulty"),
                &of_item("procurement_difficulty"),
            ));
        }
        if aerosol_required && is_blank(&self.aerosol_procedures) {
            errors.push(FieldError::missing(path("aerosol_procedures"), &of_item("aerosol_procedures")));
        }
    }
}

fn is_postal_code(text: &str) -> bool {
    let digits: Vec<char> = text.chars().filter(|c| *c != '-').collect();
    let hyphen = text.find('-').is_none_or(|at| at == 3) && text.matches('-').count() <= 1;
    digits.len() == 7 && hyphen && digits.iter().all(char::is_ascii_digit)
}

#[cfg(test)]
mod tests;
