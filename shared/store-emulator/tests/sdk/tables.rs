//! What the project relies on in the emulator's tables.

use aws_sdk_dynamodb::types::{AttributeValue, TimeToLiveSpecification};
use store_emulator::{Data, Emulator, shared};

use crate::client::{attribute, client, codes, count_up, create_table, put, put_new, text};

#[tokio::test]
async fn an_index_finds_the_items_of_one_state_in_key_order() {
    let client = client(shared().endpoint(), 1);
    create_table(&client, "indexed").await;
    put(&client, "indexed", "b", "open").await;
    put(&client, "indexed", "c", "closed").await;
    put(&client, "indexed", "a", "open").await;

    let answer = client
        .query()
        .table_name("indexed")
        .index_name("by_state")
        .key_condition_expression("#state = :state")
        .expression_attribute_names("#state", "state")
        .expression_attribute_values(":state", text("open"))
        .send()
        .await
        .unwrap();

    let keys: Vec<_> = answer.items().iter().map(|item| item["pk"].clone()).collect();
    assert_eq!(keys, [text("a"), text("b")]);
}

#[tokio::test]
async fn a_refused_transaction_writes_nothing_and_says_which_condition_failed() {
    let client = client(shared().endpoint(), 1);
    create_table(&client, "transacted").await;
    put(&client, "transacted", "taken", "open").await;

    let error = client
        .transact_write_items()
        .transact_items(put_new("transacted", "fresh"))
        .transact_items(put_new("transacted", "taken"))
        .transact_items(count_up("transacted", "counter"))
        .send()
        .await
        .unwrap_err()
        .into_service_error();

    assert_eq!(codes(&error), ["None", "ConditionalCheckFailed", "None"]);
    assert_eq!(attribute(&client, "transacted", "fresh", "pk").await, None);
    assert_eq!(attribute(&client, "transacted", "counter", "count").await, None);
}

#[tokio::test]
async fn a_sweep_deletes_only_what_has_expired() {
    let emulator = Emulator::start(Data::Memory).unwrap();
    let client = client(emulator.endpoint(), 1);
    create_table(&client, "expiring").await;
    let expiry = TimeToLiveSpecification::builder().enabled(true).attribute_name("ttl").build().unwrap();
    client
        .update_time_to_live()
        .table_name("expiring")
        .time_to_live_specification(expiry)
        .send()
        .await
        .unwrap();
    // The years 2001 and 2100.
    for (pk, seconds) in [("old", 1_000_000_000_u64), ("new", 4_102_444_800)] {
        client
            .put_item()
            .table_name("expiring")
            .item("pk", text(pk))
            .item("ttl", AttributeValue::N(seconds.to_string()))
            .send()
            .await
            .unwrap();
    }

    assert_eq!(emulator.sweep_ttl().unwrap(), 1);
    assert_eq!(attribute(&client, "expiring", "old", "pk").await, None);
    assert_eq!(attribute(&client, "expiring", "new", "pk").await, Some(text("new")));
}
