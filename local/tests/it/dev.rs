//! `/dev`, the pages, and data that outlives a restart.

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use local::System;
use serde_json::{Value, json};
use store_emulator::{Data, samples};
use tower::ServiceExt;

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }
}

async fn call(router: &Router, request: axum::http::request::Builder, body: Option<Value>) -> Answer {
    let request =
        if body.is_some() { request.header(header::CONTENT_TYPE, "application/json") } else { request };
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn system(data: Data) -> System {
    let begin = "2026-11-24T03:40:00Z".parse().unwrap();
    System::start(data, Some(begin), "http://127.0.0.1:3000").await.unwrap()
}

async fn sign_in(router: &Router, user: &str) -> String {
    let body = json!({"user_name": user, "password": samples::PASSWORD});
    let answer = call(router, Request::post("/api/session"), Some(body)).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    cookie.split(';').next().unwrap().to_owned()
}

async fn submit(router: &Router, cookie: &str) -> String {
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

#[tokio::test]
async fn mails_go_through_the_mail_service_and_are_read_on_a_page_or_as_json() {
    let system = system(Data::Memory).await;
    let cookie = sign_in(&system.router, "tokyo-hospital").await;
    submit(&system.router, &cookie).await;
    let run = call(&system.router, Request::post("/dev/run/notify"), None).await;
    assert_eq!(run.status, 200);
    let json = Request::get("/dev/mail").header(header::ACCEPT, "application/json");
    let mails = call(&system.router, json, None).await.json();
    let to: Vec<&str> = mails.as_array().unwrap().iter().map(|mail| mail["to"].as_str().unwrap()).collect();
    assert_eq!(to, ["prefecture-13@example.jp", "tokyo-hospital@example.jp"]);
    assert!(mails[0]["sent_at"].as_str().unwrap().starts_with("2026-11-24T03:40:"));
    let page = call(&system.router, Request::get("/dev/mail"), None).await;
    assert!(page.text.contains("医療用物資の緊急配布要請が行われました"));
    assert!(page.headers.contains_key(header::CONTENT_SECURITY_POLICY));
}

#[tokio::test]
async fn the_clock_is_moved_and_the_days_jobs_are_run() {
    let system = system(Data::Memory).await;
    let cookie = sign_in(&system.router, "tokyo-hospital").await;
    submit(&system.router, &cookie).await;
    let set = json!({"now": "2026-11-24T17:01:00+09:00"});
    let clock = call(&system.router, Request::post("/dev/clock"), Some(set)).await.json();
    assert_eq!(clock["shown"], "2026年11月24日（火）17時01分");
    let now = call(&system.router, Request::get("/dev/clock"), None).await.json();
    assert!(now["now"].as_str().unwrap().starts_with("2026-11-24T08:01:"));
    for job in ["deadline-check", "summary", "notify"] {
        let ran = call(&system.router, Request::post(format!("/dev/run/{job}")), None).await;
        assert_eq!(ran.status, 200, "{job}: {}", ran.text);
    }
    let json = Request::get("/dev/mail").header(header::ACCEPT, "application/json");
    let mails = call(&system.router, json, None).await.text;
    assert!(mails.contains("入力期限を過ぎた緊急配布要請があります（1件）"), "{mails}");
    // Nobody was signed out by moving the clock.
    let me = call(&system.router, Request::get("/api/session").header(header::COOKIE, &cookie), None).await;
    assert_eq!(me.status, 200);
}

#[tokio::test]
async fn what_dev_cannot_do_is_told() {
    let system = system(Data::Memory).await;
    assert_eq!(call(&system.router, Request::post("/dev/run/everything"), None).await.status, 404);
    let bad = call(&system.router, Request::post("/dev/clock"), Some(json!({"now": "noon"}))).await;
    assert_eq!((bad.status.as_u16(), &bad.json()["errors"][0]["field"]), (422, &json!("now")));
    let foreign = Request::post("/dev/run/notify")
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::ORIGIN, "https://evil.example");
    assert_eq!(call(&system.router, foreign, None).await.status, 403);
}

#[tokio::test]
async fn addresses_and_methods_that_do_not_exist_are_problems() {
    let system = system(Data::Memory).await;
    let absent = call(&system.router, Request::get("/api/nothing/here"), None).await;
    assert_eq!((absent.status.as_u16(), &absent.json()["code"]), (404, &json!("not_found")));
    let method = call(&system.router, Request::delete("/api/requests"), None).await;
    assert_eq!((method.status.as_u16(), &method.json()["code"]), (405, &json!("wrong_method")));
    let dev = call(&local::router(system.app.clone()), Request::get("/dev/mail"), None).await;
    assert_eq!(dev.status, 404, "the API alone has no /dev");
}

#[tokio::test]
async fn the_first_page_says_what_this_is_not() {
    let system = system(Data::Memory).await;
    let page = call(&system.router, Request::get("/"), None).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("厚生労働省の医療機関等情報支援システム（G-MIS）ではありません。"));
    let csp = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(csp.contains("default-src 'none'") && csp.contains("frame-ancestors 'none'"));
}

#[tokio::test]
async fn data_in_a_folder_outlives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().to_owned());
    let first = system(data()).await;
    let cookie = sign_in(&first.router, "tokyo-hospital").await;
    let path = submit(&first.router, &cookie).await;
    drop(first);
    let second = system(data()).await;
    let seen = call(&second.router, Request::get(&path).header(header::COOKIE, &cookie), None).await;
    assert_eq!((seen.status.as_u16(), &seen.json()["status"]), (200, &json!("under_review")));
}
