//! Bodies that are not what was asked for: named, and nothing changed.

use axum::http::Method;
use serde_json::{Value, json};
use testbed::{Client, TestBed, input::complete_part};

struct Draft {
    bed: TestBed,
    facility: Client,
    before: domain::request::Request,
    path: String,
}

async fn draft() -> Draft {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let before = bed.seed_draft("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let path = format!("/api/requests/{}", before.id);
    Draft { bed, facility, before, path }
}

fn with(change: impl Fn(&mut Value)) -> Value {
    let mut part = complete_part();
    change(&mut part);
    part
}

#[tokio::test]
async fn every_invalid_field_is_named_and_nothing_changes() {
    let draft = draft().await;
    let text = |field: &str, value: Value| with(|part| *part.pointer_mut(field).unwrap() = value.clone());
    let cases = [
        (with(|part| part["status"] = json!("accepted")), "status", "unknown_field"),
        (with(|part| part["contact"]["mail"] = json!("a")), "contact.mail", "unknown_field"),
        (with(|part| part["items"]["gloves"]["total"] = json!(1)), "items.gloves.total", "unknown_field"),
        (with(|part| part["items"]["goggles"] = json!({"requested": true})), "items.goggles", "unknown_item"),
        (with(|part| part["items"]["../x"] = json!({})), "items.../x", "unknown_item"),
        (with(|part| _ = part.as_object_mut().unwrap().remove("contact")), "contact", "required"),
        (
            with(|part| _ = part.as_object_mut().unwrap().remove("cannot_procure")),
            "cannot_procure",
            "required",
        ),
        (text("/cannot_procure", json!("yes")), "cannot_procure", "wrong_type"),
        (text("/remarks", json!(5)), "remarks", "wrong_type"),
        (text("/items", json!([])), "items", "wrong_type"),
        (text("/items/gloves/quantity", json!("3000")), "items.gloves.quantity", "out_of_range"),
        (text("/items/gloves/quantity", json!(-1)), "items.gloves.quantity", "out_of_range"),
        (text("/items/gloves/quantity", json!(10_000_000)), "items.gloves.quantity", "out_of_range"),
        (text("/items/gloves/quantity", json!(1.5)), "items.gloves.quantity", "out_of_range"),
        (text("/items/gloves/stock", json!(-5)), "items.gloves.stock", "out_of_range"),
        (
            text("/items/gloves/weekly_consumption", json!(1e30)),
            "items.gloves.weekly_consumption",
            "out_of_range",
        ),
        (text("/items/gloves/outlook", json!("soon")), "items.gloves.outlook", "unknown_value"),
        (text("/remarks", json!("あ".repeat(1_001))), "remarks", "too_long"),
        (text("/remarks", json!("a\u{7}")), "remarks", "control_character"),
        (text("/contact/person", json!("山\n田")), "contact.person", "control_character"),
        (
            text("/items/gloves/procurement_difficulty", json!("\u{202E}")),
            "items.gloves.procurement_difficulty",
            "control_character",
        ),
    ];
    for (body, field, code) in cases {
        draft.facility.put(&draft.path, "\"2\"", &body).await.expect_errors(&[(field, code)]);
    }
    assert_eq!(draft.bed.request(&draft.before.id).await, draft.before);
}

#[tokio::test]
async fn several_faults_come_at_once() {
    let draft = draft().await;
    let body = with(|part| {
        part["items"]["gloves"]["quantity"] = json!(-1);
        part["items"]["gloves"]["stock"] = json!(10_000_000);
        part["items"]["x"] = json!({});
    });
    let errors = [
        ("items.gloves.quantity", "out_of_range"),
        ("items.gloves.stock", "out_of_range"),
        ("items.x", "unknown_item"),
    ];
    draft.facility.put(&draft.path, "\"2\"", &body).await.expect_errors(&errors);
}

#[tokio::test]
async fn what_cannot_be_read_and_what_is_too_long_come_at_once() {
    let draft = draft().await;
    let body = with(|part| {
        part["items"]["gloves"]["quantity"] = json!(1.5);
        part["items"]["gloves"]["requested"] = json!("yes");
        part["items"]["n95_mask"]["aerosol_procedures"] = json!("あ".repeat(1_001));
        part["contact"]["phone"] = json!(3);
        part["remarks"] = json!("あ".repeat(1_001));
    });
    let errors = [
        ("contact.phone", "wrong_type"),
        ("items.gloves.requested", "wrong_type"),
        ("items.gloves.quantity", "out_of_range"),
        ("remarks", "too_long"),
        ("items.n95_mask.aerosol_procedures", "too_long"),
    ];
    draft.facility.put(&draft.path, "\"2\"", &body).await.expect_errors(&errors);
    assert_eq!(draft.bed.request(&draft.before.id).await, draft.before);
}

#[tokio::test]
async fn a_save_before_a_submission_also_names_what_is_missing_but_only_where_it_is_refused() {
    let draft = draft().await;
    let incomplete = |stock: i64| {
        with(|part| {
            part["contact"]["person"] = json!("");
            part["delivery"]["postal_code"] = json!("12");
            part["items"]["gloves"]["quantity"] = json!("三千");
            part["items"]["gloves"]["stock"] = json!(stock);
        })
    };
    let path = format!("{}?before_submission=true", draft.path);
    let errors = [
        ("items.gloves.quantity", "out_of_range"),
        ("items.gloves.stock", "out_of_range"),
        ("contact.person", "required"),
        ("delivery.postal_code", "postal_code_form"),
    ];
    draft.facility.put(&path, "\"2\"", &incomplete(-1)).await.expect_errors(&errors);
    draft.facility.put(&draft.path, "\"2\"", &incomplete(-1)).await.expect_errors(&errors[..2]);
    let part = with(|part| part["contact"]["person"] = json!(""));
    draft.facility.put(&path, "\"2\"", &part).await.expect(200);
    let unknown = format!("{}?before=true", draft.path);
    draft.facility.put(&unknown, "\"3\"", &part).await.expect_errors(&[("before", "unknown_parameter")]);
}

#[tokio::test]
async fn a_key_that_stands_twice_is_refused_by_name() {
    let draft = draft().await;
    let whole = complete_part().to_string();
    let gloves = whole.replacen("\"gloves\":", "\"gloves\":{},\"gloves\":", 1);
    let remarks = whole.replacen("\"remarks\":", "\"remarks\":\"\",\"remarks\":", 1);
    for (body, field) in [(gloves, "items.gloves"), (remarks, "remarks")] {
        let sent = draft.facility.send(Method::PUT, &draft.path, &[("if-match", "\"2\"")], Some(body)).await;
        sent.expect_errors(&[(field, "duplicate_field")]);
    }
    assert_eq!(draft.bed.request(&draft.before.id).await, draft.before);
}

#[tokio::test]
async fn a_body_on_a_call_that_takes_none_is_refused_and_an_empty_object_is_none() {
    let draft = draft().await;
    let path = |act: &str| format!("{}/{act}", draft.path);
    let calls = ["/api/requests".to_owned(), path("submission"), path("withdrawal")];
    for call in &calls {
        for body in [r#"{"remarks":"x"}"#, "null", "[]", "x"] {
            let sent = draft.facility.send(Method::POST, call, &[], Some(body.to_owned())).await;
            sent.expect_problem(400, "unexpected_body");
        }
    }
    assert_eq!(draft.bed.request(&draft.before.id).await, draft.before);
    for (call, status) in calls.iter().zip([201, 200, 200]) {
        draft.facility.post(call, &json!({})).await.expect(status);
    }
}

#[tokio::test]
async fn what_is_no_json_or_too_large_is_told_so() {
    let draft = draft().await;
    let send = |headers: Vec<(&'static str, &'static str)>, body: String| {
        let (facility, path) = (draft.facility.clone(), draft.path.clone());
        async move { facility.send(Method::PUT, &path, &headers, Some(body)).await }
    };
    let version = ("if-match", "\"2\"");
    let trailing = format!("{} x", complete_part());
    for body in ["", "{", "nonsense", &trailing] {
        send(vec![version], body.to_owned()).await.expect_problem(400, "malformed_json");
    }
    let form = vec![version, ("content-type", "application/x-www-form-urlencoded")];
    send(form, complete_part().to_string()).await.expect_problem(415, "unsupported_media_type");
    let huge = with(|part| part["remarks"] = json!("a".repeat(256 * 1024))).to_string();
    send(vec![version], huge).await.expect_problem(413, "body_too_large");
    let charset = vec![version, ("content-type", "application/json; charset=utf-8")];
    send(charset, complete_part().to_string()).await.expect(200);
}

#[tokio::test]
async fn calls_from_other_sites_change_nothing() {
    let draft = draft().await;
    for headers in [
        [("if-match", "\"2\""), ("origin", "https://evil.example")],
        [("if-match", "\"2\""), ("sec-fetch-site", "cross-site")],
    ] {
        let sent =
            draft.facility.send(Method::PUT, &draft.path, &headers, Some(complete_part().to_string())).await;
        sent.expect_problem(403, "cross_site");
    }
    assert_eq!(draft.bed.request(&draft.before.id).await, draft.before);
}
