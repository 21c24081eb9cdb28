//! One's own account and its second factor.

use axum::http::Method;
use domain::audit::AuditAction;
use serde_json::{Value, json};
use store_emulator::samples::PASSWORD;
use testbed::{Answer, Client, TestBed};

use crate::{
    PATH, credentials, holder,
    seed::{self, SECRET, code},
    sign_in, start,
};

const ACCOUNT: &str = "/api/account";
const FACTOR: &str = "/api/account/second-factor";
const RECOVERY_CODES: &str = "/api/account/recovery-codes";

async fn send(client: &Client, method: Method, path: &str, body: &Value) -> Answer {
    client.send(method, path, &[], Some(body.to_string())).await
}

async fn offer(client: &Client) -> Answer {
    client.post(FACTOR, &json!({"password": PASSWORD})).await
}

/// As right after a sign-in that has nothing else open.
async fn offer_without_password(client: &Client) -> Answer {
    client.post_empty(FACTOR, &[]).await
}

async fn confirm(client: &Client, code: &str) -> Answer {
    send(client, Method::PUT, FACTOR, &json!({"code": code})).await
}

async fn remove(client: &Client, password: &str) -> Answer {
    send(client, Method::DELETE, FACTOR, &json!({"password": password})).await
}

async fn renew(client: &Client, password: &str) -> Answer {
    client.post(RECOVERY_CODES, &json!({"password": password})).await
}

/// Offers and confirms; the secret and the recovery codes.
async fn enroll(bed: &TestBed, client: &Client) -> (String, Vec<String>) {
    let must_enroll = client.get(PATH).await.expect(200).json()["must_enroll"] == true;
    let offered = if must_enroll { offer_without_password(client).await } else { offer(client).await };
    let secret = offered.expect(200).json()["secret"].as_str().unwrap().to_owned();
    let answer = confirm(client, &code(bed, &secret, 0)).await.expect(200).json();
    let codes = answer["recovery_codes"].as_array().unwrap().iter();
    (secret, codes.map(|code| code.as_str().unwrap().to_owned()).collect())
}

async fn with_code(bed: &TestBed, code: &str) -> Answer {
    let body = json!({"user_name": "tokyo", "password": PASSWORD, "code": code});
    bed.stranger().post(PATH, &body).await
}

#[tokio::test]
async fn an_account_is_told_without_its_secrets() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let factor = json!({"available": true, "required": false, "on": false, "recovery_codes_left": 0});
    let expected = json!({
        "user_name": "tokyo", "role": "prefecture", "name": "東京都 物資担当", "mail": "t***@example.jp",
        "second_factor": factor,
    });
    assert_eq!(client.get(ACCOUNT).await.expect(200).json(), expected);
    let facility = bed.sign_in("tokyo-hospital").await.get(ACCOUNT).await.expect(200).json();
    assert_eq!(facility["second_factor"]["available"], false);
    bed.stranger().get(ACCOUNT).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn a_second_factor_is_set_up_by_its_first_code() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let offered = offer(&client).await.expect(200).json();
    let secret = offered["secret"].as_str().unwrap();
    let url = offered["otpauth_url"].as_str().unwrap();
    assert!(url.starts_with(&format!("otpauth://totp/Haifu-practice:tokyo?secret={secret}&")), "{url}");
    bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect(200);
    let codes = confirm(&client, &code(&bed, secret, 0)).await.expect(200).json();
    assert_eq!(codes["recovery_codes"].as_array().unwrap().len(), 10);
    let account = client.get(ACCOUNT).await.expect(200).json();
    let expected = json!({"available": true, "required": false, "on": true, "recovery_codes_left": 10});
    assert_eq!(account["second_factor"], expected);
    bed.stranger()
        .post(PATH, &credentials("tokyo", PASSWORD))
        .await
        .expect_problem(401, "second_factor_required");
    assert_eq!(seed::last_of(&bed, "tokyo").await.action, AuditAction::SecondFactorEnabled);
}

#[tokio::test]
async fn the_first_code_and_each_recovery_code_let_in_once() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let (secret, codes) = enroll(&bed, &client).await;
    with_code(&bed, &code(&bed, &secret, 0)).await.expect_problem(401, "wrong_code");
    with_code(&bed, &codes[0]).await.expect(200);
    with_code(&bed, &codes[0]).await.expect_problem(401, "wrong_code");
    assert_eq!(client.get(ACCOUNT).await.json()["second_factor"]["recovery_codes_left"], 9);
}

#[tokio::test]
async fn setting_up_ends_the_other_sessions_and_keeps_this_one() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let other = bed.sign_in("tokyo").await;
    enroll(&bed, &client).await;
    client.get(PATH).await.expect(200);
    other.get(PATH).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn setting_up_lifts_the_duty_from_the_session() {
    let bed = start().await;
    seed::require_factor(&bed).await;
    let client = holder(&bed.app, &sign_in(&bed.app).await);
    assert_eq!(client.get(ACCOUNT).await.expect(200).json()["second_factor"]["required"], true);
    client.get("/api/security").await.expect_problem(403, "second_factor_missing");
    enroll(&bed, &client).await;
    assert_eq!(client.get(PATH).await.expect(200).json()["must_enroll"], false);
    client.get("/api/security").await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn a_wrong_code_sets_nothing_up_and_the_offer_stands() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    confirm(&client, "123456").await.expect_problem(409, "second_factor_not_offered");
    let first = offer(&client).await.expect(200).json()["secret"].as_str().unwrap().to_owned();
    let second = offer(&client).await.expect(200).json()["secret"].as_str().unwrap().to_owned();
    confirm(&client, "").await.expect_errors(&[("code", "required")]);
    for wrong in ["abc", &code(&bed, &first, 0), &code(&bed, &second, 90)] {
        confirm(&client, wrong).await.expect_errors(&[("code", "wrong_code")]);
    }
    confirm(&client, &code(&bed, &second, 0)).await.expect(200);
}

#[tokio::test]
async fn one_that_is_set_up_is_not_replaced_by_whoever_finds_an_open_screen() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let (secret, _) = enroll(&bed, &client).await;
    offer(&client).await.expect_problem(409, "second_factor_on");
    confirm(&client, &code(&bed, &secret, 30)).await.expect_problem(409, "second_factor_on");
}

#[tokio::test]
async fn it_is_begun_with_the_password() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    offer_without_password(&client).await.expect_problem(415, "unsupported_media_type");
    let wrong = client.post(FACTOR, &json!({"password": "Wrong-2026"})).await;
    wrong.expect_errors(&[("password", "wrong_password")]);
    // Nothing typed is called so, and is no try.
    let missing =
        client.post(FACTOR, &json!({"password": ""})).await.expect_errors(&[("password", "required")]);
    assert_eq!(missing["errors"][0]["message"], "現在のパスワードを入力してください。");
    assert_eq!(seed::user(&bed, "tokyo").await.second_factor_offer, None);
    assert_eq!(seed::last_of(&bed, "tokyo").await.action, AuditAction::AccessRefused);
    offer(&client).await.expect(200);
}

#[tokio::test]
async fn it_is_taken_away_with_the_password() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    remove(&client, PASSWORD).await.expect_problem(409, "second_factor_off");
    enroll(&bed, &client).await;
    remove(&client, "Wrong-2026").await.expect_errors(&[("password", "wrong_password")]);
    assert_eq!(seed::last_of(&bed, "tokyo").await.action, AuditAction::AccessRefused);
    let other = holder(&bed.app, &with_code_of_next_step(&bed).await);
    remove(&client, PASSWORD).await.expect(204);
    other.get(PATH).await.expect_problem(401, "signed_out");
    client.get(PATH).await.expect(200);
    bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect(200);
}

/// Another sign-in of a user whose first code is used already.
async fn with_code_of_next_step(bed: &TestBed) -> Answer {
    let secret = seed::user(bed, "tokyo").await.second_factor.unwrap().secret;
    with_code(bed, &code(bed, &secret, 30)).await.expect(200)
}

#[tokio::test]
async fn where_it_is_required_taking_it_away_asks_for_another() {
    let bed = start().await;
    seed::require_factor(&bed).await;
    let client = holder(&bed.app, &sign_in(&bed.app).await);
    enroll(&bed, &client).await;
    remove(&client, PASSWORD).await.expect(204);
    assert_eq!(client.get(PATH).await.expect(200).json()["must_enroll"], true);
    enroll(&bed, &client).await;
    assert_eq!(client.get(PATH).await.expect(200).json()["must_enroll"], false);
}

#[tokio::test]
async fn new_recovery_codes_make_the_earlier_ones_void() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    renew(&client, PASSWORD).await.expect_problem(409, "second_factor_off");
    let (_, old) = enroll(&bed, &client).await;
    renew(&client, "Wrong-2026").await.expect_errors(&[("password", "wrong_password")]);
    let answer = renew(&client, PASSWORD).await.expect(200).json();
    let new = answer["recovery_codes"].as_array().unwrap();
    assert_eq!(new.len(), 10);
    with_code(&bed, &old[0]).await.expect_problem(401, "wrong_code");
    with_code(&bed, new[0].as_str().unwrap()).await.expect(200);
    assert!(client.get(PATH).await.status.is_success());
}

#[tokio::test]
async fn guessing_the_password_at_an_open_screen_is_slowed_down() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    enroll(&bed, &client).await;
    for _ in 0..5 {
        remove(&client, "Wrong-2026").await.expect(422);
    }
    let refused = remove(&client, PASSWORD).await;
    assert_eq!(refused.header("retry-after"), Some("1"));
    refused.expect_problem(429, "too_many_tries");
    seed::after(&bed, 1);
    remove(&client, PASSWORD).await.expect(204);
}

#[tokio::test]
async fn facilities_have_none_and_strangers_reach_nothing() {
    let bed = start().await;
    let facility = bed.sign_in("tokyo-hospital").await;
    for (client, status, problem) in [(&facility, 403, "forbidden"), (&bed.stranger(), 401, "signed_out")] {
        offer(client).await.expect_problem(status, problem);
        confirm(client, "123456").await.expect_problem(status, problem);
        remove(client, PASSWORD).await.expect_problem(status, problem);
        renew(client, PASSWORD).await.expect_problem(status, problem);
    }
    assert_eq!(seed::last_of(&bed, "tokyo-hospital").await.subject, "POST /api/account/recovery-codes");
}

#[tokio::test]
async fn bodies_that_say_too_little_or_too_much_are_refused() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    send(&client, Method::PUT, FACTOR, &json!({})).await.expect_errors(&[("code", "required")]);
    send(&client, Method::DELETE, FACTOR, &json!({})).await.expect_errors(&[("password", "required")]);
    client.post(RECOVERY_CODES, &json!({"password": 1})).await.expect_errors(&[("password", "wrong_type")]);
    client.post(FACTOR, &json!({})).await.expect_errors(&[("password", "required")]);
    let more = json!({"password": PASSWORD, "secret": SECRET});
    client.post(FACTOR, &more).await.expect_errors(&[("secret", "unknown_field")]);
    seed::require_factor(&bed).await;
    let enrolling = holder(&bed.app, &sign_in(&bed.app).await);
    enrolling.post(FACTOR, &json!({"secret": SECRET})).await.expect_problem(400, "unexpected_body");
}
