//! 要請内容の更新.

use domain::policy::{Acceptance, Policy};
use serde_json::{Value, json};
use testbed::{Answer, TestBed, input::complete_part};

const NOW: &str = "2026-11-24T12:40:00";

async fn update(bed: &TestBed, id: &domain::id::RequestId, tag: &str, key: &str, body: &Value) -> Answer {
    let facility = bed.sign_in("tokyo-hospital").await;
    let headers = [("if-match", tag), ("idempotency-key", key)];
    facility.post_with(&format!("/api/requests/{id}/updates"), &headers, body).await
}

fn changed(pointer: &str, value: Value) -> Value {
    let mut part = as_seeded();
    *part.pointer_mut(pointer).unwrap() = value;
    part
}

/// What `seed_under_review` submitted.
fn as_seeded() -> Value {
    let mut part = complete_part();
    part["items"]["n95_mask"]["outlook"] = json!("two_to_three_weeks");
    for item in ["n95_mask", "gloves"] {
        part["items"][item]["aerosol_procedures"] = json!("気管挿管を毎日行うため");
    }
    part
}

#[tokio::test]
async fn a_changed_item_restarts_the_deadline_and_a_contact_alone_does_not() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T13:01:00");
    let contact = changed("/contact/phone", json!("03-9999-9999"));
    let answer = update(&bed, &request.id, "\"3\"", "a", &contact).await.expect(200);
    assert_eq!(
        (answer.json()["due_at"].as_str(), answer.etag().as_str()),
        (Some("2026-11-24T08:00:00.000Z"), "\"4\"")
    );
    let item = changed("/items/gloves/quantity", json!(4000));
    let answer = update(&bed, &request.id, "\"4\"", "b", &item).await.expect(200);
    assert_eq!(answer.json()["due_at"], "2026-11-25T08:00:00.000Z");
    assert_eq!(answer.json()["updated_at"], "2026-11-24T04:01:00.000Z");
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 3);
}

#[tokio::test]
async fn the_same_key_is_done_once_and_another_content_under_it_refused() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let body = changed("/items/gloves/quantity", json!(4000));
    let first = update(&bed, &request.id, "\"3\"", "k", &body).await.expect(200);
    let again = update(&bed, &request.id, "\"3\"", "k", &body).await.expect(200);
    assert_eq!(again.bytes, first.bytes);
    let other = changed("/items/gloves/quantity", json!(5000));
    update(&bed, &request.id, "\"4\"", "k", &other).await.expect_errors(&[("Idempotency-Key", "key_reused")]);
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn two_updates_at_once_are_done_once_each_way() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let body = changed("/items/gloves/quantity", json!(4000));
    let (one, two) = tokio::join!(
        update(&bed, &request.id, "\"3\"", "k", &body),
        update(&bed, &request.id, "\"3\"", "k", &body)
    );
    assert_eq!(one.expect(200).bytes, two.expect(200).bytes);
    let (first, second) = (changed("/remarks", json!("一")), changed("/remarks", json!("二")));
    let (three, four) = tokio::join!(
        update(&bed, &request.id, "\"4\"", "x", &first),
        update(&bed, &request.id, "\"4\"", "y", &second)
    );
    let statuses = [three.status.as_u16(), four.status.as_u16()];
    assert!(statuses.contains(&200) && statuses.contains(&412), "{statuses:?}");
}

#[tokio::test]
async fn an_update_that_fails_changes_nothing() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let post = |headers: Vec<(&'static str, &'static str)>, body: Value| {
        let (bed, id) = (bed.clone(), request.id.clone());
        async move {
            bed.sign_in("tokyo-hospital")
                .await
                .post_with(&format!("/api/requests/{id}/updates"), &headers, &body)
                .await
        }
    };
    post(vec![], as_seeded()).await.expect_problem(428, "precondition_required");
    post(vec![("if-match", "\"2\"")], changed("/remarks", json!("x"))).await.expect_problem(412, "stale");
    post(vec![("if-match", "\"3\"")], as_seeded()).await.expect_errors(&[("items", "unchanged")]);
    post(vec![("if-match", "\"3\"")], changed("/contact/person", json!("")))
        .await
        .expect_errors(&[("contact.person", "required")]);
    let told =
        post(vec![("if-match", "\"3\"")], changed("/items/gloves/outlook", json!("one_month_or_more"))).await;
    let told = told.expect_errors(&[("items", "ineligible")]);
    assert_eq!(told["checks"][2]["met"], false);
    post(vec![("if-match", "\"3\"")], changed("/cannot_procure", json!(false)))
        .await
        .expect_errors(&[("cannot_procure", "ineligible")]);
    assert_eq!(bed.request(&request.id).await, request);
}

#[tokio::test]
async fn while_acceptance_is_stopped_only_contact_delivery_and_remarks_pass() {
    let bed = TestBed::start(submit::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let stop = |policy: &mut Policy| policy.acceptance = Acceptance { open: false, notice: None };
    bed.seed_policy("2026-11-24T12:00:00", stop).await;
    let item = changed("/items/gloves/quantity", json!(4000));
    update(&bed, &request.id, "\"3\"", "a", &item).await.expect_problem(409, "acceptance_stopped");
    update(&bed, &request.id, "\"3\"", "b", &changed("/remarks", json!("裏口へ"))).await.expect(200);
}

#[tokio::test]
async fn only_what_is_under_review_is_updated() {
    let bed = TestBed::start(submit::router, NOW).await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    update(&bed, &draft.id, "\"2\"", "a", &as_seeded()).await.expect_problem(409, "status");
    let accepted = bed.seed_accepted("tokyo-hospital").await;
    update(&bed, &accepted.id, "\"4\"", "b", &as_seeded()).await.expect_problem(409, "status");
}

#[tokio::test]
async fn a_stale_version_is_told_before_the_status_and_the_status_before_the_content() {
    let bed = TestBed::start(submit::router, NOW).await;
    let accepted = bed.seed_accepted("tokyo-hospital").await;
    let unreadable = changed("/items/gloves/quantity", json!("x"));
    update(&bed, &accepted.id, "\"3\"", "a", &unreadable).await.expect_problem(412, "stale");
    update(&bed, &accepted.id, "\"4\"", "b", &unreadable).await.expect_problem(409, "status");
}
