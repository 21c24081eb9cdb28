//! The pages and their headers, and what has no page.

use axum::http::{Request, header};
use serde_json::json;
use store_emulator::Data;

use crate::running::{call, system};

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

#[tokio::test]
async fn every_page_comes_with_the_same_strict_headers() {
    let system = system(Data::Memory).await;
    for path in ["/", "/style.css", "/dev", "/dev/mail", "/dev/clock", "/absent.html"] {
        let page = call(&system.router, Request::get(path), None).await;
        assert_eq!(page.headers[header::CONTENT_SECURITY_POLICY], CONTENT_SECURITY_POLICY, "{path}");
        assert_eq!(page.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        let scripts = page.text.split("<script").skip(1);
        assert!(scripts.into_iter().all(|script| script.starts_with(" type=\"module\" src=\"/")), "{path}");
        assert!(!page.text.contains("style="), "{path}");
    }
}

#[tokio::test]
async fn the_first_page_says_what_this_is_not() {
    let system = system(Data::Memory).await;
    let page = call(&system.router, Request::get("/"), None).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("厚生労働省の医療機関等情報支援システム（G-MIS）ではありません。"));
    assert!(page.text.contains("href=\"/login.html\""));
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let system = system(Data::Memory).await;
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "/absent.html"] {
        assert_eq!(call(&system.router, Request::get(path), None).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn addresses_and_methods_that_do_not_exist_are_problems() {
    let system = system(Data::Memory).await;
    let absent = call(&system.router, Request::get("/api/nothing/here"), None).await;
    assert_eq!((absent.status.as_u16(), &absent.json()["code"]), (404, &json!("not_found")));
    let method = call(&system.router, Request::delete("/api/requests"), None).await;
    assert_eq!((method.status.as_u16(), &method.json()["code"]), (405, &json!("wrong_method")));
}

#[tokio::test]
async fn the_api_alone_has_no_dev() {
    let system = system(Data::Memory).await;
    let api = local::router(system.app.clone());
    for path in ["/dev", "/dev/mail", "/dev/clock"] {
        assert_eq!(call(&api, Request::get(path), None).await.status, 404, "{path}");
    }
    assert_eq!(call(&api, Request::post("/dev/run/notify"), None).await.status, 404);
}
