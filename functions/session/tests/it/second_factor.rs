//! Signing in with a second factor.

use domain::audit::AuditAction;
use serde_json::json;
use store_emulator::samples::PASSWORD;
use testbed::{Answer, TestBed};

use crate::{
    PATH, START, credentials,
    seed::{self, RECOVERY, SECRET, code},
    start,
};

async fn with_code(bed: &TestBed, code: &str) -> Answer {
    let body = json!({"user_name": "tokyo", "password": PASSWORD, "code": code});
    bed.stranger().post(PATH, &body).await
}

async fn with_factor() -> TestBed {
    let bed = start().await;
    seed::with_factor(&bed, "tokyo").await;
    bed
}

#[tokio::test]
async fn after_the_right_password_and_only_then_a_code_is_asked_for() {
    let bed = with_factor().await;
    let answer = bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await;
    assert_eq!(answer.header("set-cookie"), None);
    answer.expect_problem(401, "second_factor_required");
    with_code(&bed, "  ").await.expect_problem(401, "second_factor_required");
    assert_eq!(seed::reason(&seed::last_of_strangers(&bed).await), "確認コードなし");
    let wrong = json!({"user_name": "tokyo", "password": "Wrong-2026", "code": code(&bed, SECRET, 0)});
    bed.stranger().post(PATH, &wrong).await.expect_problem(401, "wrong_credentials");
}

#[tokio::test]
async fn the_apps_code_lets_in_once() {
    let bed = with_factor().await;
    let right = code(&bed, SECRET, 0);
    let session = with_code(&bed, &right).await.expect(200).json();
    assert_eq!((&session["user_name"], &session["must_enroll"]), (&json!("tokyo"), &json!(false)));
    with_code(&bed, &right).await.expect_problem(401, "wrong_code");
    assert_eq!(seed::reason(&seed::last_of_strangers(&bed).await), "確認コードの誤り");
    seed::after(&bed, 30);
    with_code(&bed, &code(&bed, SECRET, 0)).await.expect(200);
}

#[tokio::test]
async fn a_clock_that_is_half_a_minute_off_is_forgiven_and_no_more() {
    let bed = with_factor().await;
    for off in [-60, 60] {
        with_code(&bed, &code(&bed, SECRET, off)).await.expect_problem(401, "wrong_code");
    }
    for off in [-30, 30] {
        with_code(&bed, &code(&bed, SECRET, off)).await.expect(200);
    }
}

#[tokio::test]
async fn a_recovery_code_lets_in_once() {
    let bed = with_factor().await;
    with_code(&bed, "ABCD-EFGH-IJKL-MNOQ").await.expect_problem(401, "wrong_code");
    with_code(&bed, &RECOVERY.to_lowercase()).await.expect(200);
    with_code(&bed, RECOVERY).await.expect_problem(401, "wrong_code");
    let left = seed::user(&bed, "tokyo").await.second_factor.unwrap();
    assert!(left.recovery.is_empty());
}

#[tokio::test]
async fn of_two_at_once_with_one_code_only_one_is_let_in() {
    let bed = with_factor().await;
    let right = code(&bed, SECRET, 0);
    let (one, two) = tokio::join!(with_code(&bed, &right), with_code(&bed, &right));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn a_code_counts_for_nothing_where_there_is_no_second_factor() {
    let bed = start().await;
    with_code(&bed, "123456").await.expect(200);
}

#[tokio::test]
async fn who_must_set_one_up_is_let_in_for_that_alone() {
    let bed = start().await;
    seed::require_factor(&bed).await;
    let signed_in = bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect(200);
    assert_eq!(signed_in.json()["must_enroll"], true);
    let client = crate::holder(&bed.app, &signed_in);
    assert_eq!(client.get(PATH).await.expect(200).json()["must_enroll"], true);
    crate::put(&client).await.expect(200);
    client.get("/api/account").await.expect(200);
    client.get("/api/security").await.expect_problem(403, "second_factor_missing");
    crate::delete(&client).await.expect(204);
}

#[tokio::test]
async fn other_roles_and_those_who_have_one_are_let_in_at_once() {
    let bed = start().await;
    seed::require_factor(&bed).await;
    for user_name in ["ministry", "tokyo-hospital"] {
        let answer = bed.stranger().post(PATH, &credentials(user_name, PASSWORD)).await.expect(200);
        assert_eq!(answer.json()["must_enroll"], false, "{user_name}");
    }
    seed::with_factor(&bed, "tokyo").await;
    assert_eq!(with_code(&bed, RECOVERY).await.expect(200).json()["must_enroll"], false);
}

#[tokio::test]
async fn a_sign_in_and_its_refusal_are_in_the_audit_record() {
    let bed = TestBed::start(session::router, START).await;
    bed.stranger().post(PATH, &credentials("tokyo", "Wrong-2026")).await.expect(401);
    let refused = seed::last_of_strangers(&bed).await;
    assert_eq!((refused.action, refused.subject.as_str()), (AuditAction::SignInRefused, "tokyo"));
    bed.stranger().post(PATH, &credentials("Haifu-2026", PASSWORD)).await.expect(401);
    assert_eq!(seed::last_of_strangers(&bed).await.subject, "-", "a password in the wrong field");
    bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect(200);
    assert_eq!(seed::last_of(&bed, "tokyo").await.action, AuditAction::SignIn);
}
