//! What an update changed, as mail 2 lists it.

use domain::{
    history::{Change, Value},
    label::label,
    message::{ItemLine, is_free_text},
    quantity::with_commas,
    supply::{Catalogue, ItemCode},
    text::one_line,
};
use serde::Serialize;

use crate::view::{ItemView, amount, item_name};

/// Stands for a value that was not or is no longer there.
const NOTHING: &str = "（なし）";

/// One line of the list.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeView {
    kind: Kind,
    /// The item, the field, or both.
    name: String,
    /// Empty unless the kind is [`Kind::Value`].
    from: String,
    /// Empty unless the kind is [`Kind::Value`].
    to: String,
    /// What is requested of an item that was added.
    item: Option<ItemView>,
}

/// What the line says.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// The item is requested now.
    Added,
    /// The item is no longer requested.
    Dropped,
    /// A free text changed; its wording is not told.
    FreeText,
    /// A value before and after.
    Value,
}

impl ChangeView {
    /// The changes in the order of MAILS: supplies as the catalogue has them, then where goods go, then whom to ask.
    /// `items` are those requested now, whose figures an added item is told with.
    pub(crate) fn list(changes: &[Change], items: &[ItemLine], catalogue: &Catalogue) -> Vec<Self> {
        let mut changes: Vec<&Change> = changes.iter().collect();
        changes.sort_by_key(|change| place(&change.field, catalogue));
        changes.into_iter().map(|change| Self::of(change, items, catalogue)).collect()
    }

    fn of(change: &Change, items: &[ItemLine], catalogue: &Catalogue) -> Self {
        let item = item_of(&change.field);
        let blank = |kind, name| Self { kind, name, from: String::new(), to: String::new(), item: None };
        match (&item, last(&change.field)) {
            (Some(item), "requested") if change.to == Value::Flag(true) => Self {
                item: items.iter().find(|line| line.item == *item).map(|line| ItemView::of(line, catalogue)),
                ..blank(Kind::Added, item_name(catalogue, item))
            },
            (Some(item), "requested") => blank(Kind::Dropped, item_name(catalogue, item)),
            _ if is_free_text(&change.field) => {
                blank(Kind::FreeText, field_name(&change.field, item.as_ref(), catalogue))
            }
            _ => Self {
                kind: Kind::Value,
                name: field_name(&change.field, item.as_ref(), catalogue),
                from: shown(&change.from, item.as_ref(), catalogue),
                to: shown(&change.to, item.as_ref(), catalogue),
                item: None,
            },
        }
    }
}

/// Where a field stands in the list: its part, the item's place in the catalogue, 「要請する」 and the quantity before other figures.
fn place(field: &str, catalogue: &Catalogue) -> (usize, usize, usize) {
    let rank = ["requested", "quantity", "outlook"].iter().position(|name| *name == last(field)).unwrap_or(3);
    match item_of(field) {
        Some(code) => {
            let items = catalogue.items();
            (0, items.iter().position(|item| item.code == code).unwrap_or(items.len()), rank)
        }
        None if field.starts_with("delivery.") => (1, 0, 0),
        None if field.starts_with("contact.") => (2, 0, 0),
        None => (3, 0, 0),
    }
}

fn last(field: &str) -> &str {
    field.rsplit('.').next().unwrap_or(field)
}

fn item_of(field: &str) -> Option<ItemCode> {
    let (code, _) = field.strip_prefix("items.")?.split_once('.')?;
    ItemCode::parse(code).ok()
}

fn field_name(field: &str, item: Option<&ItemCode>, catalogue: &Catalogue) -> String {
    match item {
        Some(code) => format!("{}　{}", item_name(catalogue, code), label(field)),
        None => label(field).to_owned(),
    }
}

fn shown(value: &Value, item: Option<&ItemCode>, catalogue: &Catalogue) -> String {
    match (value, item) {
        (Value::Nothing, _) => NOTHING.to_owned(),
        (Value::Flag(ticked), _) => if *ticked { "該当する" } else { "該当しない" }.to_owned(),
        (Value::Number(number), Some(code)) => amount(catalogue, code, number.unsigned_abs()),
        (Value::Number(number), None) => with_commas(number.unsigned_abs()),
        (Value::Text(text), _) => one_line(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::samples::catalogue;

    #[track_caller]
    fn check(field: &str, from: Value, to: Value, expected: &str) {
        let change = Change { field: field.into(), from, to };
        let view = ChangeView::of(&change, &[], &catalogue());
        assert_eq!(format!("{:?}/{}/{}/{}", view.kind, view.name, view.from, view.to), expected);
    }

    #[test]
    fn a_change_names_item_and_field_with_the_value_before_and_after() {
        let (nothing, text) = (|| Value::Nothing, Value::text);
        check(
            "items.surgical_mask.quantity",
            Value::Number(1_500),
            Value::Number(3_000),
            "Value/サージカルマスク　要請枚数/1,500枚/3,000枚",
        );
        check(
            "items.gloves.outlook",
            nothing(),
            text("1週間以内"),
            "Value/非滅菌手袋　備蓄見通し/（なし）/1週間以内",
        );
        check("delivery.address", text("旧\n住所"), text("新住所"), "Value/届け先の住所/旧住所/新住所");
        check("items.gloves.requested", Value::Flag(true), nothing(), "Dropped/非滅菌手袋//");
        check("items.gloves.requested", nothing(), Value::Flag(true), "Added/非滅菌手袋//");
        check(
            "cannot_procure",
            nothing(),
            Value::Flag(true),
            "Value/要件①（欠品等により自ら調達できない）/（なし）/該当する",
        );
    }

    #[test]
    fn the_wording_of_a_free_text_is_not_told_even_if_it_were_there() {
        check("remarks", Value::text("旧"), Value::text("新"), "FreeText/備考//");
        check(
            "items.n95_mask.aerosol_procedures",
            Value::Nothing,
            Value::text("挿管"),
            "FreeText/N95等マスク　エアロゾル発生手技を行う具体的な事情//",
        );
    }

    #[test]
    fn supplies_come_first_in_the_catalogues_order() {
        let change = |field: &str| Change { field: field.into(), from: Value::Nothing, to: Value::Number(1) };
        let fields = [
            "contact.person",
            "delivery.address",
            "items.gloves.outlook",
            "items.gloves.quantity",
            "items.surgical_mask.stock",
            "items.unknown_item.quantity",
            "remarks",
        ];
        let views = ChangeView::list(&fields.map(change), &[], &catalogue());
        let names: Vec<_> = views.iter().map(|view| view.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "サージカルマスク　前日時点の在庫量",
                "非滅菌手袋　要請枚数",
                "非滅菌手袋　備蓄見通し",
                "unknown_item　要請枚数",
                "届け先の住所",
                "担当者名",
                "備考",
            ]
        );
    }
}
