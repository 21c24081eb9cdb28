//! Making and saving drafts.

use serde_json::json;
use testbed::{TestBed, input::complete_part};

const NOW: &str = "2026-11-24T12:40:00";

#[tokio::test]
async fn a_draft_is_made_from_master_data_and_the_latest_survey() {
    let bed = TestBed::start(submit::router, NOW).await;
    bed.seed_survey("tokyo-hospital", "2026-W47", 900, 100).await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let created = facility.post_empty("/api/requests", &[]).await.expect(201);
    let json = created.json();
    assert_eq!(
        created.header("location"),
        Some(format!("/api/requests/{}", json["id"].as_str().unwrap()).as_str())
    );
    assert_eq!((created.etag().as_str(), &json["status"]), ("\"1\"", &json!("draft")));
    assert_eq!(json["contact"]["person"], "見本 花子");
    assert_eq!(json["delivery"]["address"], "東京都千代田区見本町1-2-3");
    let gloves = &json["items"]["gloves"];
    assert_eq!(
        (&gloves["requested"], &gloves["stock"], &gloves["weekly_consumption"]),
        (&json!(false), &json!(900), &json!(100))
    );
    assert_eq!((&json["number"], &json["due_at"], &json["checks"]), (&json!(null), &json!(null), &json!([])));
}

#[tokio::test]
async fn an_incomplete_draft_is_saved_without_history() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let path = format!("/api/requests/{}", draft.id);
    let facility = bed.sign_in("tokyo-hospital").await;
    let part = json!({"contact": {}, "delivery": {}, "cannot_procure": false, "items": {"gloves": {"requested": true}}});
    let saved = facility.put(&path, "W/\"2\"", &part).await.expect(200);
    assert_eq!(saved.etag(), "\"3\"");
    assert_eq!(saved.json()["items"]["gloves"]["quantity"], json!(null));
    assert!(bed.app.store.history_list(&draft.id, None, 9).await.unwrap().entries.is_empty());
}

#[tokio::test]
async fn a_save_without_or_with_an_old_version_is_refused() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let path = format!("/api/requests/{}", draft.id);
    let facility = bed.sign_in("tokyo-hospital").await;
    let put = axum::http::Method::PUT;
    let body = Some(complete_part().to_string());
    facility.send(put.clone(), &path, &[], body.clone()).await.expect_problem(428, "precondition_required");
    facility.send(put, &path, &[("if-match", "2")], body).await.expect_problem(400, "if_match");
    let stale = facility.put(&path, "\"1\"", &complete_part()).await.expect_problem(412, "stale");
    assert_eq!((&stale["saved_by"], &stale["version"]), (&json!("東京中央見本病院"), &json!(2)));
    assert_eq!(stale["saved_at"], "2026-11-24T03:40:00.000Z");
    assert_eq!(bed.request(&draft.id).await, draft);
}

#[tokio::test]
async fn what_is_under_review_is_no_draft_any_more() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let facility = bed.sign_in("tokyo-hospital").await;
    let saved = facility.put(&format!("/api/requests/{}", request.id), "\"3\"", &complete_part()).await;
    let told = saved.expect_problem(409, "status");
    assert_eq!(told["request_status"], "under_review");
    assert_eq!(bed.request(&request.id).await, request);
}

#[tokio::test]
async fn a_stale_version_is_told_before_the_status_and_the_status_before_the_content() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let path = format!("/api/requests/{}", request.id);
    let facility = bed.sign_in("tokyo-hospital").await;
    let unreadable = json!({"contact": {}, "delivery": {}, "cannot_procure": true, "items": {}, "x": 1});
    let put = axum::http::Method::PUT;
    let missing = facility.send(put, &path, &[], Some(unreadable.to_string())).await;
    missing.expect_problem(428, "precondition_required");
    facility.put(&path, "\"2\"", &unreadable).await.expect_problem(412, "stale");
    facility.put(&path, "\"3\"", &unreadable).await.expect_problem(409, "status");
    let draft = bed.seed_draft("tokyo-hospital").await;
    let path = format!("/api/requests/{}", draft.id);
    facility.put(&path, "\"1\"", &unreadable).await.expect_problem(412, "stale");
    facility.put(&path, "\"2\"", &unreadable).await.expect_errors(&[("x", "unknown_field")]);
}

#[tokio::test]
async fn a_designation_registered_meanwhile_counts() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-dental").await;
    let mut dental = bed.facility("tokyo-dental").await;
    dental.profile.designations = [domain::facility::Designation::FeverOutpatient].into();
    bed.app.store.facility_put(&dental).await.unwrap();
    let facility = bed.sign_in("tokyo-dental").await;
    let submitted =
        facility.post_empty(&format!("/api/requests/{}/submission", draft.id), &[]).await.expect(200);
    assert_eq!(submitted.json()["status"], "under_review");
}
