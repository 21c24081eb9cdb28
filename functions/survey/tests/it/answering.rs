//! Answers that are taken.

use serde_json::{Value, json};

use crate::{answers, item, put, start};

async fn own(client: &testbed::Client) -> Value {
    client.get("/api/surveys").await.expect(200).json()
}

#[tokio::test]
async fn an_answer_is_stored_and_shown_as_it_was_sent() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    let body = answers(700, 200);
    let stored = put(&client, "2026-W48", &body).await.expect(200).json();
    let expected = json!({
        "week": "2026-W48",
        "items": body["items"],
        "answered_at": "2026-11-24T03:40:00.000Z",
        "answered_by": "東京中央見本病院"
    });
    assert_eq!(stored, expected);
    assert_eq!(own(&client).await, json!({"current_week": "2026-W48", "items": [expected]}));
}

#[tokio::test]
async fn all_five_supplies_or_only_one_can_be_answered() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    let codes = ["surgical_mask", "n95_mask", "isolation_gown", "face_shield", "gloves"];
    let all: serde_json::Map<String, Value> =
        codes.iter().map(|code| ((*code).to_owned(), item(9_999_999, 0))).collect();
    let stored = put(&client, "2026-W48", &json!({"items": all})).await.expect(200).json();
    assert_eq!(stored["items"].as_object().map(serde_json::Map::len), Some(5));

    bed.set_clock("2026-11-24T12:41:00");
    let one = json!({"items": {"gloves": item(0, 0)}});
    let stored = put(&client, "2026-W48", &one).await.expect(200).json();
    assert_eq!(stored["items"], one["items"]);
}

#[tokio::test]
async fn the_last_answer_of_a_week_replaces_the_earlier_one_whole() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    put(&client, "2026-W48", &answers(700, 200)).await.expect(200);
    bed.set_clock("2026-11-25T09:00:00");
    let client = bed.sign_in("tokyo-hospital").await;
    put(&client, "2026-W48", &json!({"items": {"gloves": item(1, 2)}})).await.expect(200);
    let list = own(&client).await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(list["items"][0]["items"], json!({"gloves": item(1, 2)}));
    assert_eq!(list["items"][0]["answered_at"], "2026-11-25T00:00:00.000Z");
}

#[tokio::test]
async fn this_week_and_earlier_ones_can_be_answered() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    for week in ["2026-W48", "2026-W47", "2026-W01", "2020-W53"] {
        put(&client, week, &answers(1, 1)).await.expect(200);
    }
}

#[tokio::test]
async fn a_week_begins_on_monday_in_japan() {
    let bed = start().await;
    bed.set_clock("2026-11-22T23:59:59");
    let client = bed.sign_in("tokyo-hospital").await;
    put(&client, "2026-W48", &answers(1, 1)).await.expect_errors(&[("week", "future_week")]);
    // Still Sunday in UTC.
    bed.set_clock("2026-11-23T00:00:00");
    put(&client, "2026-W48", &answers(1, 1)).await.expect(200);
}

#[tokio::test]
async fn each_facility_answers_for_itself() {
    let bed = start().await;
    let (hospital, clinic) = (bed.sign_in("tokyo-hospital").await, bed.sign_in("tokyo-clinic").await);
    put(&hospital, "2026-W48", &answers(700, 200)).await.expect(200);
    assert_eq!(own(&clinic).await, json!({"current_week": "2026-W48", "items": []}));
    put(&clinic, "2026-W48", &answers(1, 2)).await.expect(200);
    assert_eq!(own(&hospital).await["items"][0]["items"], answers(700, 200)["items"]);
}
