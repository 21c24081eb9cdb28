//! Setting a password by a mailed link.

use axum::http::Method;
use domain::{audit::AuditAction, message::Message, prefecture::Prefecture};
use serde_json::json;
use store::{LinkPurpose, LinkRow};
use store_emulator::samples::PASSWORD;
use testbed::{Answer, TestBed};

use crate::{PATH, credentials, holder, seed, sign_in, start};

const TOKEN: &str = "hl_0123456789";
const NEW: &str = "Kazari-7x";

fn path(token: &str) -> String {
    format!("/api/password-resets/{token}")
}

async fn look(bed: &TestBed, token: &str) -> Answer {
    bed.stranger().get(&path(token)).await
}

async fn set(bed: &TestBed, token: &str, password: &str) -> Answer {
    let body = json!({"password": password}).to_string();
    bed.stranger().send(Method::PUT, &path(token), &[], Some(body)).await
}

async fn with_link() -> TestBed {
    let bed = start().await;
    seed::link(&bed, TOKEN, "tokyo").await;
    bed
}

#[tokio::test]
async fn opening_a_link_tells_whose_it_is_and_uses_nothing_up() {
    let bed = with_link().await;
    for _ in 0..3 {
        let view = look(&bed, TOKEN).await.expect(200).json();
        assert_eq!(view, json!({"user_name": "tokyo", "expires_at": "2026-11-24T00:30:00.000Z"}));
    }
    set(&bed, TOKEN, NEW).await.expect(204);
}

#[tokio::test]
async fn the_new_password_lets_in_and_the_old_one_does_not() {
    let bed = with_link().await;
    set(&bed, TOKEN, NEW).await.expect(204);
    bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect_problem(401, "wrong_credentials");
    bed.stranger().post(PATH, &credentials("tokyo", NEW)).await.expect(200);
}

#[tokio::test]
async fn all_sessions_end_and_a_mail_and_the_audit_record_tell_of_it() {
    let bed = with_link().await;
    let sessions = [holder(&bed.app, &sign_in(&bed.app).await), holder(&bed.app, &sign_in(&bed.app).await)];
    let other = bed.sign_in("osaka").await;
    set(&bed, TOKEN, NEW).await.expect(204);
    for session in &sessions {
        session.get(PATH).await.expect_problem(401, "signed_out");
    }
    other.get(PATH).await.expect(200);
    let outbox = bed.app.store.outbox_list().await.unwrap();
    let set_at = bed.app.clock.session_now();
    assert_eq!(outbox.len(), 1);
    assert_eq!(outbox[0].message, Message::PasswordSet { user_name: seed::name("tokyo"), set_at });
    assert_eq!(seed::last_of(&bed, "tokyo").await.action, AuditAction::PasswordSet);
}

#[tokio::test]
async fn an_invited_user_sets_its_first_password() {
    let bed = start().await;
    seed::edit(&bed, "tokyo", |user| user.password_hash = None).await;
    bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect_problem(401, "wrong_credentials");
    seed::link(&bed, TOKEN, "tokyo").await;
    set(&bed, TOKEN, NEW).await.expect(204);
    bed.stranger().post(PATH, &credentials("tokyo", NEW)).await.expect(200);
}

#[tokio::test]
async fn every_fault_of_a_password_is_told_and_the_link_still_lives() {
    let bed = with_link().await;
    let codes = |codes: &'static [&str]| codes.iter().map(|code| ("password", *code)).collect::<Vec<_>>();
    for (password, faults) in [
        ("", codes(&["required"])),
        ("abc", codes(&["too_short", "no_upper", "no_digit"])),
        ("Kazari７x", codes(&["not_half_width", "no_digit"])),
        ("Password1", codes(&["common"])),
        ("xx-TOKYO-2z", codes(&["user_name_inside"])),
        (&format!("Kz7{}", "yv".repeat(63)), codes(&["too_long"])),
    ] {
        set(&bed, TOKEN, password).await.expect_errors(&faults);
    }
    assert_eq!(seed::user(&bed, "tokyo").await.credentials, 1);
    set(&bed, TOKEN, NEW).await.expect(204);
}

#[tokio::test]
async fn a_used_expired_altered_or_void_link_gets_one_same_answer() {
    let bed = with_link().await;
    let wrong = set(&bed, "hl_altered", NEW).await;
    let problem = wrong.clone().expect_problem(404, "link_void");
    assert!(problem["detail"].as_str().unwrap().contains("もう一度お申し込みください"));
    let check = async |bed: &TestBed, token: &str, what: &str| {
        for answer in [look(bed, token).await, set(bed, token, NEW).await, set(bed, token, "x").await] {
            assert_eq!((&answer.bytes, &answer.headers), (&wrong.bytes, &wrong.headers), "{what}");
            assert_eq!(answer.status, wrong.status, "{what}");
        }
    };

    set(&bed, TOKEN, NEW).await.expect(204);
    check(&bed, TOKEN, "used").await;

    seed::link(&bed, "hl_old", "tokyo").await;
    seed::link(&bed, "hl_new", "tokyo").await;
    set(&bed, "hl_new", NEW).await.expect(204);
    check(&bed, "hl_old", "void by another that was used").await;

    seed::link(&bed, "hl_disabled", "tokyo").await;
    seed::edit(&bed, "tokyo", |user| user.disabled = true).await;
    check(&bed, "hl_disabled", "of a disabled user").await;
    seed::edit(&bed, "tokyo", |user| user.disabled = false).await;

    let purpose = LinkPurpose::Password { user_name: seed::name("nobody"), credentials: 0 };
    let expires_at = bed.app.clock.session_now() + std::time::Duration::from_mins(1);
    seed::put_link(&bed, "hl_nobody", LinkRow { purpose, expires_at }).await;
    check(&bed, "hl_nobody", "of nobody").await;

    let prefecture = Prefecture::parse("13").unwrap();
    let purpose = LinkPurpose::Address { prefecture, address: "a@example.jp".to_owned() };
    seed::put_link(&bed, "hl_address", LinkRow { purpose, expires_at }).await;
    check(&bed, "hl_address", "for something else").await;

    seed::link(&bed, "hl_expired", "tokyo").await;
    seed::after(&bed, 30 * 60);
    check(&bed, "hl_expired", "expired").await;
}

#[tokio::test]
async fn a_link_lives_until_its_last_millisecond() {
    let bed = with_link().await;
    bed.app.clock.set(bed.app.clock.session_now() + std::time::Duration::from_millis(30 * 60 * 1_000 - 1));
    look(&bed, TOKEN).await.expect(200);
}

#[tokio::test]
async fn of_two_at_once_only_one_sets_the_password() {
    let bed = with_link().await;
    let (one, two) = tokio::join!(set(&bed, TOKEN, NEW), set(&bed, TOKEN, "Other-word7"));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 404]);
}

#[tokio::test]
async fn a_body_without_a_password_is_told_so() {
    let bed = with_link().await;
    let send =
        async |body: &str| bed.stranger().send(Method::PUT, &path(TOKEN), &[], Some(body.to_owned())).await;
    send("{}").await.expect_errors(&[("password", "required")]);
    send("{").await.expect_problem(400, "malformed_json");
    let more = json!({"password": NEW, "user_name": "osaka"}).to_string();
    send(&more).await.expect_errors(&[("user_name", "unknown_field")]);
}
