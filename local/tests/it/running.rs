//! The running system, and calls to it.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header, request::Builder},
};
use local::System;
use serde_json::{Value, json};
use store_emulator::{Data, samples};
use tower::ServiceExt;

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }
}

/// A system whose clock begins at 12:40 of a business day.
pub(crate) async fn system(data: Data) -> System {
    let begin = "2026-11-24T03:40:00Z".parse().unwrap();
    System::start(data, Some(begin), "http://127.0.0.1:3000").await.unwrap()
}

pub(crate) async fn call(router: &Router, request: Builder, body: Option<Value>) -> Answer {
    match body {
        None => send(router, request, Body::empty()).await,
        Some(json) => {
            send(router, request.header(header::CONTENT_TYPE, "application/json"), json.to_string().into())
                .await
        }
    }
}

/// Sends a form as a browser sends one of a page here.
pub(crate) async fn send_form(router: &Router, path: &str, form: &'static str) -> Answer {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::ORIGIN, "http://127.0.0.1:3000")
        .header("sec-fetch-site", "same-origin");
    send(router, request, form.into()).await
}

async fn send(router: &Router, request: Builder, body: Body) -> Answer {
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, text }
}

/// The mails as JSON.
pub(crate) async fn mails(router: &Router) -> Vec<Value> {
    let request = Request::get("/dev/mail").header(header::ACCEPT, "application/json");
    call(router, request, None).await.json().as_array().unwrap().clone()
}

/// Signs in; gives the cookie.
pub(crate) async fn sign_in(router: &Router, user: &str) -> String {
    let body = json!({"user_name": user, "password": samples::PASSWORD});
    let answer = call(router, Request::post("/api/session"), Some(body)).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    cookie.split(';').next().unwrap().to_owned()
}

/// Drafts and submits a request; gives its path.
pub(crate) async fn submit(router: &Router, cookie: &str) -> String {
    let draft = call(router, Request::post("/api/requests").header(header::COOKIE, cookie), None).await;
    let path = format!("/api/requests/{}", draft.json()["id"].as_str().unwrap());
    let part = json!({
        "contact": draft.json()["contact"], "delivery": draft.json()["delivery"], "cannot_procure": true,
        "items": {"gloves": {"requested": true, "quantity": 100, "outlook": "within_1_week", "procurement_difficulty": "欠品"}}
    });
    let save = Request::put(&path).header(header::COOKIE, cookie).header(header::IF_MATCH, "\"1\"");
    assert_eq!(call(router, save, Some(part)).await.status, 200);
    let submit = Request::post(format!("{path}/submission")).header(header::COOKIE, cookie);
    assert_eq!(call(router, submit, None).await.status, 200);
    path
}
