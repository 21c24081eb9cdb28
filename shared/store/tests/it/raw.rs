//! The table without the store: to break rows, and to see what is there. Sizes are counted here anew, so that the store's own counting is
//! held against something.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    Client,
    config::{BehaviorVersion, Config, Credentials, Region},
    types::{AttributeValue, PutRequest, WriteRequest},
};
use store::Store;

pub(crate) type Item = HashMap<String, AttributeValue>;

pub(crate) fn client() -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-northeast-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "test"))
        .endpoint_url(store_emulator::test_endpoint())
        .build();
    Client::from_conf(config)
}

pub(crate) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

pub(crate) fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// All rows of a partition, by sort key.
pub(crate) async fn rows(store: &Store, partition: &str) -> Vec<Item> {
    let call = client().query().table_name(store.table()).key_condition_expression("pk = :p");
    call.expression_attribute_values(":p", text(partition)).send().await.unwrap().items.unwrap_or_default()
}

/// All entries of a partition of an index.
pub(crate) async fn entries(store: &Store, index: store::schema::Index, partition: &str) -> Vec<Item> {
    let call = client().query().table_name(store.table()).index_name(index.name);
    let call = call.key_condition_expression("#p = :p").expression_attribute_names("#p", index.partition);
    call.expression_attribute_values(":p", text(partition)).send().await.unwrap().items.unwrap_or_default()
}

/// The row of that key, which must be there.
pub(crate) async fn row(store: &Store, partition: &str, sort: &str) -> Item {
    let found = rows(store, partition).await.into_iter().find(|row| row["sk"] == text(sort));
    found.unwrap_or_else(|| panic!("no row {partition}/{sort}"))
}

pub(crate) async fn put(store: &Store, item: Item) {
    client().put_item().table_name(store.table()).set_item(Some(item)).send().await.unwrap();
}

/// Writes many rows, as many at a time as a call takes.
pub(crate) async fn put_all(store: &Store, items: Vec<Item>) {
    for chunk in items.chunks(25) {
        let puts = chunk.iter().map(|item| {
            let put = PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
            WriteRequest::builder().put_request(put).build()
        });
        let call = client().batch_write_item().request_items(store.table(), puts.collect());
        let left = call.send().await.unwrap().unprocessed_items.unwrap_or_default();
        assert!(left.is_empty(), "{left:?}");
    }
}

pub(crate) async fn delete(store: &Store, partition: &str, sort: &str) {
    let call = client().delete_item().table_name(store.table());
    call.key("pk", text(partition)).key("sk", text(sort)).send().await.unwrap();
}

/// How many rows the whole table has. A Scan, which only a test may do.
pub(crate) async fn count(store: &Store) -> usize {
    client().scan().table_name(store.table()).send().await.unwrap().items().len()
}

/// Bytes of an item by the rules of the developer guide, "DynamoDB item sizes and formats".
pub(crate) fn size(item: &Item) -> usize {
    item.iter().map(|(name, value)| name.len() + value_size(value)).sum()
}

fn value_size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(number) => number.trim_end_matches('0').len().div_ceil(2) + 1,
        AttributeValue::Bool(_) | AttributeValue::Null(_) => 1,
        AttributeValue::L(list) => 3 + list.iter().map(|value| 1 + value_size(value)).sum::<usize>(),
        AttributeValue::M(map) => {
            3 + map.iter().map(|(name, v)| 1 + name.len() + value_size(v)).sum::<usize>()
        }
        other => panic!("a kind of value the store does not write: {other:?}"),
    }
}
