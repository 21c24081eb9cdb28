//! Answers that are refused, each fault with its field, all at once.

use serde_json::{Value, json};
use testbed::TestBed;

use crate::{answers, item, put, start};

/// An item of gloves with one field changed.
fn gloves(field: &str, value: &Value) -> Value {
    let mut item = item(700, 200);
    item[field] = value.clone();
    json!({"items": {"gloves": item}})
}

async fn check(bed: &TestBed, body: &Value, expected: &[(&str, &str)]) {
    let client = bed.sign_in("tokyo-hospital").await;
    put(&client, "2026-W48", body).await.expect_errors(expected);
    let list = client.get("/api/surveys").await.expect(200).json();
    assert_eq!(list["items"], json!([]), "nothing may be stored of {body}");
}

#[tokio::test]
async fn figures_must_be_quantities() {
    let bed = start().await;
    for field in ["stock", "weekly_consumption", "planned_purchase"] {
        let path = format!("items.gloves.{field}");
        for value in [
            json!(-1),
            json!(10_000_000),
            json!(1.5),
            json!("12"),
            json!(true),
            json!(1e300),
            json!(i64::MIN),
        ] {
            check(&bed, &gloves(field, &value), &[(&path, "out_of_range")]).await;
        }
        check(&bed, &gloves(field, &Value::Null), &[(&path, "required")]).await;
    }
}

#[tokio::test]
async fn the_outlook_must_be_one_of_three() {
    let bed = start().await;
    let field = "items.gloves.outlook";
    check(&bed, &gloves("outlook", &json!("never")), &[(field, "unknown_value")]).await;
    check(&bed, &gloves("outlook", &Value::Null), &[(field, "required")]).await;
}

#[tokio::test]
async fn everything_wrong_is_told_at_once_and_in_japanese() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    let body = json!({"items": {
        "gloves": {"stock": -1, "weekly_consumption": 10_000_000},
        "n95_mask": {},
        "surgical_mask": item(700, 200),
        "toilet_paper": item(1, 1),
    }});
    let problem = put(&client, "2026-W49", &body).await.expect_errors(&[
        ("week", "future_week"),
        ("items.gloves.stock", "out_of_range"),
        ("items.gloves.weekly_consumption", "out_of_range"),
        ("items.gloves.planned_purchase", "required"),
        ("items.gloves.outlook", "required"),
        ("items.n95_mask.stock", "required"),
        ("items.n95_mask.weekly_consumption", "required"),
        ("items.n95_mask.planned_purchase", "required"),
        ("items.n95_mask.outlook", "required"),
        ("items.toilet_paper", "unknown_item"),
    ]);
    let message = |index: usize| problem["errors"][index]["message"].as_str().unwrap_or_default();
    assert_eq!(
        message(0),
        "2026年11月30日（月）からの週はまだ始まっていません。今週（2026年11月23日（月）からの週）か、それより前の週の調査に回答してください。"
    );
    assert_eq!(message(1), "非滅菌手袋の前日時点の在庫量は0から9,999,999までの整数で入力してください。");
    assert_eq!(message(3), "非滅菌手袋の購入予定量を入力してください。");
    assert_eq!(message(4), "非滅菌手袋の備蓄見通しを選択してください。");
}

#[tokio::test]
async fn what_is_no_number_and_what_is_missing_come_at_once() {
    let bed = start().await;
    let body = json!({"items": {
        "gloves": {"stock": "12", "weekly_consumption": 1.5, "outlook": "never"},
        "n95_mask": {"stock": 1, "weekly_consumption": 1, "planned_purchase": [], "outlook": 3},
    }});
    let expected = [
        ("items.gloves.stock", "out_of_range"),
        ("items.gloves.weekly_consumption", "out_of_range"),
        ("items.gloves.planned_purchase", "required"),
        ("items.gloves.outlook", "unknown_value"),
        ("items.n95_mask.planned_purchase", "out_of_range"),
        ("items.n95_mask.outlook", "wrong_type"),
    ];
    check(&bed, &body, &expected).await;
}

#[tokio::test]
async fn a_supply_that_stands_twice_is_refused_by_name() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    let body = answers(1, 1).to_string().replacen("\"gloves\":", "\"gloves\":{},\"gloves\":", 1);
    let sent = client.send(axum::http::Method::PUT, "/api/surveys/2026-W48", &[], Some(body)).await;
    sent.expect_errors(&[("items.gloves", "duplicate_field")]);
}

#[tokio::test]
async fn an_answer_without_any_supply_is_none() {
    let bed = start().await;
    check(&bed, &json!({"items": {}}), &[("items", "required")]).await;
    check(&bed, &json!({}), &[("items", "required")]).await;
    check(&bed, &json!({"items": []}), &[("items", "wrong_type")]).await;
    check(&bed, &json!({"items": {"gloves": 1}}), &[("items.gloves", "wrong_type")]).await;
}

#[tokio::test]
async fn unknown_codes_and_fields_are_named() {
    let bed = start().await;
    for code in ["gown", "GLOVES", "", "手袋"] {
        let path = format!("items.{code}");
        check(&bed, &json!({"items": {code: item(1, 1)}}), &[(&path, "unknown_item")]).await;
    }
    check(&bed, &gloves("stock_flag", &json!("flagged")), &[("items.gloves.stock_flag", "unknown_field")])
        .await;
    let mut body = answers(1, 1);
    body["facility"] = json!("tokyo-clinic");
    check(&bed, &body, &[("facility", "unknown_field")]).await;
}

#[tokio::test]
async fn weeks_that_are_none_or_still_to_come_are_refused() {
    let bed = start().await;
    let client = bed.sign_in("tokyo-hospital").await;
    for week in ["2026-W54", "2026-W00", "2026-W1", "2026-48", "2026W48", "2026-w48", "now"] {
        put(&client, week, &answers(1, 1)).await.expect_errors(&[("week", "invalid_week")]);
    }
    for week in ["2026-W49", "2026-W53", "2027-W01", "9999-W01"] {
        put(&client, week, &answers(1, 1)).await.expect_errors(&[("week", "future_week")]);
    }
}

#[tokio::test]
async fn only_facilities_answer() {
    let bed = start().await;
    for user_name in ["tokyo", "ministry"] {
        let client = bed.sign_in(user_name).await;
        put(&client, "2026-W48", &answers(1, 1)).await.expect_problem(403, "forbidden");
    }
    put(&bed.stranger(), "2026-W48", &answers(1, 1)).await.expect_problem(401, "signed_out");
}
