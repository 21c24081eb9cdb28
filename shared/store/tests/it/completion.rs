//! The record of a day's completions.

use chrono::NaiveDate;
use domain::{completion::Completion, message::Message, time::Instant};

use crate::{
    sample::{at, code, id, quantity, tokyo},
    steps::{decisions, review, stored_under_review},
    table,
};

fn completion(n: usize, completed_at: Instant) -> Completion {
    Completion {
        request: id(n),
        prefecture: tokyo(),
        completed_at,
        due_at: at("2026-11-24T17:00:00"),
        national: [(code("gloves"), quantity(3_000))].into(),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_completion_is_recorded_once_under_its_day_in_japan() {
    let store = table().await;
    let (last, first) = (completion(1, at("2026-11-24T23:59:59")), completion(2, at("2026-11-25T00:00:00")));
    for record in [&last, &first, &last] {
        store.completion_put(record).await.unwrap();
    }
    assert_eq!(store.completion_list(day("2026-11-24")).await.unwrap(), [last]);
    assert_eq!(store.completion_list(day("2026-11-25")).await.unwrap(), [first]);
    assert!(store.completion_list(day("2026-11-26")).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_completion_that_was_undone_is_taken_back() {
    let store = table().await;
    let (kept, undone) = (completion(1, at("2026-11-24T14:00:00")), completion(2, at("2026-11-24T15:00:00")));
    for record in [&kept, &undone] {
        store.completion_put(record).await.unwrap();
    }
    store.completion_delete(day("2026-11-24"), &undone.request).await.unwrap();
    store.completion_delete(day("2026-11-24"), &undone.request).await.unwrap();
    assert_eq!(store.completion_list(day("2026-11-24")).await.unwrap(), [kept]);
}

#[tokio::test]
async fn the_record_of_a_decision_is_read_back() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let messages: Vec<Message> = review(&request, true, &decisions()).messages;
    let record = Completion::of(&messages[0]).unwrap();
    store.completion_put(&record).await.unwrap();
    assert_eq!(store.completion_list(day("2026-11-24")).await.unwrap(), [record]);
}
