//! Who may, and what others are answered.

use axum::http::Method;
use testbed::{TestBed, input::complete_part};

const ACTS: [&str; 4] = ["submission", "updates", "withdrawal", "answers"];

fn body(act: &str) -> Option<String> {
    match act {
        "updates" => Some(complete_part().to_string()),
        "answers" => Some(r#"{"text":"x"}"#.to_owned()),
        _ => None,
    }
}

#[tokio::test]
async fn only_facilities_act_here() {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    for other in ["tokyo", "ministry"] {
        let client = bed.sign_in(other).await;
        client.post_empty("/api/requests", &[]).await.expect_problem(403, "forbidden");
        client
            .put(&format!("/api/requests/{}", request.id), "\"3\"", &complete_part())
            .await
            .expect_problem(403, "forbidden");
        for act in ACTS {
            let path = format!("/api/requests/{}/{act}", request.id);
            let sent = client.send(Method::POST, &path, &[("if-match", "\"3\"")], body(act)).await;
            sent.expect_problem(403, "forbidden");
        }
    }
    assert_eq!(bed.request(&request.id).await, request);
}

#[tokio::test]
async fn a_foreign_request_is_answered_like_an_absent_or_impossible_one() {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let stranger = bed.sign_in("tokyo-clinic").await;
    for act in ACTS {
        let mut answers = Vec::new();
        for id in [request.id.as_str(), "01ARZ3NDEKTSV4RRFFQ69G5FAV", "nonsense", "%FF"] {
            let path = format!("/api/requests/{id}/{act}");
            let answer = stranger.send(Method::POST, &path, &[("if-match", "\"3\"")], body(act)).await;
            answer.clone().expect_problem(404, "not_found");
            answers.push(answer.bytes);
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{act}");
    }
    assert_eq!(bed.request(&request.id).await, request);
}

#[tokio::test]
async fn nobody_acts_signed_out() {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let stranger = bed.stranger();
    stranger.post_empty("/api/requests", &[]).await.expect_problem(401, "signed_out");
    let path = format!("/api/requests/{}", request.id);
    stranger.put(&path, "\"3\"", &complete_part()).await.expect_problem(401, "signed_out");
    for act in ACTS {
        let path = format!("/api/requests/{}/{act}", request.id);
        let sent = stranger.send(Method::POST, &path, &[("if-match", "\"3\"")], body(act)).await;
        sent.expect_problem(401, "signed_out");
    }
    assert_eq!(bed.request(&request.id).await, request);
}

#[tokio::test]
async fn a_foreign_draft_is_saved_like_an_absent_one() {
    let bed = TestBed::start(submit::router, "2026-11-24T12:40:00").await;
    let draft = bed.seed_draft("tokyo-hospital").await;
    let stranger = bed.sign_in("tokyo-clinic").await;
    let put = |id: String, tag: &'static str| {
        let stranger = stranger.clone();
        async move { stranger.put(&format!("/api/requests/{id}"), tag, &complete_part()).await }
    };
    let absent = put("01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(), "\"2\"").await;
    absent.clone().expect_problem(404, "not_found");
    // Neither the right version nor a stale one gives away that there is something.
    for tag in ["\"2\"", "\"1\""] {
        assert_eq!(put(draft.id.to_string(), tag).await.bytes, absent.bytes, "{tag}");
    }
    assert_eq!(bed.request(&draft.id).await, draft);
}
