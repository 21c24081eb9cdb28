//! Who may, and what others are answered.

use serde_json::json;
use testbed::{Answer, Client, TestBed};

async fn every_act(client: &Client, id: &str) -> [Answer; 3] {
    let path = |act: &str| format!("/api/requests/{id}/{act}");
    [
        client.put(&path("review"), "\"3\"", &json!({"status": "in_progress"})).await,
        client.post(&path("questions"), &json!({"text": "x"})).await,
        client.post(&path("reopening"), &json!({"reason": "x"})).await,
    ]
}

#[tokio::test]
async fn facilities_do_nothing_here_and_the_ministry_only_reopens() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    for answer in every_act(&bed.sign_in("tokyo-hospital").await, request.id.as_str()).await {
        answer.expect_problem(403, "forbidden");
    }
    let [save, ask, reopen] = every_act(&bed.sign_in("ministry").await, request.id.as_str()).await;
    save.expect_problem(403, "forbidden");
    ask.expect_problem(403, "forbidden");
    reopen.expect_problem(409, "status");
    for answer in every_act(&bed.stranger(), request.id.as_str()).await {
        answer.expect_problem(401, "signed_out");
    }
    assert_eq!(bed.request(&request.id).await, request);
}

#[tokio::test]
async fn another_prefectures_request_a_draft_and_an_absent_one_are_answered_alike() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let (foreign, draft) =
        (bed.seed_under_review("tokyo-hospital").await, bed.seed_draft("osaka-hospital").await);
    let osaka = bed.sign_in("osaka").await;
    let absent = every_act(&osaka, "01ARZ3NDEKTSV4RRFFQ69G5FAV").await;
    for id in [foreign.id.as_str(), draft.id.as_str(), "nonsense"] {
        for (answer, absent) in every_act(&osaka, id).await.iter().zip(&absent) {
            assert_eq!((answer.status.as_u16(), &answer.bytes), (404, &absent.bytes));
        }
    }
}

#[tokio::test]
async fn not_even_the_ministry_knows_of_a_draft() {
    let bed = TestBed::start(review::router, "2026-11-24T12:40:00").await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let ministry = bed.sign_in("ministry").await;
    let [_, _, of_draft] = every_act(&ministry, draft.id.as_str()).await;
    let [_, _, absent] = every_act(&ministry, "01ARZ3NDEKTSV4RRFFQ69G5FAV").await;
    assert_eq!(of_draft.bytes, absent.bytes);
    of_draft.expect_problem(404, "not_found");
    let checked = bed.seed_ineligible("tokyo-hospital").await;
    let [_, _, of_checked] = every_act(&ministry, checked.id.as_str()).await;
    of_checked.expect_problem(409, "status");
}
