//! The function `session`, called as a browser calls it.

mod account;
mod address;
mod cookie;
mod device;
mod faults;
mod lifetime;
mod link;
mod reset;
mod revocation;
mod second_factor;
mod security;
mod seed;
mod sign_in;
mod sign_out;
mod slow_down;
mod turn;

use axum::http::Method;
use serde_json::{Value, json};
use store_emulator::samples::PASSWORD;
use testbed::{Answer, Client, TestBed};
use web::App;

const PATH: &str = "/api/session";
/// A Tuesday morning, when all sessions of these tests begin.
const START: &str = "2026-11-24T09:00:00";

async fn start() -> TestBed {
    TestBed::start(session::router, START).await
}

fn credentials(user_name: &str, password: &str) -> Value {
    json!({"user_name": user_name, "password": password})
}

async fn sign_in(app: &App) -> Answer {
    let stranger = Client::new(session::router(app.clone()), None);
    stranger.post(PATH, &credentials("tokyo", PASSWORD)).await.expect(200)
}

/// The caller who was given that cookie.
fn holder(app: &App, signed_in: &Answer) -> Client {
    let cookie = signed_in.header("set-cookie").expect("a cookie").split(';').next().map(str::to_owned);
    Client::new(session::router(app.clone()), cookie)
}

async fn put(client: &Client) -> Answer {
    client.send(Method::PUT, PATH, &[], None).await
}

async fn delete(client: &Client) -> Answer {
    client.send(Method::DELETE, PATH, &[], None).await
}
