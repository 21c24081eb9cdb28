//! Items by code, as bodies send them: each fault named by its item and field, all of them at once.

use std::collections::BTreeMap;

use domain::{
    field::FieldError,
    label::label,
    quantity::Quantity,
    supply::{ItemCode, SupplyItem},
};

use crate::Sent;

/// One item while it is read. What is wrong with a field goes into the list of faults, under the item's name.
#[derive(Debug)]
pub struct ItemFields<'a> {
    code: &'a ItemCode,
    name: &'a str,
    errors: &'a mut Vec<FieldError>,
}

/// Reads items by code; those for which `known` has no supply are refused by their code. `read` gives the item as far as it can be read.
pub fn read_items<'c, I, T>(
    items: BTreeMap<String, I>,
    known: impl Fn(&ItemCode) -> Option<&'c SupplyItem>,
    errors: &mut Vec<FieldError>,
    read: impl Fn(I, &mut ItemFields) -> Option<T>,
) -> BTreeMap<ItemCode, T> {
    let mut parsed = BTreeMap::new();
    for (text, item) in items {
        match ItemCode::parse(&text).ok().and_then(|code| known(&code)) {
            Some(supply) => {
                let mut fields = ItemFields { code: &supply.code, name: &supply.name, errors };
                if let Some(item) = read(item, &mut fields) {
                    parsed.insert(supply.code.clone(), item);
                }
            }
            None => errors.push(FieldError::unknown_item(format!("items.{text}"), &text)),
        }
    }
    parsed
}

impl ItemFields<'_> {
    /// A number of pieces, if one was sent.
    pub fn quantity(&mut self, field: &str, sent: Option<Sent<i64>>) -> Option<Quantity> {
        let quantity = match sent? {
            Sent::Read(number) => Quantity::new(number).ok(),
            Sent::Other(_) => None,
        };
        if quantity.is_none() {
            self.errors.push(FieldError::out_of_range(self.path(field), &self.label(field)));
        }
        quantity
    }

    /// A number of pieces that must not be left out.
    pub fn required_quantity(&mut self, field: &str, sent: Option<Sent<i64>>) -> Option<Quantity> {
        if sent.is_none() {
            self.errors.push(FieldError::missing(self.path(field), &self.label(field)));
        }
        self.quantity(field, sent)
    }

    /// A value out of a closed list, if one was sent.
    pub fn choice<T>(&mut self, field: &str, sent: Option<Sent<T>>) -> Option<T> {
        sent?.read_choice(&self.path(field), &self.label(field), self.errors)
    }

    /// A value out of a closed list that must not be left out.
    pub fn required_choice<T>(&mut self, field: &str, sent: Option<Sent<T>>) -> Option<T> {
        if sent.is_none() {
            self.errors.push(FieldError::not_chosen(self.path(field), &self.label(field)));
        }
        self.choice(field, sent)
    }

    /// A tick, if one was sent.
    pub fn flag(&mut self, field: &str, sent: Option<Sent<bool>>) -> Option<bool> {
        sent?.read(&self.path(field), &self.label(field), self.errors)
    }

    /// A text; empty when none was sent.
    pub fn text(&mut self, field: &str, sent: Option<Sent<String>>) -> String {
        sent.and_then(|sent| sent.read(&self.path(field), &self.label(field), self.errors))
            .unwrap_or_default()
    }

    fn path(&self, field: &str) -> String {
        format!("items.{}.{field}", self.code)
    }

    fn label(&self, field: &str) -> String {
        format!("{}の{}", self.name, label(field))
    }
}

#[cfg(test)]
mod tests {
    use domain::survey::Outlook;
    use serde_json::{Value, json};

    use super::*;

    fn gloves() -> SupplyItem {
        serde_json::from_value(json!({"code": "gloves", "name": "非滅菌手袋", "order": 1, "unit": "枚", "aerosol_required": false}))
            .unwrap()
    }

    fn sent<T: serde::de::DeserializeOwned>(value: &Value) -> Option<Sent<T>> {
        serde_json::from_value(value.clone()).unwrap()
    }

    #[track_caller]
    fn check(value: Value, read: fn(&mut ItemFields, &Value), expected: &[(&str, &str, &str)]) {
        let (gloves, mut errors) = (gloves(), Vec::new());
        let items = BTreeMap::from([("gloves".to_owned(), value)]);
        let known = |code: &ItemCode| Some(&gloves).filter(|item| item.code == *code);
        read_items(items, known, &mut errors, |value, fields| {
            read(fields, &value);
            Some(value)
        });
        let got: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code, e.message.as_str())).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn a_number_that_is_no_quantity_is_named_by_item_and_field() {
        let quantity = |fields: &mut ItemFields, value: &Value| _ = fields.quantity("quantity", sent(value));
        for good in [json!(null), json!(0), json!(9_999_999)] {
            check(good, quantity, &[]);
        }
        let message = "非滅菌手袋の要請枚数は0から9,999,999までの整数で入力してください。";
        for bad in
            [json!(-1), json!(10_000_000), json!(1.5), json!("12"), json!(true), json!(1e30), json!([])]
        {
            check(bad, quantity, &[("items.gloves.quantity", "out_of_range", message)]);
        }
    }

    #[test]
    fn what_must_not_be_left_out_is_asked_for() {
        let all = |fields: &mut ItemFields, value: &Value| {
            fields.required_quantity("stock", sent(value));
            fields.required_choice::<Outlook>("outlook", sent(value));
        };
        check(
            json!(null),
            all,
            &[
                ("items.gloves.stock", "required", "非滅菌手袋の前日時点の在庫量を入力してください。"),
                ("items.gloves.outlook", "required", "非滅菌手袋の備蓄見通しを選択してください。"),
            ],
        );
        check(
            json!("soon"),
            all,
            &[
                (
                    "items.gloves.stock",
                    "out_of_range",
                    "非滅菌手袋の前日時点の在庫量は0から9,999,999までの整数で入力してください。",
                ),
                (
                    "items.gloves.outlook",
                    "unknown_value",
                    "非滅菌手袋の備蓄見通しは選べる値の中から選んでください。",
                ),
            ],
        );
    }

    #[test]
    fn ticks_and_texts_of_another_kind_are_named_too() {
        let both = |fields: &mut ItemFields, value: &Value| {
            fields.flag("requested", sent(value));
            fields.text("procurement_difficulty", sent(value));
        };
        check(
            json!(5),
            both,
            &[
                ("items.gloves.requested", "wrong_type", "非滅菌手袋の要請するの形式が正しくありません。"),
                (
                    "items.gloves.procurement_difficulty",
                    "wrong_type",
                    "非滅菌手袋の自ら調達できない具体的な事情の形式が正しくありません。",
                ),
            ],
        );
    }

    #[test]
    fn a_code_without_a_supply_is_refused() {
        let mut errors = Vec::new();
        let items = BTreeMap::from([("goggles".to_owned(), 1), ("../x".to_owned(), 2)]);
        let read = read_items(items, |_| None, &mut errors, |item, _| Some(item));
        assert!(read.is_empty());
        let fields: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
        assert_eq!(fields, [("items.../x", "unknown_item"), ("items.goggles", "unknown_item")]);
    }
}
