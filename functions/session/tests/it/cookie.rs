//! The cookie that holds the token.

use axum::http::Method;
use store_emulator::isolated_store;
use testbed::{Client, TestBed, instant};
use web::{App, Clock, Config, Stage};

use crate::{PATH, START, delete, holder, sign_in, start};

/// The state of an installation on https.
async fn prod() -> App {
    let store = isolated_store().await.unwrap();
    store_emulator::samples::load(&store).await.unwrap();
    let config = Config { stage: Stage::Prod, ..Config::sample("https://haifu.example", store.table()) };
    App::new(store, Clock::standing(instant(START)), config)
}

/// Name, value and sorted attributes of a `Set-Cookie`.
fn parts(cookie: &str) -> (String, String, Vec<String>) {
    let mut parts = cookie.split("; ");
    let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).expect("name and value");
    let mut attributes: Vec<String> = parts.map(str::to_owned).collect();
    attributes.sort();
    (name.to_owned(), value.to_owned(), attributes)
}

#[tokio::test]
async fn on_local_http_the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let bed = start().await;
    let answer = sign_in(&bed.app).await;
    let (name, value, attributes) = parts(answer.header("set-cookie").unwrap());
    assert_eq!(name, "haifu_session");
    assert!(value.len() >= 43, "256 bits in base 64: {value}");
    assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Strict"]);
}

#[tokio::test]
async fn on_https_the_cookie_is_secure_and_bound_to_its_host() {
    let app = prod().await;
    let answer = sign_in(&app).await;
    let (name, _, attributes) = parts(answer.header("set-cookie").unwrap());
    assert_eq!(name, "__Host-haifu_session");
    assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]);
    holder(&app, &answer).get(PATH).await.expect(200);
}

#[tokio::test]
async fn on_https_a_cookie_of_the_local_name_is_no_session() {
    let app = prod().await;
    let answer = sign_in(&app).await;
    let cookie = answer.header("set-cookie").unwrap().replace("__Host-", "");
    Client::new(session::router(app), Some(cookie)).get(PATH).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn signing_out_clears_the_cookie_with_the_attributes_it_was_set_with() {
    let app = prod().await;
    let client = holder(&app, &sign_in(&app).await);
    let answer = delete(&client).await.expect(204);
    let (name, value, attributes) = parts(answer.header("set-cookie").unwrap());
    assert_eq!((name.as_str(), value.as_str()), ("__Host-haifu_session", ""));
    assert_eq!(attributes, ["HttpOnly", "Max-Age=0", "Path=/", "SameSite=Strict", "Secure"]);
}

#[tokio::test]
async fn every_sign_in_has_a_token_of_its_own_which_no_body_tells() {
    let bed = start().await;
    let (first, second) = (sign_in(&bed.app).await, sign_in(&bed.app).await);
    let token = |answer: &testbed::Answer| parts(answer.header("set-cookie").unwrap()).1;
    assert_ne!(token(&first), token(&second));
    assert!(!String::from_utf8_lossy(&first.bytes).contains(&token(&first)));
    assert_eq!(first.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn a_made_up_or_broken_cookie_is_no_session() {
    let bed = start().await;
    for cookie in ["haifu_session=", "haifu_session=guess", "haifu_session", "other=1", "=;;="] {
        let client = Client::new(session::router(bed.app.clone()), Some(cookie.to_owned()));
        client.get(PATH).await.expect_problem(401, "signed_out");
    }
}

#[tokio::test]
async fn the_session_is_found_among_other_cookies() {
    let bed: TestBed = start().await;
    let answer = sign_in(&bed.app).await;
    let own = answer.header("set-cookie").unwrap().split(';').next().unwrap();
    let cookies = format!("theme=dark; {own}; other=1");
    let client = Client::new(session::router(bed.app.clone()), Some(cookies));
    client.send(Method::GET, PATH, &[], None).await.expect(200);
}
