//! Each fault as the SDK reports it, and what its retries heal.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::AttributeValue;
use store_emulator::{Fault, FaultProxy, shared};

use crate::client::{attribute, client, codes, count_up, create_table, put_new, text};

/// A proxy before the shared emulator, a client that tries `attempts` times through it, and a new table.
async fn proxied(table: &str, attempts: u32) -> (FaultProxy, Client) {
    create_table(&client(shared().endpoint(), 1), table).await;
    let proxy = FaultProxy::start(&shared().endpoint()).unwrap();
    let client = client(proxy.endpoint(), attempts);
    (proxy, client)
}

fn number(value: &str) -> AttributeValue {
    AttributeValue::N(value.to_owned())
}

/// Puts one item under a single attempt and checks the error's code and whether the item was written.
async fn check_put(table: &str, fault: Fault, expected_code: &str, expected_status: u16) {
    let (proxy, client) = proxied(table, 1).await;
    proxy.fail_next(fault);

    let error = client.put_item().table_name(table).item("pk", text("a")).send().await.unwrap_err();

    assert_eq!(error.code(), Some(expected_code), "{fault:?}");
    assert_eq!(error.raw_response().map(|raw| raw.status().as_u16()), Some(expected_status), "{fault:?}");
    assert_eq!(attribute(&client, table, "a", "pk").await, None, "{fault:?} wrote the item");
    assert_eq!(proxy.seen(), ["PutItem", "GetItem"]);
}

#[tokio::test]
async fn refusals_reach_the_caller_under_their_code_and_write_nothing() {
    check_put("throttled", Fault::Throttle, "ProvisionedThroughputExceededException", 400).await;
    check_put("broken", Fault::ServerError, "InternalServerError", 500).await;
    check_put("conflicting", Fault::TransactionConflict, "TransactionConflictException", 400).await;
}

#[tokio::test]
async fn one_throttle_or_server_error_is_healed_by_a_retry() {
    let (proxy, client) = proxied("healed", 3).await;
    proxy.fail_next(Fault::Throttle);
    proxy.fail_next(Fault::ServerError);

    client.put_item().table_name("healed").item("pk", text("a")).send().await.unwrap();

    assert_eq!(proxy.count("PutItem"), 3);
    assert_eq!(proxy.faults_left(), 0);
    assert_eq!(attribute(&client, "healed", "a", "pk").await, Some(text("a")));
}

#[tokio::test]
async fn a_throttle_that_lasts_uses_up_all_attempts() {
    let (proxy, client) = proxied("exhausted", 3).await;
    proxy.fail_when(|operation| operation == "PutItem", Fault::Throttle, 3);

    let error = client.put_item().table_name("exhausted").item("pk", text("a")).send().await.unwrap_err();

    assert_eq!(error.code(), Some("ProvisionedThroughputExceededException"));
    assert_eq!(proxy.seen(), ["PutItem", "PutItem", "PutItem"]);
}

#[tokio::test]
async fn a_conflict_cancels_the_transaction_with_one_reason_per_item_and_no_retry() {
    let (proxy, client) = proxied("conflicts", 3).await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::TransactionConflict, 1);

    let error = client
        .transact_write_items()
        .transact_items(put_new("conflicts", "a"))
        .transact_items(count_up("conflicts", "counter"))
        .send()
        .await
        .unwrap_err()
        .into_service_error();

    assert_eq!(codes(&error), ["TransactionConflict", "None"]);
    assert_eq!(proxy.count("TransactWriteItems"), 1);
    assert_eq!(attribute(&client, "conflicts", "a", "pk").await, None);
}

#[tokio::test]
async fn a_lost_response_is_a_broken_connection_after_the_write() {
    let (proxy, client) = proxied("lost_once", 1).await;
    proxy.fail_next(Fault::LostResponse);

    let error = client.put_item().table_name("lost_once").item("pk", text("a")).send().await.unwrap_err();

    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!(attribute(&client, "lost_once", "a", "pk").await, Some(text("a")));
}

#[tokio::test]
async fn a_transaction_whose_response_was_lost_is_retried_but_written_once() {
    let (proxy, client) = proxied("replayed", 3).await;
    proxy.fail_next(Fault::LostResponse);

    client
        .transact_write_items()
        .transact_items(put_new("replayed", "a"))
        .transact_items(count_up("replayed", "counter"))
        .send()
        .await
        .unwrap();

    assert_eq!(proxy.count("TransactWriteItems"), 2);
    assert_eq!(attribute(&client, "replayed", "counter", "count").await, Some(number("1")));
}

/// The counterpart of the test above: without a request token the retry is a second write.
#[tokio::test]
async fn a_plain_update_whose_response_was_lost_is_written_twice() {
    let (proxy, client) = proxied("doubled", 3).await;
    proxy.fail_next(Fault::LostResponse);

    client
        .update_item()
        .table_name("doubled")
        .key("pk", text("counter"))
        .update_expression("ADD #count :one")
        .expression_attribute_names("#count", "count")
        .expression_attribute_values(":one", number("1"))
        .send()
        .await
        .unwrap();

    assert_eq!(proxy.count("UpdateItem"), 2);
    assert_eq!(attribute(&client, "doubled", "counter", "count").await, Some(number("2")));
}
