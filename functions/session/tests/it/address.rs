//! Tries from one network address, over all names.

use std::time::Duration;

use axum::http::{Method, header};
use store_emulator::{isolated_store, samples::PASSWORD};
use testbed::{Answer, Client, instant};
use tokio::task::JoinSet;
use web::{App, Clock, Config};

use crate::{PATH, START, credentials, slow_down::check_wait};

/// An installation behind a host that tells addresses.
pub(crate) async fn behind_host() -> App {
    let store = isolated_store().await.unwrap();
    store_emulator::samples::load(&store).await.unwrap();
    let config = Config {
        address_header: Some("x-viewer".to_owned()),
        ..Config::sample("http://127.0.0.1:3000", store.table())
    };
    App::new(store, Clock::standing(instant(START)), config)
}

async fn from(app: &App, address: &str, user_name: &str, password: &str) -> Answer {
    let client = Client::new(session::router(app.clone()), None);
    let body = credentials(user_name, password).to_string();
    client.send(Method::POST, PATH, &[("x-viewer", address)], Some(body)).await
}

fn after(app: &App, seconds: u64) {
    app.clock.set(instant(START) + Duration::from_secs(seconds));
}

async fn fail_often(app: &App, times: usize) {
    for number in 0..times {
        from(app, "192.0.2.1:5000", &format!("nobody-{number}"), "Wrong-2026").await.expect(401);
    }
}

#[tokio::test]
async fn an_address_is_slowed_down_over_all_names_after_thirty_failures() {
    let app = behind_host().await;
    for number in 0..30 {
        from(&app, "192.0.2.1:5000", &format!("nobody-{number}"), "Wrong-2026").await.expect(401);
    }
    check_wait(from(&app, "192.0.2.1:5001", "tokyo", PASSWORD).await, 1);
    from(&app, "192.0.2.2:5000", "tokyo", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn sign_ins_that_succeed_are_no_failures_of_their_address_and_forgive_none() {
    let app = behind_host().await;
    for number in 0..29 {
        from(&app, "192.0.2.1:5000", &format!("nobody-{number}"), "Wrong-2026").await.expect(401);
    }
    for _ in 0..3 {
        from(&app, "192.0.2.1:5000", "tokyo", PASSWORD).await.expect(200);
    }
    from(&app, "192.0.2.1:5000", "nobody", "Wrong-2026").await.expect(401);
    check_wait(from(&app, "192.0.2.1:5000", "nobody-30", "Wrong-2026").await, 1);
}

#[tokio::test]
async fn sign_ins_that_succeed_do_not_prolong_how_long_failures_are_remembered() {
    let app = behind_host().await;
    fail_often(&app, 29).await;
    after(&app, 14 * 60);
    from(&app, "192.0.2.1:5000", "tokyo", PASSWORD).await.expect(200);
    after(&app, 15 * 60);
    from(&app, "192.0.2.1:5000", "nobody", "Wrong-2026").await.expect(401);
    from(&app, "192.0.2.1:5000", "nobody", "Wrong-2026").await.expect(401);
    after(&app, 29 * 60);
    from(&app, "192.0.2.1:5000", "nobody", "Wrong-2026").await.expect(401);
    assert_eq!(app.store.tries_get("address 192.0.2.1").await.unwrap().unwrap().failures, 3);
}

#[tokio::test]
async fn a_sign_in_that_succeeds_leaves_the_row_as_it_was() {
    let app = behind_host().await;
    fail_often(&app, 30).await;
    after(&app, 1);
    let row = || async { app.store.tries_get("address 192.0.2.1").await.unwrap().unwrap() };
    let before = row().await;
    // As the thirty-first it would begin a wait of two seconds for everybody there, were it a failure.
    from(&app, "192.0.2.1:5000", "tokyo", PASSWORD).await.expect(200);
    assert_eq!(row().await, before);
    from(&app, "192.0.2.1:5000", "osaka", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_known_device_does_not_wait_for_its_address() {
    let app = behind_host().await;
    let signed_in = from(&app, "192.0.2.1:5000", "tokyo", PASSWORD).await.expect(200);
    let cookies = signed_in.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let device = cookies.filter_map(|cookie| cookie.split(';').next()).find(|pair| pair.contains("device"));
    fail_often(&app, 30).await;
    check_wait(from(&app, "192.0.2.1:5000", "tokyo", PASSWORD).await, 1);
    let client = Client::new(session::router(app.clone()), device.map(str::to_owned));
    let body = credentials("tokyo", PASSWORD).to_string();
    client.send(Method::POST, PATH, &[("x-viewer", "192.0.2.1:5000")], Some(body)).await.expect(200);
}

#[tokio::test]
async fn sign_ins_at_once_leave_the_row_as_it_was() {
    let app = behind_host().await;
    fail_often(&app, 20).await;
    let before = app.store.tries_get("address 192.0.2.1").await.unwrap();
    after(&app, 60);
    let mut sign_ins = JoinSet::new();
    for user_name in ["tokyo", "osaka", "ministry", "tokyo-hospital"] {
        let app = app.clone();
        sign_ins.spawn(async move { from(&app, "192.0.2.1:5000", user_name, PASSWORD).await.expect(200) });
    }
    sign_ins.join_all().await;
    assert_eq!(app.store.tries_get("address 192.0.2.1").await.unwrap(), before);
}
