//! `PUT /api/users/{name}`.

use axum::http::Method;
use domain::{
    audit::AuditAction,
    history::{Change, Value as Shown},
};
use serde_json::{Value, json};
use store::UserRow;
use testbed::{Answer, Client, TestBed};

use super::{audit, row, start};

fn body(name: &str, mail: &str, disabled: bool) -> Value {
    json!({"name": name, "mail": mail, "disabled": disabled})
}

/// The sample officer of Osaka as it is, but kept out or not.
fn osaka(disabled: bool) -> Value {
    body("大阪府 物資担当", "osaka@example.jp", disabled)
}

/// Saves on top of the version that stands.
async fn save(client: &Client, name: &str, body: &Value) -> Answer {
    let path = format!("/api/users/{name}");
    let etag = client.get(&path).await.expect(200).etag();
    client.put(&path, &etag, body).await
}

async fn with_ministry() -> (TestBed, Client) {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    (bed, ministry)
}

#[tokio::test]
async fn a_name_is_changed_with_what_was_before_in_the_record() {
    let (bed, ministry) = with_ministry().await;
    let osaka = bed.sign_in("osaka").await;
    let answer =
        save(&ministry, "osaka", &body(" 大阪府 佐藤 ", "osaka@example.jp", false)).await.expect(200);
    assert_eq!((answer.json()["name"].clone(), answer.etag()), (json!("大阪府 佐藤"), "\"3\"".to_owned()));
    assert_eq!(row(&bed, "osaka").await.unwrap().version, 3);
    let entries = audit(&bed, "ministry").await;
    assert_eq!((entries[0].action, entries[0].subject.as_str()), (AuditAction::UserChanged, "osaka"));
    let change = Change {
        field: "name".to_owned(),
        from: Shown::text("大阪府 物資担当"),
        to: Shown::text("大阪府 佐藤"),
    };
    assert_eq!(entries[0].changes, [change]);
    // Another name lets nobody in or out.
    osaka.get("/api/users").await.expect(200);
    let listed = ministry.get("/api/users?prefecture=27&q=佐藤").await.expect(200).json();
    assert_eq!(listed["items"][0]["user_name"], "osaka");
}

#[tokio::test]
async fn another_address_ends_sessions_and_voids_links_to_the_old_one() {
    let (bed, ministry) = with_ministry().await;
    let osaka = bed.sign_in("osaka").await;
    let before = row(&bed, "osaka").await.unwrap();
    save(&ministry, "osaka", &body("大阪府 物資担当", "new@example.jp", false)).await.expect(200);
    let after = row(&bed, "osaka").await.unwrap();
    assert_eq!((after.mail.as_str(), after.credentials), ("new@example.jp", before.credentials + 1));
    osaka.get("/api/users").await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn disabling_ends_sessions_at_once_and_enabling_takes_it_back() {
    let (bed, ministry) = with_ministry().await;
    let officer = bed.sign_in("osaka").await;
    let second = bed.sign_in("osaka").await;
    let credentials = row(&bed, "osaka").await.unwrap().credentials;
    save(&ministry, "osaka", &osaka(true)).await.expect(200);
    for session in [officer, second] {
        session.get("/api/users").await.expect_problem(401, "signed_out");
    }
    let disabled = row(&bed, "osaka").await.unwrap();
    assert_eq!((disabled.disabled, disabled.credentials), (true, credentials + 1));
    save(&ministry, "osaka", &osaka(false)).await.expect(200);
    let actions: Vec<_> = audit(&bed, "ministry").await.iter().map(|entry| entry.action).collect();
    assert_eq!(actions, [AuditAction::UserEnabled, AuditAction::UserDisabled]);
}

#[tokio::test]
async fn a_save_that_changes_nothing_writes_nothing() {
    let (bed, ministry) = with_ministry().await;
    let before = row(&bed, "osaka").await;
    assert_eq!(save(&ministry, "osaka", &osaka(false)).await.expect(200).etag(), "\"1\"");
    assert_eq!(row(&bed, "osaka").await, before);
    assert!(audit(&bed, "ministry").await.is_empty());
}

#[tokio::test]
async fn what_never_changes_may_be_sent_back_as_it_is_and_no_other_way() {
    let (bed, ministry) = with_ministry().await;
    let mut sent = osaka(true);
    sent["user_name"] = json!("osaka");
    sent["role"] = json!("prefecture");
    sent["prefecture"] = json!("27");
    sent["facility"] = json!(null);
    save(&ministry, "osaka", &sent).await.expect(200);
    let before = row(&bed, "osaka").await;
    let mut other = osaka(false);
    other["user_name"] = json!("kobe");
    other["role"] = json!("ministry");
    other["prefecture"] = json!("13");
    other["facility"] = json!("tokyo-clinic");
    save(&ministry, "osaka", &other).await.expect_errors(&[
        ("user_name", "unchangeable"),
        ("role", "unchangeable"),
        ("prefecture", "unchangeable"),
        ("facility", "unchangeable"),
    ]);
    assert_eq!(row(&bed, "osaka").await, before);
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    let (_, ministry) = with_ministry().await;
    let check = async |body: Value, expected: &[(&str, &str)]| {
        save(&ministry, "osaka", &body).await.expect_errors(expected);
    };
    check(json!({}), &[("disabled", "required"), ("name", "required"), ("mail", "required")]).await;
    check(
        json!({"name": 1, "mail": [], "disabled": "true"}),
        &[("name", "wrong_type"), ("mail", "wrong_type"), ("disabled", "wrong_type")],
    )
    .await;
    check(body("a\nb", "x@y", false), &[("name", "control_character"), ("mail", "mail_form")]).await;
    check(json!({"password": "Haifu-2027"}), &[("password", "unknown_field")]).await;
}

#[tokio::test]
async fn a_change_is_bound_to_the_version_it_was_made_on() {
    let (bed, ministry) = with_ministry().await;
    let path = "/api/users/osaka";
    let none = ministry.send(Method::PUT, path, &[], Some(osaka(true).to_string())).await;
    none.expect_problem(428, "precondition_required");
    ministry.put(path, "x", &osaka(true)).await.expect_problem(400, "if_match");
    // The user signs in meanwhile.
    bed.sign_in("osaka").await;
    ministry.put(path, "\"1\"", &osaka(true)).await.expect_problem(412, "stale");
    assert!(!row(&bed, "osaka").await.unwrap().disabled);
}

#[tokio::test]
async fn of_two_saves_at_once_one_counts() {
    let (bed, ministry) = with_ministry().await;
    let other = bed.colleague("ministry", "ministry-2", "国 次席").await;
    let (mine, theirs) = (body("甲", "osaka@example.jp", false), body("乙", "osaka@example.jp", false));
    let path = "/api/users/osaka";
    let (one, two) = tokio::join!(ministry.put(path, "\"1\"", &mine), other.put(path, "\"1\"", &theirs));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(row(&bed, "osaka").await.unwrap().version, 2);
}

#[tokio::test]
async fn nobody_shuts_out_the_own_account() {
    let (bed, ministry) = with_ministry().await;
    let body = body("国の担当者", "ministry@example.jp", true);
    save(&ministry, "ministry", &body).await.expect_problem(409, "own_account");
    ministry.get("/api/users/ministry").await.expect(200);
    // A colleague may.
    let other = bed.colleague("ministry", "ministry-2", "国 次席").await;
    save(&other, "ministry", &body).await.expect(200);
    ministry.get("/api/users/ministry").await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn only_the_ministry_changes_users() {
    let bed = start().await;
    for who in ["osaka", "osaka-hospital"] {
        let client = bed.sign_in(who).await;
        client.put("/api/users/osaka-hospital", "\"1\"", &osaka(true)).await.expect_problem(403, "forbidden");
    }
    let ministry = bed.sign_in("ministry").await;
    ministry.put("/api/users/nobody", "\"1\"", &osaka(true)).await.expect_problem(404, "not_found");
    let unchanged: UserRow = row(&bed, "osaka-hospital").await.unwrap();
    assert!(!unchanged.disabled);
}
