//! Of which roles the ministry requires a second factor.

use axum::http::Method;
use domain::{audit::AuditAction, history::Value};
use serde_json::json;
use testbed::{Answer, Client};

use crate::{seed, start};

const SECURITY: &str = "/api/security";

async fn save(client: &Client, etag: &str, roles: &[&str]) -> Answer {
    client.put(SECURITY, etag, &json!({"second_factor_required": roles})).await
}

#[tokio::test]
async fn nothing_is_required_until_the_ministry_says_so() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let answer = ministry.get(SECURITY).await.expect(200);
    assert_eq!((answer.etag().as_str(), answer.json()), ("\"0\"", json!({"second_factor_required": []})));
    let saved = save(&ministry, "\"0\"", &["ministry", "prefecture"]).await.expect(200);
    let expected = json!({"second_factor_required": ["prefecture", "ministry"]});
    assert_eq!((saved.etag().as_str(), saved.json()), ("\"1\"", expected.clone()));
    assert_eq!(ministry.get(SECURITY).await.expect(200).json(), expected);
    let entry = seed::last_of(&bed, "ministry").await;
    assert_eq!(entry.action, AuditAction::SecurityChanged);
    assert_eq!(entry.changes[0].to, Value::Text("都道府県、国".to_owned()));
}

#[tokio::test]
async fn a_save_that_changes_nothing_writes_nothing() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    assert_eq!(save(&ministry, "\"0\"", &[]).await.expect(200).etag(), "\"0\"");
    assert_eq!(seed::last_of(&bed, "ministry").await.action, AuditAction::SignIn);
}

#[tokio::test]
async fn a_save_based_on_an_older_version_is_refused() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    save(&ministry, "\"0\"", &["ministry"]).await.expect(200);
    save(&ministry, "\"0\"", &["prefecture"]).await.expect_problem(412, "stale");
    save(&ministry, "\"2\"", &["prefecture"]).await.expect_problem(412, "stale");
    save(&ministry, "\"1\"", &["prefecture"]).await.expect(200);
    let body = Some(json!({"second_factor_required": []}).to_string());
    ministry.send(Method::PUT, SECURITY, &[], body).await.expect_problem(428, "precondition_required");
}

#[tokio::test]
async fn of_two_saves_at_once_only_one_counts() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let (one, two) =
        tokio::join!(save(&ministry, "\"0\"", &["ministry"]), save(&ministry, "\"0\"", &["prefecture"]));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn roles_without_a_second_factor_and_unknown_ones_are_refused() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let field = "second_factor_required";
    save(&ministry, "\"0\"", &["facility"]).await.expect_errors(&[(field, "no_second_factor")]);
    let unknown = save(&ministry, "\"0\"", &["king"]).await.expect_problem(422, "invalid");
    assert_eq!(unknown["errors"][0]["code"], "unknown_value");
    let none = ministry.put(SECURITY, "\"0\"", &json!({})).await;
    none.expect_errors(&[(field, "required")]);
}

#[tokio::test]
async fn only_the_ministry_sees_and_changes_it() {
    let bed = start().await;
    for user_name in ["tokyo", "tokyo-hospital"] {
        let client = bed.sign_in(user_name).await;
        client.get(SECURITY).await.expect_problem(403, "forbidden");
        save(&client, "\"0\"", &["ministry"]).await.expect_problem(403, "forbidden");
        assert_eq!(seed::last_of(&bed, user_name).await.subject, "PUT /api/security");
    }
    bed.stranger().get(SECURITY).await.expect_problem(401, "signed_out");
    save(&bed.stranger(), "\"0\"", &["ministry"]).await.expect_problem(401, "signed_out");
}
