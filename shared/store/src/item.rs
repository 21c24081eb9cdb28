//! Items as DynamoDB has them: encoding, decoding and their size in bytes.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Serialize, de::DeserializeOwned};

use crate::{StoreError, keys::Key};

/// An item: attribute names and values.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// Whether a read must see every write before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consistency {
    /// Half the price; may miss the last moments.
    Eventual,
    /// Sees every write before it.
    Strong,
}

/// The name of the partition key attribute.
pub(crate) const PK: &str = "pk";
/// The name of the sort key attribute.
pub(crate) const SK: &str = "sk";
/// The name of the attribute that DynamoDB's time-to-live reads, in seconds since 1970.
pub(crate) const TTL: &str = "ttl";

/// A row as an item under its key.
pub(crate) fn encode<T: Serialize>(key: &Key, row: &T) -> Result<Item, StoreError> {
    let mut item: Item =
        serde_dynamo::to_item(row).map_err(|error| StoreError::Unwritable(error.to_string()))?;
    item.retain(|_, value| !matches!(value, AttributeValue::Null(_)));
    item.extend(key_item(key));
    Ok(item)
}

/// The key alone.
pub(crate) fn key_item(key: &Key) -> Item {
    HashMap::from([(PK.to_owned(), text(&key.pk)), (SK.to_owned(), text(&key.sk))])
}

/// A row from an item.
pub(crate) fn decode<T: DeserializeOwned>(item: &Item) -> Result<T, StoreError> {
    serde_dynamo::from_item(item.clone()).map_err(|error: serde_dynamo::Error| StoreError::Corrupt {
        key: describe(item),
        reason: error.to_string(),
    })
}

/// The item's key in words, for errors.
pub(crate) fn describe(item: &Item) -> String {
    format!("{}/{}", attribute(item, PK), attribute(item, SK))
}

/// A text attribute, empty when it is not there.
pub(crate) fn attribute<'a>(item: &'a Item, name: &str) -> &'a str {
    item.get(name).and_then(|value| value.as_s().ok()).map_or("", String::as_str)
}

/// A text value.
pub(crate) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

/// A number value.
#[allow(clippy::needless_pass_by_value, reason = "it takes numbers")]
pub(crate) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// The size DynamoDB counts: UTF-8 bytes of names and values, numbers about half a byte a digit, three bytes for a list or map and one
/// for each of its elements.
pub(crate) fn size(item: &Item) -> usize {
    item.iter().map(|(name, value)| name.len() + value_size(value)).sum()
}

fn value_size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(number) => number_size(number),
        AttributeValue::B(blob) => blob.as_ref().len(),
        AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
        AttributeValue::Ns(numbers) => numbers.iter().map(|n| number_size(n)).sum(),
        AttributeValue::Bs(blobs) => blobs.iter().map(|b| b.as_ref().len()).sum(),
        AttributeValue::L(values) => 3 + values.iter().map(|v| 1 + value_size(v)).sum::<usize>(),
        AttributeValue::M(map) => {
            3 + map.iter().map(|(name, v)| 1 + name.len() + value_size(v)).sum::<usize>()
        }
        // Bool and Null.
        _ => 1,
    }
}

fn number_size(number: &str) -> usize {
    let digits =
        number.trim_start_matches('-').trim_matches('0').chars().filter(char::is_ascii_digit).count();
    digits.div_ceil(2) + 1 + usize::from(number.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_counted_as_dynamodb_documents_them() {
        for (value, expected) in [
            (text("マスク"), 9),
            (number(0), 1),
            (number(1_500), 2),
            (number(1_795_480_800_123_i64), 8),
            (number(-12), 3),
            (AttributeValue::Bool(true), 1),
            (AttributeValue::L(vec![text("ab"), number(7)]), 3 + 3 + 3),
            (AttributeValue::M(HashMap::from([("k".to_owned(), text("v"))])), 3 + 3),
        ] {
            assert_eq!(value_size(&value), expected, "{value:?}");
        }
        let item = key_item(&Key { pk: "R#1".into(), sk: "h".into() });
        assert_eq!(size(&item), 2 + 3 + 2 + 1);
    }
}
