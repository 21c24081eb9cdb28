//! Two officers at one request: one save wins, the other is told, nothing is mailed twice.

use axum::http::Method;
use domain::{request::withdraw, role::Role};
use serde_json::{Value, json};
use testbed::{
    Answer, Client, TestBed,
    input::{distribute, refuse},
    seed::actor,
};

const NOW: &str = "2026-11-24T12:40:00";

struct Office {
    bed: TestBed,
    request: domain::request::Request,
    one: Client,
    two: Client,
}

async fn office() -> Office {
    let bed = TestBed::start(review::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let one = bed.sign_in("tokyo").await;
    let two = bed.colleague("tokyo", "tokyo-2", "東京都 見本 二郎").await;
    Office { bed, request, one, two }
}

impl Office {
    async fn put(&self, officer: &Client, tag: &str, body: &Value) -> Answer {
        officer.put(&format!("/api/requests/{}/review", self.request.id), tag, body).await
    }

    async fn mails(&self) -> usize {
        self.bed.app.store.outbox_list().await.unwrap().len()
    }
}

fn completed() -> Value {
    json!({"status": "completed", "items": {"n95_mask": distribute(1500), "gloves": refuse()}})
}

/// The statuses of both answers, the smaller first.
fn statuses(one: &Answer, two: &Answer) -> [u16; 2] {
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    both
}

#[tokio::test]
async fn the_slower_officer_is_told_the_others_name_and_time() {
    let office = office().await;
    office.bed.set_clock("2026-11-24T12:45:30");
    let saved = json!({"status": "in_progress", "items": {"gloves": refuse()}});
    office.put(&office.two, "\"3\"", &saved).await.expect(200);
    let told = office.put(&office.one, "\"3\"", &saved).await.expect_problem(412, "stale");
    assert_eq!((&told["saved_by"], &told["version"]), (&json!("東京都 見本 二郎"), &json!(4)));
    assert_eq!(told["saved_at"], "2026-11-24T03:45:30.000Z");
    // Having read the newest version, the slower one goes on from it; what was saved stays.
    let items = json!({"n95_mask": {"needed": true}});
    let both = json!({"status": "in_progress", "items": items});
    let merged = office.put(&office.one, "\"4\"", &both).await.expect(200).json();
    assert_eq!(merged["review"]["items"]["gloves"]["needed"], false);
    assert_eq!(merged["review"]["reviewed_by"]["name"], "東京都 物資担当");
}

#[tokio::test]
async fn a_save_that_comes_after_the_completion_is_told_who_completed() {
    let office = office().await;
    office.put(&office.two, "\"3\"", &completed()).await.expect(200);
    let told = office.put(&office.one, "\"3\"", &completed()).await.expect_problem(412, "stale");
    assert_eq!(told["saved_by"], "東京都 見本 二郎");
    let path = format!("/api/requests/{}/review", office.request.id);
    let bare = office.one.send(Method::PUT, &path, &[], Some(completed().to_string())).await;
    bare.expect_problem(428, "precondition_required");
    office.put(&office.one, "\"4\"", &completed()).await.expect_problem(409, "status");
    assert_eq!(office.mails().await, 2, "submission and one result");
}

#[tokio::test]
async fn two_completions_at_once_are_one() {
    let office = office().await;
    let body = completed();
    let (one, two) =
        tokio::join!(office.put(&office.one, "\"3\"", &body), office.put(&office.two, "\"3\"", &body));
    assert_eq!(statuses(&one, &two), [200, 412]);
    assert_eq!(office.mails().await, 2, "submission and one result");
    let history = office.bed.app.store.history_list(&office.request.id, None, 9).await.unwrap();
    assert_eq!(history.entries.len(), 2);
}

#[tokio::test]
async fn two_questions_at_once_are_one() {
    let office = office().await;
    let path = format!("/api/requests/{}/questions", office.request.id);
    let (first, second) = (json!({"text": "在庫は？"}), json!({"text": "納期は？"}));
    let (one, two) = tokio::join!(office.one.post(&path, &first), office.two.post(&path, &second));
    assert_eq!(statuses(&one, &two), [200, 409]);
    assert_eq!(office.mails().await, 2, "submission and one question");
}

#[tokio::test]
async fn two_reopenings_at_once_are_one() {
    let bed = TestBed::start(review::router, NOW).await;
    let request = bed.seed_accepted("tokyo-hospital").await;
    let path = format!("/api/requests/{}/reopening", request.id);
    let (officer, ministry) = (bed.sign_in("tokyo").await, bed.sign_in("ministry").await);
    let reason = json!({"reason": "枚数の誤り"});
    let (one, two) = tokio::join!(officer.post(&path, &reason), ministry.post(&path, &reason));
    assert_eq!(statuses(&one, &two), [200, 409]);
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 3, "submission, result, one reopening");
}

#[tokio::test]
async fn what_the_facility_takes_back_meanwhile_is_not_completed() {
    let office = office().await;
    let by = actor("tokyo-hospital", Role::Facility, "東京中央見本病院");
    office.bed.seed_act(&office.request, &by, |act| withdraw(&office.request, act).unwrap()).await;
    let told = office.put(&office.one, "\"3\"", &completed()).await.expect_problem(412, "stale");
    assert_eq!(told["saved_by"], "東京中央見本病院");
    let path = format!("/api/requests/{}", office.request.id);
    let ask = office.one.post(&format!("{path}/questions"), &json!({"text": "在庫は？"})).await;
    ask.expect_problem(409, "status");
    let reopen = office.one.post(&format!("{path}/reopening"), &json!({"reason": "誤り"})).await;
    reopen.expect_problem(409, "status");
}
