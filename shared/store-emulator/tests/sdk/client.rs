//! A client and a table with one item per key, for the tests of this folder.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, CancellationReason, GlobalSecondaryIndex,
    KeySchemaElement, KeyType, Projection, ProjectionType, Put, ScalarAttributeType, TransactWriteItem,
    Update,
};

/// A client that tries each request up to `attempts` times, with hardly a pause between them.
pub(crate) fn client(endpoint: String, attempts: u32) -> Client {
    let retries = RetryConfig::standard()
        .with_max_attempts(attempts)
        .with_initial_backoff(Duration::from_millis(1))
        .with_max_backoff(Duration::from_millis(5));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-northeast-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "test"))
        .endpoint_url(endpoint)
        .retry_config(retries)
        .build();
    Client::from_conf(config)
}

/// Makes a table keyed by `pk`, with an index `by_state` keyed by `state` and `pk`.
pub(crate) async fn create_table(client: &Client, table: &str) {
    let index = GlobalSecondaryIndex::builder()
        .index_name("by_state")
        .key_schema(key("state", KeyType::Hash))
        .key_schema(key("pk", KeyType::Range))
        .projection(Projection::builder().projection_type(ProjectionType::KeysOnly).build())
        .build()
        .unwrap();
    client
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(text_attribute("pk"))
        .attribute_definitions(text_attribute("state"))
        .key_schema(key("pk", KeyType::Hash))
        .global_secondary_indexes(index)
        .send()
        .await
        .unwrap();
}

fn key(name: &str, kind: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
}

fn text_attribute(name: &str) -> AttributeDefinition {
    AttributeDefinition::builder()
        .attribute_name(name)
        .attribute_type(ScalarAttributeType::S)
        .build()
        .unwrap()
}

pub(crate) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

pub(crate) async fn put(client: &Client, table: &str, pk: &str, state: &str) {
    client.put_item().table_name(table).item("pk", text(pk)).item("state", text(state)).send().await.unwrap();
}

/// The item's attribute `name`, or `None` when there is no such item or attribute.
pub(crate) async fn attribute(client: &Client, table: &str, pk: &str, name: &str) -> Option<AttributeValue> {
    let answer = client.get_item().table_name(table).key("pk", text(pk)).send().await.unwrap();
    answer.item?.remove(name)
}

/// A put that only a missing item allows.
pub(crate) fn put_new(table: &str, pk: &str) -> TransactWriteItem {
    let put = Put::builder()
        .table_name(table)
        .item("pk", text(pk))
        .condition_expression("attribute_not_exists(pk)")
        .build()
        .unwrap();
    TransactWriteItem::builder().put(put).build()
}

/// An update that adds one to the item's `count`.
pub(crate) fn count_up(table: &str, pk: &str) -> TransactWriteItem {
    let update = Update::builder()
        .table_name(table)
        .key("pk", text(pk))
        .update_expression("ADD #count :one")
        .expression_attribute_names("#count", "count")
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .build()
        .unwrap();
    TransactWriteItem::builder().update(update).build()
}

/// The codes of a cancelled transaction, in the order of its items.
#[track_caller]
pub(crate) fn codes(error: &TransactWriteItemsError) -> Vec<&str> {
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error else {
        panic!("not cancelled: {error:?}");
    };
    cancelled.cancellation_reasons().iter().filter_map(CancellationReason::code).collect()
}
