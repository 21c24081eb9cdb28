//! Bodies of an update that are not what was asked for: named, and nothing changed, mailed or remembered.

use serde_json::{Value, json};
use testbed::{Client, TestBed, input::complete_part};

struct UnderReview {
    bed: TestBed,
    facility: Client,
    before: domain::request::Request,
}

async fn under_review() -> UnderReview {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let before = bed.seed_under_review("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    UnderReview { bed, facility, before }
}

impl UnderReview {
    async fn send(&self, headers: &[(&str, &str)], body: String) -> testbed::Answer {
        let path = format!("/api/requests/{}/updates", self.before.id);
        let headers = [headers, &[("if-match", "\"3\""), ("idempotency-key", "k")]].concat();
        self.facility.send(axum::http::Method::POST, &path, &headers, Some(body)).await
    }

    async fn expect_untouched(&self) {
        assert_eq!(self.bed.request(&self.before.id).await, self.before);
        assert_eq!(self.bed.app.store.outbox_list().await.unwrap().len(), 1, "the submission's only");
        let history = self.bed.app.store.history_list(&self.before.id, None, 9).await.unwrap();
        assert_eq!(history.entries.len(), 1);
    }
}

#[tokio::test]
async fn every_invalid_field_is_named_and_nothing_changes() {
    let request = under_review().await;
    let with = |pointer: &str, value: Value| {
        let mut part = complete_part();
        *part.pointer_mut(pointer).unwrap() = value;
        part
    };
    let beside = |pointer: &str, name: &str| {
        let mut part = complete_part();
        part.pointer_mut(pointer).unwrap()[name] = json!(1);
        part
    };
    for (body, field, code) in [
        (beside("", "review"), "review", "unknown_field"),
        (beside("/contact", "fax"), "contact.fax", "unknown_field"),
        (beside("/delivery", "floor"), "delivery.floor", "unknown_field"),
        (beside("/items/gloves", "stock_flag"), "items.gloves.stock_flag", "unknown_field"),
        (with("/contact", json!(null)), "contact", "wrong_type"),
        (with("/delivery", json!("東京")), "delivery", "wrong_type"),
        (with("/items", json!(null)), "items", "wrong_type"),
        (with("/items/gloves", json!(3000)), "items.gloves", "wrong_type"),
        (with("/items/gloves/requested", json!(1)), "items.gloves.requested", "wrong_type"),
        (with("/items/gloves/quantity", json!(0)), "items.gloves.quantity", "zero"),
        (with("/items/gloves/quantity", json!(null)), "items.gloves.quantity", "required"),
        (with("/items/gloves/quantity", json!(10_000_000)), "items.gloves.quantity", "out_of_range"),
        (with("/items/gloves/outlook", json!("1週間以内")), "items.gloves.outlook", "unknown_value"),
        (
            with("/items/gloves/procurement_difficulty", json!("　")),
            "items.gloves.procurement_difficulty",
            "required",
        ),
        (with("/remarks", json!("\u{0}")), "remarks", "control_character"),
        (with("/contact/phone", json!("電話はありません")), "contact.phone", "phone"),
        (with("/delivery/postal_code", json!("12-34")), "delivery.postal_code", "postal_code_form"),
    ] {
        request.send(&[], body.to_string()).await.expect_errors(&[(field, code)]);
    }
    let mut none = complete_part();
    for item in ["n95_mask", "gloves"] {
        none["items"][item]["requested"] = json!(false);
    }
    request.send(&[], none.to_string()).await.expect_errors(&[("items", "no_item")]);
    request.expect_untouched().await;
}

#[tokio::test]
async fn what_cannot_be_read_and_what_is_missing_come_at_once() {
    let request = under_review().await;
    let mut part = complete_part();
    part["contact"]["person"] = json!("");
    part["delivery"]["address"] = json!(5);
    part["items"]["gloves"]["quantity"] = json!("三千");
    part["items"]["gloves"]["outlook"] = json!(null);
    part["items"]["n95_mask"]["outlook"] = json!("soon");
    part["items"]["n95_mask"]["procurement_difficulty"] = json!("あ".repeat(1_001));
    let told = request.send(&[], part.to_string()).await.expect_errors(&[
        ("delivery.address", "wrong_type"),
        ("items.gloves.quantity", "out_of_range"),
        ("items.n95_mask.outlook", "unknown_value"),
        ("items.n95_mask.procurement_difficulty", "too_long"),
        ("contact.person", "required"),
        ("items.gloves.outlook", "required"),
    ]);
    let message = told["errors"][1]["message"].as_str().unwrap();
    assert_eq!(message, "非滅菌手袋の要請枚数は0から9,999,999までの整数で入力してください。");
    request.expect_untouched().await;
}

#[tokio::test]
async fn what_cannot_be_read_comes_with_the_conditions_that_are_not_met() {
    let request = under_review().await;
    let mut part = complete_part();
    part["items"]["gloves"]["stock"] = json!(-1);
    part["items"]["gloves"]["outlook"] = json!("one_month_or_more");
    let told = request.send(&[], part.to_string()).await;
    told.expect_errors(&[("items.gloves.stock", "out_of_range"), ("items", "ineligible")]);
    request.expect_untouched().await;
}

#[tokio::test]
async fn an_item_that_stands_twice_is_refused_by_name() {
    let request = under_review().await;
    let body = complete_part().to_string().replacen("\"gloves\":", "\"gloves\":{},\"gloves\":", 1);
    request.send(&[], body).await.expect_errors(&[("items.gloves", "duplicate_field")]);
    request.expect_untouched().await;
}

#[tokio::test]
async fn what_is_no_json_object_is_told_so() {
    let request = under_review().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for body in ["{", "\u{feff}{}", "nan"] {
        request.send(&[], body.to_owned()).await.expect_problem(400, "malformed_json");
    }
    let refused = request.send(&[], format!("{{\"items\": {deep}}}")).await;
    assert!(matches!(refused.status.as_u16(), 400 | 422), "{refused:?}");
    for body in ["null", "[]", "\"text\"", "1"] {
        let refused = request.send(&[], body.to_owned()).await;
        assert_eq!(refused.expect_problem(422, "invalid")["errors"].as_array().unwrap().len(), 1, "{body}");
    }
    let twice = r#"{"cannot_procure": true, "cannot_procure": false}"#;
    request.send(&[], twice.to_owned()).await.expect_errors(&[("cannot_procure", "duplicate_field")]);
    let huge = format!("{{\"remarks\": \"{}\"}}", "a".repeat(256 * 1024));
    request.send(&[], huge).await.expect_problem(413, "body_too_large");
    let text = [("content-type", "text/plain")];
    request.send(&text, complete_part().to_string()).await.expect_problem(415, "unsupported_media_type");
    request.expect_untouched().await;
}

#[tokio::test]
async fn tags_that_are_none_are_refused() {
    let request = under_review().await;
    let path = format!("/api/requests/{}/updates", request.before.id);
    for tag in ["3", "*", "\"\"", "\"x\"", "\"3\", \"4\"", "\"-3\""] {
        let sent = request.facility.post_with(&path, &[("if-match", tag)], &complete_part()).await;
        sent.expect_problem(400, "if_match");
    }
    request.expect_untouched().await;
}
