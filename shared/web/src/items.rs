//! Items by code, as bodies send them: each fault named by its item and field, all of them at once.

use std::collections::BTreeMap;

use domain::{field::FieldError, label::label, quantity::Quantity, supply::ItemCode};

/// Reads items by code; those that are not `known` are refused by name. `read` puts what is wrong with an item into the list, and gives
/// the item as far as it can be read.
pub fn read_items<I, T>(
    items: BTreeMap<String, I>,
    known: impl Fn(&ItemCode) -> bool,
    errors: &mut Vec<FieldError>,
    read: impl Fn(I, &ItemCode, &mut Vec<FieldError>) -> Option<T>,
) -> BTreeMap<ItemCode, T> {
    let mut parsed = BTreeMap::new();
    for (text, item) in items {
        match ItemCode::parse(&text).ok().filter(&known) {
            Some(code) => {
                if let Some(item) = read(item, &code, errors) {
                    parsed.insert(code, item);
                }
            }
            None => errors.push(FieldError::unknown_item(format!("items.{text}"), &text)),
        }
    }
    parsed
}

/// Reads a number of pieces of an item's field; one out of range is put into the list.
pub fn read_quantity(
    code: &ItemCode,
    name: &str,
    number: Option<i64>,
    errors: &mut Vec<FieldError>,
) -> Option<Quantity> {
    let quantity = Quantity::new(number?);
    if quantity.is_err() {
        errors.push(FieldError::out_of_range(format!("items.{code}.{name}"), label(name)));
    }
    quantity.ok()
}
