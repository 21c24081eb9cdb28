//! `/api/audit`: what is recorded, found and verified.

mod names;
mod refusals;
mod verification;

use std::collections::BTreeSet;

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::{Change, Value},
    id::UserName,
    role::{Actor, Role},
};
use serde_json::{Value as Json, json};
use testbed::{Client, TestBed};

const NOW: &str = "2026-11-24T12:40:00";

async fn bed() -> TestBed {
    TestBed::start(admin::router, NOW).await
}

async fn search(client: &Client, query: &str) -> Json {
    client.get(&format!("/api/audit?{query}")).await.expect(200).json()
}

fn told(answer: &Json) -> Vec<(&str, &str)> {
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
    assert_eq!(found["next_cursor"], Json::Null);
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
        assert_eq!(second["next_cursor"], Json::Null);
        let elsewhere = ministry.get(&format!("/api/audit?user=osaka&cursor={cursor}")).await;
        elsewhere.expect_errors(&[("cursor", "cursor")]);
    }
}

/// Refusals of that officer in the record, of which one call looks through a thousand.
async fn refused(bed: &TestBed, user: &str, times: usize, changes: &[Change]) {
    let actor = Actor {
        user_name: UserName::parse(user).unwrap(),
        role: Role::Prefecture,
        name: "東京都 物資担当".to_owned(),
    };
    let entry = AuditEntry {
        at: bed.app.clock.session_now(),
        by: AuditBy::User(actor),
        from: "-".to_owned(),
        action: AuditAction::AccessRefused,
        subject: "GET /api/policy/versions".to_owned(),
        changes: changes.to_vec(),
    };
    for _ in 0..times {
        bed.app.store.audit_put(&entry).await.unwrap();
    }
}

#[tokio::test]
async fn a_filter_that_finds_little_ends_short_after_a_thousand_and_goes_on() {
    let bed = bed().await;
    bed.sign_in("tokyo").await;
    refused(&bed, "tokyo", 1_010, &[]).await;
    let ministry = bed.sign_in("ministry").await;
    for along in ["user=tokyo", "day=2026-11-24&subject=tokyo"] {
        let query = format!("{along}&action=sign_in");
        let first = search(&ministry, &query).await;
        assert_eq!(first["items"], json!([]), "{along}");
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = search(&ministry, &format!("{query}&cursor={cursor}")).await;
        assert_eq!(told(&second), [("sign_in", "tokyo")], "{along}");
    }
}

#[tokio::test]
async fn a_filter_looks_through_no_more_bytes_than_one_answer_can_bear() {
    let bed = bed().await;
    bed.sign_in("tokyo").await;
    let text = Value::Text("長".repeat(40_000));
    let change = Change { field: "text".to_owned(), from: Value::Nothing, to: text };
    refused(&bed, "tokyo", 12, &[change]).await;
    let ministry = bed.sign_in("ministry").await;
    let first = search(&ministry, "user=tokyo&action=sign_in").await;
    assert_eq!(first["items"], json!([]));
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = search(&ministry, &format!("user=tokyo&action=sign_in&cursor={cursor}")).await;
    assert_eq!(told(&second), [("sign_in", "tokyo")]);
}

#[tokio::test]
async fn a_narrow_search_gives_pages_of_fifty_without_gap_or_double() {
    let bed = bed().await;
    bed.sign_in("tokyo").await;
    refused(&bed, "tokyo", 120, &[]).await;
    let ministry = bed.sign_in("ministry").await;
    for along in ["user=tokyo", "day=2026-11-24"] {
        let query = format!("{along}&action=access_refused");
        let (mut lengths, mut seen, mut cursor) = (Vec::new(), BTreeSet::new(), String::new());
        loop {
            let page = search(&ministry, &format!("{query}{cursor}")).await;
            let items = page["items"].as_array().unwrap().clone();
            lengths.push(items.len());
            seen.extend(items.iter().map(|item| item["sequence"].as_u64().unwrap()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!((lengths.iter().sum::<usize>(), seen.len()), (120, 120), "{along}: {lengths:?}");
        assert_eq!(lengths[..2], [50, 50], "{along}");
    }
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
