//! `/dev`, and data that outlives a restart.

use axum::http::{Request, header};
use local::System;
use serde_json::json;
use store_emulator::Data;

use crate::running::{call, mails, send_form, sign_in, submit, system};

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
    let subjects = format!("{:?}", mails(&system.router).await);
    assert!(subjects.contains("入力期限を過ぎた緊急配布要請があります（1件）"), "{subjects}");
    // Nobody was signed out by moving the clock.
    let me = call(&system.router, Request::get("/api/session").header(header::COOKIE, &cookie), None).await;
    assert_eq!(me.status, 200);
}

#[tokio::test]
async fn the_buttons_of_the_page_do_the_same() {
    let system = system(Data::Memory).await;
    let cookie = sign_in(&system.router, "tokyo-hospital").await;
    submit(&system.router, &cookie).await;
    let page = call(&system.router, Request::get("/dev"), None).await.text;
    assert!(page.contains("2026年11月24日（火）12時40分"), "{page}");
    assert!(
        page.contains("value=\"2026-11-24T17:01:00+09:00\">2026年11月24日（火）17時01分にする"),
        "{page}"
    );
    let set = send_form(&system.router, "/dev/clock", "now=2026-11-24T17%3A01%3A00%2B09%3A00").await;
    assert_eq!((set.status.as_u16(), &set.headers[header::LOCATION]), (303, &"/dev".parse().unwrap()));
    let ran = send_form(&system.router, "/dev/run/deadline-check", "").await;
    assert!(ran.text.contains("<h1>定時処理の結果</h1>") && ran.text.contains("&quot;reminders&quot;: 0"));
    let page = call(&system.router, Request::get("/dev"), None).await.text;
    assert!(page.contains("2026年11月24日（火）17時01分</p>"), "{page}");
    send_form(&system.router, "/dev/run/notify", "").await;
    assert_eq!(
        mails(&system.router).await.len(),
        4,
        "two of the submission, a digest each to prefecture and ministry"
    );
}

#[tokio::test]
async fn what_dev_cannot_do_is_told() {
    let system = system(Data::Memory).await;
    assert_eq!(call(&system.router, Request::post("/dev/run/everything"), None).await.status, 404);
    for path in ["/dev/nothing", "/dev/mail/1"] {
        let absent = call(&system.router, Request::get(path), None).await;
        assert_eq!((absent.status.as_u16(), &absent.json()["code"]), (404, &json!("not_found")), "{path}");
    }
    for path in ["/dev", "/dev/mail", "/dev/clock", "/dev/run/notify"] {
        let method = call(&system.router, Request::delete(path), None).await;
        assert_eq!((method.status.as_u16(), &method.json()["code"]), (405, &json!("wrong_method")), "{path}");
    }
    let bad = call(&system.router, Request::post("/dev/clock"), Some(json!({"now": "noon"}))).await;
    assert_eq!((bad.status.as_u16(), &bad.json()["errors"][0]["field"]), (422, &json!("now")));
    for form in ["", "later=1", "now=%ff", "now=1&more=2"] {
        let bad = send_form(&system.router, "/dev/clock", form).await;
        assert!(bad.status.is_client_error(), "{form}: {}", bad.text);
    }
}

#[tokio::test]
async fn other_sites_cannot_move_anything() {
    let system = system(Data::Memory).await;
    for path in ["/dev/run/notify", "/dev/clock", "/dev/mail"] {
        let foreign = Request::post(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ORIGIN, "https://evil.example");
        let refused = call(&system.router, foreign, None).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (403, &json!("cross_site")), "{path}");
    }
}

#[tokio::test]
async fn beyond_the_holiday_table_the_check_says_why_it_cannot_run() {
    let system = system(Data::Memory).await;
    let set = json!({"now": "2030-01-04T17:02:00+09:00"});
    call(&system.router, Request::post("/dev/clock"), Some(set)).await;
    let ran = call(&system.router, Request::post("/dev/run/deadline-check"), None).await;
    assert_eq!((ran.status.as_u16(), &ran.json()["code"]), (503, &json!("calendar_end")), "{}", ran.text);
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

#[tokio::test]
async fn a_folder_has_one_system_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let data = || Data::Folder(folder.path().to_owned());
    let first = system(data()).await;
    let refused = System::start(data(), None, "http://127.0.0.1:3001").await.err().unwrap().to_string();
    assert!(refused.contains("使っています") && refused.lines().count() == 1, "{refused}");
    drop(first);
    system(data()).await;
}
