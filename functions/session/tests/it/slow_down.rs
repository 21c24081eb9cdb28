//! Those who fail again and again are slowed down, and nobody is locked out (SPEC 10).

use axum::http::Method;
use store_emulator::{isolated_store, samples::PASSWORD};
use testbed::{Answer, Client, TestBed, instant};
use tokio::task::JoinSet;
use web::{App, Clock, Config};

use crate::{PATH, START, credentials, seed, seed::after, start};

async fn fail(bed: &TestBed, user_name: &str) -> Answer {
    bed.stranger().post(PATH, &credentials(user_name, "Wrong-2026")).await
}

/// Checks that no try is looked at for so many seconds, which is told in header and words.
#[track_caller]
fn check_wait(answer: Answer, seconds: u64) {
    assert_eq!(answer.header("retry-after"), Some(seconds.to_string().as_str()));
    let detail = answer.expect_problem(429, "too_many_tries")["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains(&format!("{seconds}秒")), "{detail}");
}

#[tokio::test]
async fn after_five_failures_the_waits_double_up_to_a_minute() {
    let bed = start().await;
    let mut now = 0;
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    for wait in [1, 2, 4, 8, 16, 32, 60, 60] {
        check_wait(fail(&bed, "tokyo").await, wait);
        now += wait;
        after(&bed, now - 1);
        check_wait(fail(&bed, "tokyo").await, 1);
        after(&bed, now);
        fail(&bed, "tokyo").await.expect(401);
    }
    assert_eq!(seed::last_of_strangers(&bed).await.subject, "tokyo");
}

#[tokio::test]
async fn the_right_password_has_to_wait_too_and_then_forgets_the_failures() {
    let bed = start().await;
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    let right = credentials("tokyo", PASSWORD);
    check_wait(bed.stranger().post(PATH, &right).await, 1);
    assert_eq!(seed::reason(&seed::last_of_strangers(&bed).await), "失敗が続いたため待機中");
    after(&bed, 1);
    bed.stranger().post(PATH, &right).await.expect(200);
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
}

#[tokio::test]
async fn other_users_do_not_wait() {
    let bed = start().await;
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    bed.stranger().post(PATH, &credentials("osaka", PASSWORD)).await.expect(200);
}

#[tokio::test]
async fn failures_are_forgotten_after_a_quarter_of_an_hour() {
    let bed = start().await;
    for _ in 0..4 {
        fail(&bed, "tokyo").await.expect(401);
    }
    after(&bed, 15 * 60);
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    check_wait(fail(&bed, "tokyo").await, 1);
}

#[tokio::test]
async fn tries_made_at_once_are_counted_each() {
    let bed = start().await;
    let mut tries = JoinSet::new();
    for _ in 0..12 {
        let stranger = bed.stranger();
        tries.spawn(
            async move { stranger.post(PATH, &credentials("tokyo", "Wrong-2026")).await.status.as_u16() },
        );
    }
    let statuses = tries.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 5, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 7, "{statuses:?}");
}

#[tokio::test]
async fn unknown_names_wait_like_known_ones_with_the_same_calls() {
    let (store, meter) = isolated_store().await.unwrap().metered();
    let bed = TestBed::on(store, session::router, START).await;
    seed::edit(&bed, "osaka", |user| user.disabled = true).await;
    let mut seen = Vec::new();
    for user_name in ["tokyo", "nobody", "osaka"] {
        let mut answers = Vec::new();
        for _ in 0..6 {
            meter.take();
            let answer = fail(&bed, user_name).await;
            let units = meter.take();
            answers.push((
                answer.status,
                answer.header("retry-after").map(str::to_owned),
                answer.bytes,
                units.calls,
            ));
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1], "an unknown name");
    assert_eq!(seen[0], seen[2], "a disabled user");
}

/// An installation behind a host that tells addresses.
async fn behind_host() -> App {
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
