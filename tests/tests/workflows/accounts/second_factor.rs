//! A second factor where the ministry requires one.

use axum::http::Method;
use serde_json::json;
use store_emulator::samples::PASSWORD;
use testbed::{Answer, Client};
use totp_rs::{Builder, Secret};

use super::START;
use crate::world::{World, workflow};

const FACTOR: &str = "/api/account/second-factor";

/// What an authenticator app with that secret shows now.
fn shown(world: &World, secret: &str) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    let now = world.bed.app.clock.session_now().timestamp();
    totp.generate(u64::try_from(now).unwrap()).to_string()
}

async fn enter_with(world: &World, code: &str) -> Answer {
    let body = json!({"user_name": "ministry", "password": PASSWORD, "code": code});
    world.bed.stranger().post("/api/session", &body).await
}

async fn confirm(client: &Client, code: &str) -> Answer {
    client.send(Method::PUT, FACTOR, &[], Some(json!({"code": code}).to_string())).await
}

#[tokio::test]
async fn whoever_must_have_a_second_factor_sets_it_up_before_anything_else() {
    workflow(START, |world| async move {
        let before = world.sign_in("ministry").await;
        let rules = before.get("/api/security").await.expect(200);
        let required = json!({"second_factor_required": ["ministry"]});
        before.put("/api/security", &rules.etag(), &required).await.expect(200);

        let entered = world.enter("ministry", PASSWORD).await.expect(200);
        assert_eq!(entered.json()["must_enroll"], true);
        let ministry = world.holder(&entered);
        ministry.get("/api/users").await.expect_problem(403, "second_factor_missing");
        let offer = ministry.post_empty(FACTOR, &[]).await.expect(200).json();
        let secret = offer["secret"].as_str().unwrap();
        confirm(&ministry, "000000x").await.expect_errors(&[("code", "wrong_code")]);
        let told = confirm(&ministry, &shown(&world, secret)).await.expect(200).json();
        ministry.get("/api/users").await.expect(200);
        before.get("/api/users").await.expect_problem(401, "signed_out");

        world.bed.set_clock("2026-11-24T09:01:00");
        world.enter("ministry", PASSWORD).await.expect_problem(401, "second_factor_required");
        let code = shown(&world, secret);
        let entered = enter_with(&world, &code).await.expect(200);
        assert_eq!(entered.json()["must_enroll"], false);
        world.holder(&entered).get("/api/users").await.expect(200);
        enter_with(&world, &code).await.expect_problem(401, "wrong_code");
        // The telephone is lost: each recovery code lets in once.
        let recovery = told["recovery_codes"][0].as_str().unwrap();
        let entered = enter_with(&world, recovery).await.expect(200);
        enter_with(&world, recovery).await.expect_problem(401, "wrong_code");
        let account = world.holder(&entered).get("/api/account").await.expect(200).json();
        assert_eq!(account["second_factor"]["recovery_codes_left"], 9);
        // Prefectures were not asked for one.
        assert_eq!(world.enter("tokyo", PASSWORD).await.expect(200).json()["must_enroll"], false);
        world
    })
    .await;
}
