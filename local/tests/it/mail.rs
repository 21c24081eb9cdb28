//! Mails go through the real SES client to the local mail service, and are read at `/dev/mail`.

use std::time::Duration;

use axum::http::{Request, header};
use serde_json::json;
use store_emulator::Data;

use crate::running::{call, mails, send_form, sign_in, submit, system};

#[tokio::test]
async fn mails_are_read_on_a_page_or_as_json() {
    let system = system(Data::Memory).await;
    let cookie = sign_in(&system.router, "tokyo-hospital").await;
    submit(&system.router, &cookie).await;
    assert_eq!(call(&system.router, Request::post("/dev/run/notify"), None).await.status, 200);
    let sent = mails(&system.router).await;
    let to: Vec<&str> = sent.iter().map(|mail| mail["to"].as_str().unwrap()).collect();
    assert_eq!(to, ["prefecture-13@example.jp", "tokyo-hospital@example.jp"]);
    let keys: Vec<&String> = sent[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["body", "sent_at", "subject", "to"]);
    assert!(sent[0]["sent_at"].as_str().unwrap().starts_with("2026-11-24T03:40:"));
    let page = call(&system.router, Request::get("/dev/mail"), None).await;
    assert!(page.text.contains("医療用物資の緊急配布要請が行われました"));
    let newest = page.text.find("宛先：tokyo-hospital@").unwrap();
    assert!(newest < page.text.find("宛先：prefecture-13@").unwrap(), "newest first");
}

#[tokio::test]
async fn a_change_sends_its_mails_by_itself() {
    let system = system(Data::Memory).await;
    let cookie = sign_in(&system.router, "tokyo-hospital").await;
    submit(&system.router, &cookie).await;
    let both_sent = async {
        while mails(&system.router).await.len() < 2 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), both_sent).await.expect("nobody had to ask for them");
}

#[tokio::test]
async fn a_mail_service_that_breaks_down_delays_mails_and_loses_none() {
    let system = system(Data::Memory).await;
    let cookie = sign_in(&system.router, "tokyo-hospital").await;
    let failing = call(&system.router, Request::post("/dev/mail"), Some(json!({"failing": true}))).await;
    assert_eq!(failing.json(), json!({"failing": true}));
    let page = call(&system.router, Request::get("/dev/mail"), None).await.text;
    assert!(page.contains("停止中") && page.contains("再開する"), "{page}");
    submit(&system.router, &cookie).await;
    call(&system.router, Request::post("/dev/run/notify"), None).await;
    assert!(mails(&system.router).await.is_empty());
    let works = send_form(&system.router, "/dev/mail", "failing=false").await;
    assert_eq!(works.headers[header::LOCATION], "/dev/mail");
    let later = json!({"now": "2026-11-24T12:56:00+09:00"});
    call(&system.router, Request::post("/dev/clock"), Some(later)).await;
    call(&system.router, Request::post("/dev/run/notify"), None).await;
    assert_eq!(mails(&system.router).await.len(), 2);
}
