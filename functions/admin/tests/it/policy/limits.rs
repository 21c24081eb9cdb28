//! However much is sent, a version stays small enough to be stored, read and told of.

use serde_json::{Value, json};
use store::Units;

use super::{add, bed, states, versions};

/// As many days from that one on.
fn days(first: &str, count: usize) -> Value {
    let first: chrono::NaiveDate = first.parse().unwrap();
    first.iter_days().take(count).map(|day| json!(day.to_string())).collect()
}

#[tokio::test]
async fn thousands_of_days_are_refused_with_words_and_the_next_change_is_taken() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let refused = add(&ministry, |version| version["days"]["closed"] = days("2026-11-24", 17_500)).await;
    let json = refused.expect_errors(&[("days.closed", "out_of_range"), ("days.closed", "too_many")]);
    assert_eq!(json["errors"][1]["message"], "休業日は200日までです。過ぎた日を削除してください。");
    assert_eq!(states(&versions(&ministry).await).len(), 1, "nothing was added");
    add(&ministry, |version| version["cutoff"] = json!("12:00")).await.expect(201);
}

#[tokio::test]
async fn the_largest_version_there_may_be_is_taken_and_the_next_ones_too() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    add(&ministry, |version| {
        version["days"] = json!({"closed": days("2027-01-01", 200), "open": days("2028-01-01", 200)});
        version["acceptance"] = json!({"open": true, "notice": "あ".repeat(1_000)});
        let catalogue = version["catalogue"].as_array_mut().unwrap();
        for n in 0..45 {
            let day = format!("20{}-01-01", 40 + n);
            let (code, name) = (format!("supply_{n}"), "物".repeat(40));
            catalogue.push(json!({"code": code, "name": name, "order": 100 + n, "unit": "枚".repeat(40),
                "aerosol_required": true, "valid_from": day, "valid_to": day}));
        }
        for item in &mut catalogue[..5] {
            item["valid_to"] = json!("2039-12-31");
        }
    })
    .await
    .expect(201);
    for closed in [days("2027-06-01", 200), days("2027-01-01", 200)] {
        add(&ministry, |version| version["days"]["closed"] = closed).await.expect(201);
    }
    let (store, meter) = bed.app.store.metered();
    store.policy_at(bed.app.clock.now()).await.unwrap();
    let Units { read, .. } = meter.take();
    assert!(read <= 7.0, "{read} read units for the largest there may be");
}

#[tokio::test]
async fn a_version_of_the_far_future_is_refused_by_the_name_of_its_field() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    for from in ["2029-11-24T12:40:01+09:00", "9999-12-31T00:00:00Z", "+20000-01-01T00:00:00Z"] {
        let answer = add(&ministry, |version| version["effective_from"] = json!(from)).await;
        let json = answer.expect_errors(&[("effective_from", "too_late")]);
        let message = "適用開始日時は、3年以内（2029年11月24日（土）12時40分まで）にしてください。";
        assert_eq!(json["errors"][0]["message"], message);
    }
    add(&ministry, |version| version["effective_from"] = json!("2029-11-24T12:40:00+09:00"))
        .await
        .expect(201);
}

#[tokio::test]
async fn the_audit_record_tells_of_days_what_came_and_went() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    add(&ministry, |version| version["days"]["closed"] = days("2026-12-25", 3)).await.expect(201);
    add(&ministry, |version| version["days"]["closed"] = days("2026-12-26", 3)).await.expect(201);
    let records = bed.app.store.audit_of("ministry", None, 1).await.unwrap();
    let changes = serde_json::to_value(records[0].entry().unwrap().changes).unwrap();
    let expected = json!([
        {"field": "days.closed.added", "to": "2026-12-28"},
        {"field": "days.closed.removed", "from": "2026-12-25"},
    ]);
    assert_eq!(changes, expected);
    let listed = ministry.get("/api/audit").await.expect(200).json();
    let told = listed["items"][0]["changes"].as_array().unwrap();
    let labels: Vec<_> = told.iter().map(|change| change["field_label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["休業日（追加）", "休業日（削除）"]);
}
