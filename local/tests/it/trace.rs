//! Loading the demand trace into the running system.

use axum::http::{Request, header};
use local::demand_trace::{LoadError, demands, load};
use store_emulator::{Data, samples::trace_user};

use crate::running::{call, mails, sign_in, system};

#[tokio::test]
async fn its_first_requests_are_decided_and_mailed_and_the_clock_is_set_back() {
    let system = system(Data::Memory).await;
    let some = &demands()[..3];
    let back_to = "2026-11-24T03:40:00Z".parse().unwrap();
    let played = load(&system, some, Some(back_to), |_| {}).await.unwrap();
    assert!(played.iter().all(|request| request.status == "accepted"), "{played:?}");
    let sent = mails(&system.router).await;
    assert_eq!(sent.len(), 3 * some.len(), "per request one to the prefecture and two to the facility");
    assert!(sent.iter().all(|mail| mail["sent_at"].as_str().unwrap().starts_with("2020-")));
    let now = call(&system.router, Request::get("/dev/clock"), None).await.json();
    assert!(now["now"].as_str().unwrap().starts_with("2026-11-24T03:40:"), "{now}");
    let cookie = sign_in(&system.router, &trace_user(some[0].facility)).await;
    let list = Request::get("/api/requests?view=all").header(header::COOKIE, cookie);
    let submitted = call(&system.router, list, None).await.json()["items"][0]["submitted_at"].clone();
    assert_eq!(submitted.as_str().unwrap()[..10], some[0].at.to_rfc3339()[..10]);
}

#[tokio::test]
async fn it_is_loaded_into_the_same_data_only_once() {
    let system = system(Data::Memory).await;
    let some = &demands()[..1];
    load(&system, some, None, |_| {}).await.unwrap();
    assert!(matches!(load(&system, some, None, |_| {}).await, Err(LoadError::Again)));
}
