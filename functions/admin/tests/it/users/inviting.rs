//! `POST /api/users/{name}/invitation`.

use domain::{audit::AuditAction, id::UserName};
use store::UserRow;
use testbed::TestBed;

use super::{audit, invited, row, start};

/// A clerk of the Osaka hospital who has not followed the invitation, and one who may not come in.
async fn with_clerks() -> TestBed {
    let bed = start().await;
    let like = UserRow { password_hash: None, ..row(&bed, "osaka-hospital").await.unwrap() };
    for (name, disabled) in [("osaka-clerk", false), ("osaka-gone", true)] {
        let user_name = UserName::parse(name).unwrap();
        bed.app.store.user_put(&UserRow { user_name, disabled, ..like.clone() }).await.unwrap();
    }
    bed
}

fn path(name: &str) -> String {
    format!("/api/users/{name}/invitation")
}

#[tokio::test]
async fn ministry_and_own_prefecture_invite_again_and_void_the_first_link() {
    let bed = with_clerks().await;
    let before = row(&bed, "osaka-clerk").await.unwrap();
    for (who, minute) in [("ministry", 40), ("osaka", 41)] {
        bed.set_clock(&format!("2026-11-24T12:{minute}:00"));
        let answer = bed.sign_in(who).await.post_empty(&path("osaka-clerk"), &[]).await.expect(200);
        assert_eq!(answer.json()["active"], false);
        let entries = audit(&bed, who).await;
        assert_eq!(
            (entries[0].action, entries[0].subject.as_str()),
            (AuditAction::UserInvited, "osaka-clerk")
        );
    }
    assert_eq!(invited(&bed).await, ["osaka-clerk", "osaka-clerk"]);
    assert_eq!(row(&bed, "osaka-clerk").await.unwrap().credentials, before.credentials + 2);
}

#[tokio::test]
async fn the_answer_has_the_version_that_a_change_is_based_on() {
    let bed = with_clerks().await;
    let ministry = bed.sign_in("ministry").await;
    let answer = ministry.post_empty(&path("osaka-clerk"), &[]).await.expect(200);
    let edited = serde_json::json!({"name": "別の名前", "mail": "clerk@example.jp", "disabled": false});
    ministry.put("/api/users/osaka-clerk", &answer.etag(), &edited).await.expect(200);
    assert_eq!(row(&bed, "osaka-clerk").await.unwrap().name, "別の名前");
}

#[tokio::test]
async fn a_minute_lies_between_two_invitations() {
    let bed = with_clerks().await;
    let ministry = bed.sign_in("ministry").await;
    let osaka = bed.sign_in("osaka").await;
    ministry.post_empty(&path("osaka-clerk"), &[]).await.expect(200);
    bed.set_clock("2026-11-24T12:40:59");
    osaka.post_empty(&path("osaka-clerk"), &[]).await.expect_problem(409, "invited_just_now");
    assert_eq!(invited(&bed).await.len(), 1);
    bed.set_clock("2026-11-24T12:41:00");
    osaka.post_empty(&path("osaka-clerk"), &[]).await.expect(200);
    assert_eq!(invited(&bed).await.len(), 2);
}

#[tokio::test]
async fn two_at_once_send_one_invitation() {
    let bed = with_clerks().await;
    let ministry = bed.sign_in("ministry").await;
    let osaka = bed.sign_in("osaka").await;
    let path = path("osaka-clerk");
    let (one, two) = tokio::join!(ministry.post_empty(&path, &[]), osaka.post_empty(&path, &[]));
    let (sent, refused) = if one.status == 200 { (one, two) } else { (two, one) };
    sent.expect(200);
    refused.expect_problem(409, "invited_just_now");
    assert_eq!(invited(&bed).await.len(), 1);
}

#[tokio::test]
async fn who_has_a_password_is_shown_the_reset_and_who_is_disabled_the_way_back() {
    let bed = with_clerks().await;
    let ministry = bed.sign_in("ministry").await;
    let active =
        ministry.post_empty(&path("osaka-hospital"), &[]).await.expect_problem(409, "already_active");
    assert!(active["detail"].as_str().unwrap().contains("パスワードの再設定"));
    ministry.post_empty(&path("osaka-gone"), &[]).await.expect_problem(409, "disabled");
    assert!(invited(&bed).await.is_empty());
}

#[tokio::test]
async fn foreign_and_absent_users_are_alike_and_facilities_invite_nobody() {
    let bed = with_clerks().await;
    let tokyo = bed.sign_in("tokyo").await;
    let absent = tokyo.post_empty(&path("nobody"), &[]).await;
    for name in ["osaka-clerk", "ministry", "NO"] {
        assert_eq!(tokyo.post_empty(&path(name), &[]).await.bytes, absent.bytes);
    }
    absent.expect_problem(404, "not_found");
    let hospital = bed.sign_in("osaka-hospital").await;
    hospital.post_empty(&path("osaka-clerk"), &[]).await.expect_problem(403, "forbidden");
    bed.stranger().post_empty(&path("osaka-clerk"), &[]).await.expect_problem(401, "signed_out");
    assert!(invited(&bed).await.is_empty());
}

#[tokio::test]
async fn a_body_that_claims_something_is_refused() {
    let bed = with_clerks().await;
    let osaka = bed.sign_in("osaka").await;
    let body = serde_json::json!({"mail": "me@example.jp", "role": "ministry"});
    osaka.post(&path("osaka-clerk"), &body).await.expect_problem(400, "unexpected_body");
    assert!(invited(&bed).await.is_empty());
}
