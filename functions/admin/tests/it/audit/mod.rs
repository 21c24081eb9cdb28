//! `/api/audit`: what is recorded, found and verified.

use serde_json::{Value, json};
use testbed::{Client, TestBed};

const NOW: &str = "2026-11-24T12:40:00";

async fn bed() -> TestBed {
    TestBed::start(admin::router, NOW).await
}

async fn search(client: &Client, query: &str) -> Value {
    client.get(&format!("/api/audit?{query}")).await.expect(200).json()
}

fn told(answer: &Value) -> Vec<(&str, &str)> {
    let items = answer["items"].as_array().unwrap();
    items.iter().map(|item| (item["action"].as_str().unwrap(), item["subject"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn sign_ins_and_refusals_are_found_by_user_newest_first() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    officer.get("/api/policy/versions").await.expect_problem(403, "forbidden");
    let ministry = bed.sign_in("ministry").await;
    let found = search(&ministry, "user=tokyo").await;
    assert_eq!(told(&found), [("access_refused", "GET /api/policy/versions"), ("sign_in", "tokyo")]);
    assert_eq!(
        found["items"][0]["by"],
        json!({"user_name": "tokyo", "role": "prefecture", "name": "東京都 物資担当"})
    );
    assert_eq!(found["items"][0]["action_label"], "操作の拒否");
    assert_eq!(found["next_cursor"], Value::Null);
}

#[tokio::test]
async fn a_day_shows_everybody_and_filters_narrow_it() {
    let bed = bed().await;
    for user in ["tokyo", "osaka", "tokyo-hospital"] {
        bed.sign_in(user).await;
    }
    let ministry = bed.sign_in("ministry").await;
    assert_eq!(search(&ministry, "").await["items"].as_array().unwrap().len(), 4);
    assert_eq!(search(&ministry, "day=2026-11-24").await["items"].as_array().unwrap().len(), 4);
    assert_eq!(search(&ministry, "day=2026-11-23").await["items"], json!([]));
    assert_eq!(told(&search(&ministry, "subject=osaka").await), [("sign_in", "osaka")]);
    assert_eq!(search(&ministry, "action=sign_in_refused").await["items"], json!([]));
}

#[tokio::test]
async fn pages_follow_each_other_and_a_cursor_serves_its_own_search_only() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    for _ in 0..60 {
        officer.get("/api/policy/versions").await.expect(403);
    }
    let ministry = bed.sign_in("ministry").await;
    for query in ["user=tokyo", "day=2026-11-24"] {
        let first = search(&ministry, query).await;
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = search(&ministry, &format!("{query}&cursor={cursor}")).await;
        let total = [&first, &second].map(|page| page["items"].as_array().unwrap().len());
        assert_eq!(total[0], 50);
        assert!(total[1] == 11 || total[1] == 12, "{query}: {total:?}");
        assert_eq!(second["next_cursor"], Value::Null);
        let elsewhere = ministry.get(&format!("/api/audit?user=osaka&cursor={cursor}")).await;
        elsewhere.expect_errors(&[("cursor", "cursor")]);
    }
}

#[tokio::test]
async fn a_filter_that_finds_little_ends_short_and_goes_on() {
    let bed = bed().await;
    let officer = bed.sign_in("tokyo").await;
    for _ in 0..210 {
        officer.get("/api/policy/versions").await.expect(403);
    }
    let ministry = bed.sign_in("ministry").await;
    let first = search(&ministry, "user=tokyo&action=sign_in").await;
    assert_eq!(first["items"], json!([]));
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = search(&ministry, &format!("user=tokyo&action=sign_in&cursor={cursor}")).await;
    assert_eq!(told(&second), [("sign_in", "tokyo")]);
}

#[tokio::test]
async fn what_is_asked_for_wrongly_is_named() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let check = async |query: &str, expected: &[(&str, &str)]| {
        ministry.get(&format!("/api/audit?{query}")).await.expect_errors(expected);
    };
    check("day=2026-02-30", &[("day", "malformed")]).await;
    check("user=T%20okyo", &[("user", "malformed")]).await;
    check("day=2026-11-24&user=tokyo", &[("day", "contradiction")]).await;
    check("action=dance&day=x", &[("day", "malformed"), ("action", "unknown_value")]).await;
    check("when=now", &[("when", "unknown_parameter")]).await;
    check("cursor=x", &[("cursor", "cursor")]).await;
    ministry.get("/api/audit/verification?cursor=x").await.expect_errors(&[("cursor", "cursor")]);
}

#[tokio::test]
async fn a_record_as_it_was_written_is_sound() {
    let bed = bed().await;
    for user in ["tokyo", "osaka", "tokyo", "ministry"] {
        bed.sign_in(user).await;
    }
    let ministry = bed.sign_in("ministry").await;
    let verified = ministry.get("/api/audit/verification").await.expect(200).json();
    assert_eq!(verified, json!({"sound": true, "chains": 3, "rows": 5, "faults": [], "next_cursor": null}));
}

#[tokio::test]
async fn only_the_ministry_reads_the_record() {
    let bed = bed().await;
    for path in ["/api/audit", "/api/audit/verification"] {
        for user in ["tokyo", "tokyo-hospital"] {
            bed.sign_in(user).await.get(path).await.expect_problem(403, "forbidden");
        }
        bed.stranger().get(path).await.expect_problem(401, "signed_out");
    }
}
