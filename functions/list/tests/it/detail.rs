//! One request.

use serde_json::json;
use testbed::TestBed;

#[tokio::test]
async fn a_request_is_seen_with_its_tag() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T17:00:01");
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        let answer = bed.sign_in(who).await.get(&format!("/api/requests/{}", request.id)).await.expect(200);
        let json = answer.json();
        assert_eq!(
            (answer.etag().as_str(), &json["version"], &json["overdue"]),
            ("\"3\"", &json!(3), &json!(true)),
            "{who}"
        );
        assert_eq!(json["policy_version"], 1);
        assert_eq!(json.get("review").is_some(), who != "tokyo-hospital");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn what_may_not_be_known_is_answered_like_what_does_not_exist() {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    let (request, draft) =
        (bed.seed_under_review("tokyo-hospital").await, bed.seed_draft("osaka-hospital").await);
    for who in ["osaka", "tokyo-clinic"] {
        let client = bed.sign_in(who).await;
        for tail in ["", "/history"] {
            let mut seen = Vec::new();
            for id in
                [request.id.as_str(), draft.id.as_str(), "01ARZ3NDEKTSV4RRFFQ69G5FAV", "nonsense", "%FF"]
            {
                let answer = client.get(&format!("/api/requests/{id}{tail}")).await;
                answer.clone().expect_problem(404, "not_found");
                seen.push(answer.bytes);
            }
            assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{who}");
        }
    }
    bed.stranger().get(&format!("/api/requests/{}", request.id)).await.expect_problem(401, "signed_out");
}
