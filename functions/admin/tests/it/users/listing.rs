//! `GET /api/users` and `GET /api/users/{name}`.

use domain::{audit::AuditAction, id::UserName};
use serde_json::{Value, json};
use store::UserRow;
use testbed::{Client, TestBed};

use super::{audit, row, start, with_second_factor};

fn names(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|u| u["user_name"].as_str().unwrap().to_owned()).collect()
}

async fn check(client: &Client, query: &str, expected: &[&str]) {
    let page = client.get(&format!("/api/users{query}")).await.expect(200).json();
    assert_eq!(names(&page), expected, "{query}");
    assert_eq!(page["next_cursor"], Value::Null, "{query}");
}

/// Every page put together, and how long each was.
async fn pages(client: &Client, query: &str) -> (Vec<String>, Vec<usize>) {
    let (mut all, mut lengths, mut cursor) = (Vec::new(), Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/api/users?{query}{cursor}")).await.expect(200).json();
        let found = names(&page);
        lengths.push(found.len());
        all.extend(found);
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return (all, lengths),
        }
    }
}

/// Facility users of Tokyo, `clerk-0000` and on, of whom each hundredth is called 佐藤.
async fn seed_clerks(bed: &TestBed, count: usize) {
    let like = row(bed, "tokyo-hospital").await.unwrap();
    for number in 0..count {
        let name = if number % 100 == 99 { "佐藤 花子" } else { "鈴木 一郎" };
        let user_name = UserName::parse(&format!("clerk-{number:04}")).unwrap();
        bed.app.store.user_put(&UserRow { user_name, name: name.to_owned(), ..like.clone() }).await.unwrap();
    }
}

#[tokio::test]
async fn the_ministry_sees_its_own_users_and_those_of_any_prefecture() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    check(&ministry, "", &["ministry"]).await;
    check(&ministry, "?prefecture=00", &["ministry"]).await;
    check(&ministry, "?prefecture=", &["ministry"]).await;
    check(&ministry, "?prefecture=13", &["tokyo", "tokyo-clinic", "tokyo-dental", "tokyo-hospital"]).await;
    check(&ministry, "?prefecture=27", &["osaka", "osaka-hospital"]).await;
    check(&ministry, "?prefecture=01", &[]).await;
}

#[tokio::test]
async fn a_prefecture_sees_its_officers_and_its_facilities_users_only() {
    let bed = start().await;
    let osaka = bed.sign_in("osaka").await;
    check(&osaka, "", &["osaka", "osaka-hospital"]).await;
    check(&osaka, "?prefecture=27", &["osaka", "osaka-hospital"]).await;
    for foreign in ["13", "00", "48"] {
        let path = format!("/api/users?prefecture={foreign}");
        osaka.get(&path).await.expect_errors(&[("prefecture", "unknown_value")]);
    }
}

#[tokio::test]
async fn a_user_is_shown_with_what_the_page_needs() {
    let bed = start().await;
    with_second_factor(&bed, "tokyo").await;
    let ministry = bed.sign_in("ministry").await;
    let listed = ministry.get("/api/users?prefecture=13&q=tokyo-c").await.expect(200).json();
    assert_eq!(
        listed["items"][0],
        json!({
            "user_name": "tokyo-clinic",
            "role": "facility",
            "name": "見本町内科クリニック",
            "mail": "tokyo-clinic@example.jp",
            "prefecture": null,
            "facility": "tokyo-clinic",
            "area": "13",
            "disabled": false,
            "active": true,
            "second_factor": false,
        })
    );
    let one = ministry.get("/api/users/tokyo").await.expect(200);
    assert_eq!(one.etag(), "\"1\"");
    let one = one.json();
    assert_eq!((&one["prefecture"], &one["second_factor"]), (&json!("13"), &json!(true)));
    let own = ministry.get("/api/users/ministry").await.expect(200).json();
    assert_eq!(own["signed_in_at"], "2026-11-24T03:40:00.000Z");
}

#[tokio::test]
async fn names_and_user_names_are_searched_whatever_their_width() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    check(&ministry, "?prefecture=13&q=DENTAL", &["tokyo-dental"]).await;
    check(&ministry, "?prefecture=13&q=%EF%BD%84%EF%BD%85%EF%BD%8E", &["tokyo-dental"]).await;
    check(&ministry, "?prefecture=13&q=ｸﾘﾆｯｸ", &["tokyo-clinic"]).await;
    check(
        &ministry,
        "?prefecture=13&q=%E3%80%80",
        &["tokyo", "tokyo-clinic", "tokyo-dental", "tokyo-hospital"],
    )
    .await;
    check(&ministry, "?prefecture=13&q=nobody", &[]).await;
}

#[tokio::test]
async fn pages_put_together_are_the_list_and_a_page_holds_fifty() {
    let bed = start().await;
    seed_clerks(&bed, 97).await;
    let tokyo = bed.sign_in("tokyo").await;
    let (all, lengths) = pages(&tokyo, "").await;
    // 97 clerks and the samples; the second page is not full.
    assert_eq!(lengths, [50, 50, 1]);
    assert!(all.is_sorted() && all.len() == 101);
}

#[tokio::test]
async fn a_page_that_is_just_full_has_no_next_one() {
    let bed = start().await;
    seed_clerks(&bed, 46).await;
    let tokyo = bed.sign_in("tokyo").await;
    assert_eq!(pages(&tokyo, "").await.1, [50]);
    assert_eq!(pages(&tokyo, "q=o").await.1, [50 - 46]);
    assert_eq!(pages(&tokyo, "q=k").await.1, [50]);
}

#[tokio::test]
async fn a_search_reads_a_bounded_number_of_users_and_goes_on_by_its_cursor() {
    let bed = start().await;
    seed_clerks(&bed, 1_100).await;
    let tokyo = bed.sign_in("tokyo").await;
    let (found, lengths) = pages(&tokyo, "q=佐藤").await;
    assert_eq!((found.len(), lengths), (11, vec![10, 1]));
}

#[tokio::test]
async fn a_cursor_is_bound_to_caller_and_filter_and_parameters_are_named() {
    let bed = start().await;
    seed_clerks(&bed, 60).await;
    let tokyo = bed.sign_in("tokyo").await;
    let page = tokyo.get("/api/users").await.expect(200).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let osaka = bed.sign_in("osaka").await;
    osaka.get(&format!("/api/users?cursor={cursor}")).await.expect_errors(&[("cursor", "cursor")]);
    tokyo.get(&format!("/api/users?q=a&cursor={cursor}")).await.expect_errors(&[("cursor", "cursor")]);
    tokyo.get("/api/users?cursor=x").await.expect_errors(&[("cursor", "cursor")]);
    tokyo.get("/api/users?limit=9").await.expect_errors(&[("limit", "unknown_parameter")]);
    let long = "a".repeat(201);
    tokyo
        .get(&format!("/api/users?prefecture=99&q={long}"))
        .await
        .expect_errors(&[("prefecture", "unknown_value"), ("q", "too_long")]);
}

#[tokio::test]
async fn a_foreign_user_is_answered_like_an_absent_one() {
    let bed = start().await;
    let osaka = bed.sign_in("osaka").await;
    let absent = osaka.get("/api/users/nobody").await;
    for name in ["tokyo", "tokyo-clinic", "ministry", "X", "%FF", "a%2Fb"] {
        let answer = osaka.get(&format!("/api/users/{name}")).await;
        assert_eq!((answer.status, &answer.bytes), (absent.status, &absent.bytes), "{name}");
    }
    absent.expect_problem(404, "not_found");
    osaka.get("/api/users/osaka-hospital").await.expect(200);
}

#[tokio::test]
async fn facilities_and_strangers_see_no_users_and_a_refusal_is_recorded() {
    let bed = start().await;
    let clinic = bed.sign_in("tokyo-clinic").await;
    for path in ["/api/users", "/api/users/tokyo-clinic"] {
        clinic.get(path).await.expect_problem(403, "forbidden");
        bed.stranger().get(path).await.expect_problem(401, "signed_out");
    }
    let refusals = audit(&bed, "tokyo-clinic").await;
    assert!(refusals.iter().all(|entry| entry.action == AuditAction::AccessRefused));
    let subjects: Vec<_> = refusals.iter().map(|entry| entry.subject.as_str()).collect();
    assert_eq!(subjects, ["GET /api/users/{name}", "GET /api/users"]);
}
