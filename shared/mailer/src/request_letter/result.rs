//! Mail 5: the result for every item, as far as a facility may know it.

use domain::{
    facility::Delivery,
    message::DecisionLine,
    status::Outcome,
    supply::Catalogue,
    text::{is_blank, one_line},
    time::{Instant, long_stamp},
};
use serde::Serialize;

use crate::{
    free_text::framed,
    view::{NO_VALUE, amount, item_name},
};

/// The fields of mail 5.
#[derive(Debug, Serialize)]
pub(super) struct ResultView {
    outcome: Outcome,
    completed_at: String,
    items: Vec<ItemResult>,
    notes: Vec<Note>,
    some_distributed: bool,
    some_refused: bool,
    delivery_address: String,
    receiving_hours: String,
}

#[derive(Debug, Serialize)]
struct ItemResult {
    name: String,
    needed: bool,
    source: Source,
    requested: String,
    from_prefecture: String,
    from_nation: String,
    total: String,
}

/// Where an item comes from.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Source {
    Prefecture,
    Nation,
    Both,
}

/// 医療機関への連絡 on one item.
#[derive(Debug, Serialize)]
struct Note {
    name: String,
    text: String,
}

impl ResultView {
    pub(super) fn of(
        outcome: Outcome,
        completed_at: Instant,
        items: &[DecisionLine],
        delivery: &Delivery,
        catalogue: &Catalogue,
    ) -> Self {
        Self {
            outcome,
            completed_at: long_stamp(completed_at),
            items: items.iter().map(|line| ItemResult::of(line, catalogue)).collect(),
            notes: items.iter().filter_map(|line| Note::of(line, catalogue)).collect(),
            some_distributed: items.iter().any(|line| line.needed),
            some_refused: items.iter().any(|line| !line.needed),
            delivery_address: one_line(&format!("〒{}　{}", delivery.postal_code, delivery.address)),
            receiving_hours: or_no_value(&delivery.receiving_hours),
        }
    }
}

impl ItemResult {
    fn of(line: &DecisionLine, catalogue: &Catalogue) -> Self {
        let pieces = |quantity: domain::quantity::Quantity| amount(catalogue, &line.item, quantity.pieces());
        Self {
            name: item_name(catalogue, &line.item),
            needed: line.needed,
            source: match (line.prefecture_quantity.is_zero(), line.national_quantity.is_zero()) {
                (false, false) => Source::Both,
                (true, false) => Source::Nation,
                (_, true) => Source::Prefecture,
            },
            requested: pieces(line.requested),
            from_prefecture: pieces(line.prefecture_quantity),
            from_nation: pieces(line.national_quantity),
            total: pieces(line.total_quantity),
        }
    }
}

impl Note {
    fn of(line: &DecisionLine, catalogue: &Catalogue) -> Option<Self> {
        let told = !is_blank(&line.message_to_facility);
        told.then(|| Self { name: item_name(catalogue, &line.item), text: framed(&line.message_to_facility) })
    }
}

fn or_no_value(text: &str) -> String {
    if is_blank(text) { NO_VALUE.to_owned() } else { one_line(text) }
}
