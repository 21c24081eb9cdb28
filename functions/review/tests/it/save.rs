//! Saving and completing the prefecture's part.

use serde_json::{Value, json};
use testbed::{
    Answer, Client, TestBed,
    input::{distribute, refuse},
};

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
    async fn put(&self, tag: &str, body: &Value) -> Answer {
        self.officer.put(&format!("/api/requests/{}/review", self.request.id), tag, body).await
    }

    /// Completes with gloves decided like this, and N95 masks as requested.
    async fn complete_with(&self, gloves: &Value) -> Answer {
        let items = json!({"n95_mask": distribute(1500), "gloves": gloves});
        self.put("\"3\"", &json!({"status": "completed", "items": items})).await
    }
}

#[tokio::test]
async fn a_part_is_saved_bit_by_bit_and_completed() {
    let desk = desk().await;
    let saved = desk
        .put(
            "\"3\"",
            &json!({"status": "in_progress", "delay_reason": "在庫を確認中", "expected_on": "2026-11-25",
        "items": {"gloves": {"needed": true}}}),
        )
        .await
        .expect(200);
    let json = saved.json();
    assert_eq!((&json["prefecture_status"], saved.etag().as_str()), (&json!("in_progress"), "\"4\""));
    assert_eq!(json["review"]["reviewed_by"]["name"], "東京都 物資担当");
    assert_eq!(json["review"]["expected_on"], "2026-11-25");
    let items = json!({"n95_mask": distribute(1500), "gloves": distribute(3000)});
    let done = desk.put("W/\"4\"", &json!({"status": "completed", "items": items})).await.expect(200).json();
    assert_eq!(
        (&done["status"], &done["outcome"], &done["prefecture_status"]),
        (&json!("accepted"), &json!("full"), &json!("completed"))
    );
    assert_eq!(desk.bed.app.store.outbox_list().await.unwrap().len(), 2, "the result is to be mailed");
}

#[tokio::test]
async fn every_broken_rule_reaches_its_field() {
    let desk = desk().await;
    let with = |field: &str, value: Value| {
        let mut decision = distribute(3000);
        decision[field] = value;
        decision
    };
    let nation = |mut decision: Value| {
        decision["source"] = json!("nation");
        decision
    };
    let gloves = |field: &'static str, code: &'static str| (format!("items.gloves.{field}"), code);
    let cases = [
        (json!({}), vec![gloves("needed", "required")]),
        (with("needed", json!(null)), vec![gloves("needed", "required")]),
        (with("source", json!(null)), vec![gloves("source", "required")]),
        (with("circumstances", json!("　")), vec![gloves("circumstances", "required")]),
        (
            with("total_quantity", json!(1600)),
            vec![gloves("total_quantity", "sum_mismatch"), gloves("message_to_facility", "required")],
        ),
        (with("national_quantity", json!(null)), vec![gloves("national_quantity", "required")]),
        (nation(distribute(3000)), vec![gloves("national_quantity", "no_national_quantity")]),
        (distribute(2000), vec![gloves("message_to_facility", "required")]),
        (distribute(6001), vec![gloves("quantity_confirmed", "quantity_unconfirmed")]),
        (distribute(0), vec![gloves("total_quantity", "zero"), gloves("message_to_facility", "required")]),
        (
            json!({"needed": false}),
            vec![gloves("refusal_reason", "required"), gloves("message_to_facility", "required")],
        ),
        (
            json!({"needed": false, "source": "nation", "total_quantity": 5, "refusal_reason": "x", "message_to_facility": "y"}),
            vec![gloves("source", "not_with_refusal"), gloves("total_quantity", "not_with_refusal")],
        ),
        (with("opinion", json!("あ".repeat(1_001))), vec![gloves("opinion", "too_long")]),
        (with("opinion", json!("\u{0}")), vec![gloves("opinion", "control_character")]),
        (with("prior_distributions", json!(-1)), vec![gloves("prior_distributions", "out_of_range")]),
        (with("total_quantity", json!("3000")), vec![gloves("total_quantity", "out_of_range")]),
        (with("stock_flag", json!("not_flagged")), vec![gloves("stock_flag", "unknown_field")]),
        (with("source", json!("moon")), vec![gloves("source", "unknown_value")]),
    ];
    for (decision, expected) in cases {
        let expected: Vec<(&str, &str)> =
            expected.iter().map(|(field, code)| (field.as_str(), *code)).collect();
        desk.complete_with(&decision).await.expect_errors(&expected);
    }
    let mut both = nation(distribute(3000));
    both["prefecture_quantity"] = json!(1000);
    both["national_quantity"] = json!(2000);
    desk.complete_with(&both).await.expect_errors(&[("items.gloves.both_sources_reason", "required")]);
    both["source"] = json!("prefecture");
    desk.complete_with(&both).await.expect_errors(&[
        ("items.gloves.national_quantity", "national_with_prefecture_source"),
        ("items.gloves.both_sources_reason", "required"),
    ]);
    assert_eq!(desk.bed.request(&desk.request.id).await, desk.request, "nothing was saved");
}

#[tokio::test]
async fn the_sum_is_told_with_both_figures() {
    let desk = desk().await;
    let mut wrong = distribute(1500);
    wrong["total_quantity"] = json!(1600);
    let body = json!({"status": "in_progress", "items": {"gloves": wrong}});
    let told =
        desk.put("\"3\"", &body).await.expect_errors(&[("items.gloves.total_quantity", "sum_mismatch")]);
    assert!(told["errors"][0]["message"].as_str().unwrap().ends_with(
        "総配布枚数（1,600枚）が、県の配布枚数と国の配布枚数の合計（1,500枚）と一致していません。いずれかを直してください。"
    ));
}

#[tokio::test]
async fn items_not_requested_unknown_ones_and_bad_dates_are_refused() {
    let desk = desk().await;
    for (body, field, code) in [
        (
            json!({"status": "in_progress", "items": {"face_shield": refuse()}}),
            "items.face_shield",
            "not_requested",
        ),
        (json!({"status": "in_progress", "items": {"goggles": refuse()}}), "items.goggles", "unknown_item"),
        (json!({"status": "in_progress", "expected_on": "2026-11-31"}), "expected_on", "date"),
        (json!({"status": "in_progress", "expected_on": "2026-11-23"}), "expected_on", "past"),
        (json!({"status": "in_progress", "delay_reason": "あ".repeat(1_001)}), "delay_reason", "too_long"),
        (json!({"status": "not_started"}), "status", "unknown_value"),
        (json!({"items": {}}), "status", "required"),
    ] {
        desk.put("\"3\"", &body).await.expect_errors(&[(field, code)]);
    }
}

#[tokio::test]
async fn more_than_requested_is_allowed_with_a_warning() {
    let desk = desk().await;
    let body = json!({"status": "in_progress", "items": {"gloves": distribute(3500)}});
    let saved = desk.put("\"3\"", &body).await.expect(200).json();
    assert_eq!(saved["warnings"][0]["field"], "items.gloves.total_quantity");
    let mut double = distribute(9000);
    double["quantity_confirmed"] = json!(true);
    desk.put("\"4\"", &json!({"status": "in_progress", "items": {"gloves": double}})).await.expect(200);
}

#[tokio::test]
async fn a_stale_save_is_told_who_was_faster_and_when() {
    let desk = desk().await;
    let body = json!({"status": "in_progress", "items": {"gloves": refuse()}});
    desk.put("\"3\"", &body).await.expect(200);
    let told = desk.put("\"3\"", &body).await.expect_problem(412, "stale");
    assert_eq!((&told["saved_by"], &told["version"]), (&json!("東京都 物資担当"), &json!(4)));
    assert!(told["detail"].as_str().unwrap().contains("2026年11月24日（火）12時40分"));
    let path = format!("/api/requests/{}/review", desk.request.id);
    let without = desk.officer.send(axum::http::Method::PUT, &path, &[], Some(body.to_string())).await;
    without.expect_problem(428, "precondition_required");
}

#[tokio::test]
async fn what_is_completed_or_withdrawn_is_not_saved_again() {
    let desk = desk().await;
    let done = desk.bed.seed_accepted("tokyo-hospital").await;
    let body = json!({"status": "in_progress", "items": {}});
    let put = |id: &domain::id::RequestId, tag: &'static str| {
        let (officer, path, body) =
            (desk.officer.clone(), format!("/api/requests/{id}/review"), body.clone());
        async move { officer.put(&path, tag, &body).await }
    };
    put(&done.id, "\"4\"").await.expect_problem(409, "status");
    let by = testbed::seed::actor("tokyo-hospital", domain::role::Role::Facility, "東京中央見本病院");
    let open = desk.bed.seed_under_review("tokyo-hospital").await;
    desk.bed.seed_act(&open, &by, |act| domain::request::withdraw(&open, act).unwrap()).await;
    put(&open.id, "\"4\"").await.expect_problem(409, "status");
}

#[tokio::test]
async fn an_updated_item_is_saved_again_before_completion() {
    let desk = desk().await;
    let facility = desk.bed.facility("tokyo-hospital").await;
    let mut part = desk.request.part.clone();
    part.items.get_mut(&testbed::seed::code("gloves")).unwrap().quantity = Some(testbed::seed::pieces(4000));
    let decided =
        desk.bed.seed_review(&desk.request, false, &[("gloves", testbed::seed::distribute(3000))]).await;
    let by = testbed::seed::actor("tokyo-hospital", domain::role::Role::Facility, "東京中央見本病院");
    desk.bed
        .seed_act(&decided, &by, |act| {
            domain::request::update(
                &decided,
                part,
                &facility,
                &domain::request::Evidence::default(),
                None,
                act,
            )
            .unwrap()
        })
        .await;
    let items = json!({"n95_mask": distribute(1500), "gloves": distribute(4000)});
    let complete = json!({"status": "completed", "items": items});
    let told =
        desk.put("\"5\"", &complete).await.expect_errors(&[("items.gloves.changed_since", "changed_since")]);
    assert!(
        told["errors"][0]["message"]
            .as_str()
            .unwrap()
            .contains("要請内容が更新されました。再確認してください。")
    );
    desk.put("\"5\"", &json!({"status": "in_progress", "items": items})).await.expect(200);
    desk.put("\"6\"", &complete).await.expect(200);
}

#[tokio::test]
async fn a_delay_reason_that_is_not_sent_stays_and_an_empty_one_goes() {
    let desk = desk().await;
    let told = json!({"status": "in_progress", "delay_reason": "混雑のため", "expected_on": "2026-11-26"});
    desk.put("\"3\"", &told).await.expect(200);
    let items = json!({"gloves": refuse()});
    let kept = desk.put("\"4\"", &json!({"status": "in_progress", "items": items})).await.expect(200).json();
    let review = &kept["review"];
    assert_eq!(
        (&review["delay_reason"], &review["expected_on"]),
        (&json!("混雑のため"), &json!("2026-11-26"))
    );
    let empty = json!({"status": "in_progress", "delay_reason": "", "expected_on": ""});
    let gone = desk.put("\"5\"", &empty).await.expect(200).json();
    assert_eq!((&gone["review"]["delay_reason"], &gone["review"]["expected_on"]), (&json!(""), &json!(null)));
}

#[tokio::test]
async fn what_cannot_be_read_and_what_breaks_a_rule_come_together() {
    let desk = desk().await;
    let mut gloves = distribute(3000);
    gloves["prefecture_quantity"] = json!(10_000_000);
    gloves["opinion"] = json!("あ".repeat(1_001));
    let body = json!({"status": "completed", "items": {"gloves": gloves}});
    let told = desk.put("\"3\"", &body).await.expect_problem(422, "invalid");
    let fields: Vec<&str> =
        told["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["items.gloves.prefecture_quantity", "items.n95_mask.needed", "items.gloves.opinion"]);
}
