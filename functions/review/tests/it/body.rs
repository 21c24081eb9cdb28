//! Bodies that are not what was asked for, and many faults at once: all named, nothing saved.

use axum::http::Method;
use serde_json::{Value, json};
use testbed::{Answer, Client, TestBed, input::distribute};

struct Desk {
    bed: TestBed,
    request: domain::request::Request,
    officer: Client,
}

async fn desk() -> Desk {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let officer = bed.sign_in("tokyo").await;
    Desk { bed, request, officer }
}

impl Desk {
    async fn send(&self, headers: &[(&str, &str)], body: String) -> Answer {
        let headers = [headers, &[("if-match", "\"3\"")]].concat();
        let path = format!("/api/requests/{}/review", self.request.id);
        self.officer.send(Method::PUT, &path, &headers, Some(body)).await
    }

    async fn put(&self, body: &Value) -> Answer {
        self.send(&[], body.to_string()).await
    }

    async fn expect_untouched(&self) {
        assert_eq!(self.bed.request(&self.request.id).await, self.request);
        assert_eq!(self.bed.app.store.outbox_list().await.unwrap().len(), 1, "the submission's only");
    }
}

#[tokio::test]
async fn the_faults_of_every_item_and_field_come_at_once() {
    let desk = desk().await;
    let masks = json!({"needed": true, "source": "nation", "prefecture_quantity": 100, "national_quantity": 0,
        "total_quantity": 200, "circumstances": "", "opinion": "あ".repeat(1_001)});
    let gloves = json!({"needed": false, "total_quantity": 0, "message_to_facility": "\u{0}"});
    let body = json!({"status": "completed", "delay_reason": "\u{7}", "expected_on": "2026-11-23",
        "items": {"n95_mask": masks, "gloves": gloves, "isolation_gown": {"needed": true}}});
    let told = desk.put(&body).await.expect_errors(&[
        ("delay_reason", "control_character"),
        ("expected_on", "past"),
        ("items.isolation_gown", "not_requested"),
        ("items.n95_mask.opinion", "too_long"),
        ("items.n95_mask.total_quantity", "sum_mismatch"),
        ("items.n95_mask.national_quantity", "no_national_quantity"),
        ("items.n95_mask.circumstances", "required"),
        ("items.n95_mask.aerosol_procedures", "required"),
        ("items.n95_mask.message_to_facility", "required"),
        ("items.gloves.message_to_facility", "control_character"),
        ("items.gloves.total_quantity", "not_with_refusal"),
        ("items.gloves.refusal_reason", "required"),
    ]);
    for error in told["errors"].as_array().unwrap() {
        let (field, message) = (error["field"].as_str().unwrap(), error["message"].as_str().unwrap());
        assert!(message.ends_with('。') || message.ends_with('）'), "how to mend it: {message}");
        let item = if field.contains("n95_mask") { "N95等マスク" } else { "非滅菌手袋" };
        assert!(
            !field.contains("mask.") && !field.contains("gloves.") || message.starts_with(item),
            "{message}"
        );
    }
    desk.expect_untouched().await;
}

#[tokio::test]
async fn what_is_no_number_and_what_breaks_a_rule_come_at_once_by_the_items_name() {
    let desk = desk().await;
    let gloves =
        json!({"needed": true, "source": "moon", "total_quantity": "12", "opinion": "あ".repeat(1_001)});
    let body = json!({"status": "in_progress", "delay_reason": "\u{7}", "items": {"gloves": gloves}});
    let told = desk.put(&body).await.expect_errors(&[
        ("items.gloves.source", "unknown_value"),
        ("items.gloves.total_quantity", "out_of_range"),
        ("delay_reason", "control_character"),
        ("items.gloves.opinion", "too_long"),
    ]);
    let message = told["errors"][1]["message"].as_str().unwrap();
    assert_eq!(message, "非滅菌手袋の総配布枚数は0から9,999,999までの整数で入力してください。");
    desk.expect_untouched().await;
}

#[tokio::test]
async fn every_text_of_a_decision_has_its_limits() {
    let desk = desk().await;
    for field in [
        "circumstances",
        "aerosol_procedures",
        "both_sources_reason",
        "refusal_reason",
        "opinion",
        "message_to_facility",
    ] {
        let path = format!("items.gloves.{field}");
        let body = |text: &str| json!({"status": "in_progress", "items": {"gloves": {field: text}}});
        desk.put(&body(&"あ".repeat(1_001))).await.expect_errors(&[(&path, "too_long")]);
        desk.put(&body("a\u{0}")).await.expect_errors(&[(&path, "control_character")]);
        desk.put(&json!({"status": "in_progress", "items": {"gloves": {field: 1}}}))
            .await
            .expect_errors(&[(&path, "wrong_type")]);
    }
    desk.expect_untouched().await;
}

#[tokio::test]
async fn every_number_of_a_decision_has_its_range() {
    let desk = desk().await;
    for field in ["prefecture_quantity", "national_quantity", "total_quantity", "prior_distributions"] {
        let path = format!("items.gloves.{field}");
        for number in [json!(-1), json!(10_000_000), json!(1.5), json!("1"), json!(1e20), json!(i64::MIN)] {
            let body = json!({"status": "in_progress", "items": {"gloves": {field: number}}});
            desk.put(&body).await.expect_errors(&[(&path, "out_of_range")]);
        }
    }
    desk.expect_untouched().await;
}

#[tokio::test]
async fn unknown_fields_and_wrong_shapes_are_named_at_every_level() {
    let desk = desk().await;
    for (body, field, code) in [
        (json!({"status": "in_progress", "reviewed_by": "私"}), "reviewed_by", "unknown_field"),
        (json!({"status": "in_progress", "items": []}), "items", "wrong_type"),
        (json!({"status": "in_progress", "items": {"gloves": true}}), "items.gloves", "wrong_type"),
        (json!({"status": "accepted"}), "status", "unknown_value"),
        (json!({"status": "in_progress", "expected_on": 20_261_125}), "expected_on", "wrong_type"),
        (json!({"status": "in_progress", "expected_on": "11/25"}), "expected_on", "date"),
        (
            json!({"status": "in_progress", "items": {"gloves": {"needed": "yes"}}}),
            "items.gloves.needed",
            "wrong_type",
        ),
        (
            json!({"status": "in_progress", "items": {"gloves": {"changed_since": null}}}),
            "items.gloves.changed_since",
            "unknown_field",
        ),
    ] {
        desk.put(&body).await.expect_errors(&[(field, code)]);
    }
    for body in ["", "{", "{\"status\": \"in_progress\"} x"] {
        desk.send(&[], body.to_owned()).await.expect_problem(400, "malformed_json");
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    desk.send(&form, "status=completed".to_owned()).await.expect_problem(415, "unsupported_media_type");
    let huge = json!({"status": "in_progress", "delay_reason": "a".repeat(256 * 1024)}).to_string();
    desk.send(&[], huge).await.expect_problem(413, "body_too_large");
    let elsewhere = [("sec-fetch-site", "cross-site")];
    desk.send(&elsewhere, "{}".to_owned()).await.expect_problem(403, "cross_site");
    desk.expect_untouched().await;
}

#[tokio::test]
async fn a_decision_without_its_word_is_asked_for_it() {
    let desk = desk().await;
    let mut undecided = distribute(3000);
    undecided["needed"] = json!(null);
    let body = json!({"status": "in_progress", "items": {"gloves": undecided}});
    desk.put(&body).await.expect_errors(&[("items.gloves.needed", "required")]);
    desk.expect_untouched().await;
}

#[tokio::test]
async fn the_status_of_a_save_is_called_as_the_page_calls_it() {
    let desk = desk().await;
    for (body, message) in [
        (json!({"status": "accepted"}), "都道府県確認ステータスは選べる値の中から選んでください。"),
        (json!({"items": {}}), "都道府県確認ステータスを選択してください。"),
    ] {
        let told = desk.put(&body).await.expect(422).json();
        assert_eq!(told["errors"][0]["field"], "status");
        assert_eq!(told["errors"][0]["message"], message);
    }
    desk.expect_untouched().await;
}
