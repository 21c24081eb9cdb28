//! Whoever is told to wait is looked at after the wait, whatever strangers do under the same name meanwhile.

use std::time::Duration;

use axum::http::{Method, header};
use serde_json::json;
use store_emulator::samples::PASSWORD;
use testbed::{Answer, Client, TestBed, instant};
use web::App;

use crate::{
    PATH, START,
    address::behind_host,
    credentials,
    seed::{self, after},
    slow_down::check_wait,
    start,
};

/// The ticket an answer gives.
fn ticket(answer: &Answer) -> Option<String> {
    let mut cookies =
        answer.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let ticket = cookies.find(|cookie| cookie.starts_with("haifu_turn="))?;
    assert!(
        ticket.contains("HttpOnly") && ticket.contains("SameSite=Strict") && ticket.contains("Max-Age=600")
    );
    ticket.split(';').next().map(str::to_owned)
}

async fn with(app: &App, ticket: &str, user_name: &str, password: &str) -> Answer {
    let client = Client::new(session::router(app.clone()), Some(ticket.to_owned()));
    client.post(PATH, &credentials(user_name, password)).await
}

async fn fail(bed: &TestBed) -> Answer {
    bed.stranger().post(PATH, &credentials("tokyo", "Wrong-2026")).await
}

/// Strangers who fail until the wait is a minute, at that many seconds.
async fn attacked() -> (TestBed, u64) {
    let bed = start().await;
    let mut now = 0;
    for wait in [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32] {
        now += wait;
        after(&bed, now);
        fail(&bed).await.expect(401);
    }
    (bed, now)
}

/// One who came by during the wait, and at its end is slower than the strangers.
async fn kept_waiting() -> (TestBed, u64, String) {
    let (bed, now) = attacked().await;
    let refused = bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await;
    let ticket = ticket(&refused).expect("a ticket");
    check_wait(refused, 60);
    after(&bed, now + 60);
    fail(&bed).await.expect(401);
    (bed, now + 60, ticket)
}

#[tokio::test]
async fn the_right_user_gets_in_after_one_wait_though_strangers_were_faster() {
    let (bed, _, ticket) = kept_waiting().await;
    check_wait(bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await, 60);
    with(&bed.app, &ticket, "tokyo", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn before_its_turn_a_ticket_is_of_no_use_and_coming_by_again_does_not_prolong_the_wait() {
    let (bed, now) = attacked().await;
    let ticket_of = ticket(&fail(&bed).await).expect("a ticket");
    after(&bed, now + 59);
    let again = with(&bed.app, &ticket_of, "tokyo", PASSWORD).await;
    assert_eq!(ticket(&again), None, "the ticket stands");
    check_wait(again, 1);
}

#[tokio::test]
async fn a_ticket_is_good_for_one_try_and_the_next_one_takes_longer() {
    let (bed, now, first) = kept_waiting().await;
    with(&bed.app, &first, "tokyo", "Wrong-2026").await.expect(401);
    let refused = with(&bed.app, &first, "tokyo", PASSWORD).await;
    let second = ticket(&refused).expect("another ticket");
    refused.expect(429);
    for wait in [60, 120] {
        after(&bed, now + wait);
        fail(&bed).await.expect(401);
    }
    with(&bed.app, &second, "tokyo", "Wrong-2026").await.expect(401);
    let third = ticket(&with(&bed.app, &second, "tokyo", PASSWORD).await).expect("a third ticket");
    after(&bed, now + 180);
    fail(&bed).await.expect(401);
    with(&bed.app, &third, "tokyo", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn of_many_tickets_collected_in_one_place_the_first_makes_the_others_void() {
    let (bed, now) = attacked().await;
    let mut tickets = Vec::new();
    for _ in 0..3 {
        tickets.push(ticket(&fail(&bed).await).expect("a ticket"));
    }
    after(&bed, now + 60);
    fail(&bed).await.expect(401);
    with(&bed.app, &tickets[0], "tokyo", "Wrong-2026").await.expect(401);
    for late in &tickets {
        with(&bed.app, late, "tokyo", PASSWORD).await.expect(429);
    }
}

#[tokio::test]
async fn a_ticket_is_its_holders_cannot_be_made_up_and_ends_after_ten_minutes() {
    let (bed, now, ticket) = kept_waiting().await;
    for made_up in ["haifu_turn=0.0.9999999999999.x", "haifu_turn=1", &ticket[..ticket.len() - 1]] {
        with(&bed.app, made_up, "tokyo", PASSWORD).await.expect(429);
    }
    for _ in 0..5 {
        bed.stranger().post(PATH, &credentials("osaka", "Wrong-2026")).await.expect(401);
    }
    with(&bed.app, &ticket, "osaka", PASSWORD).await.expect(429);
    for minutes in 1..10 {
        after(&bed, now + 60 * minutes);
        fail(&bed).await.expect(401);
    }
    with(&bed.app, &ticket, "tokyo", PASSWORD).await.expect(429);
}

#[tokio::test]
async fn who_has_yet_to_type_a_code_goes_on_in_the_same_turn() {
    let (bed, _, ticket) = kept_waiting().await;
    seed::with_factor(&bed, "tokyo").await;
    with(&bed.app, &ticket, "tokyo", PASSWORD).await.expect_problem(401, "second_factor_required");
    let code = seed::code(&bed, seed::SECRET, 0);
    let body = json!({"user_name": "tokyo", "password": PASSWORD, "code": code});
    let client = Client::new(session::router(bed.app.clone()), Some(ticket));
    client.post(PATH, &body).await.expect(200);
}

#[tokio::test]
async fn a_ticket_is_good_at_the_address_it_was_given_to() {
    let app = behind_host().await;
    let send = |address: &'static str, ticket: Option<String>, password: &'static str| {
        let client = Client::new(session::router(app.clone()), ticket);
        let body = credentials("tokyo", password).to_string();
        async move { client.send(Method::POST, PATH, &[("x-viewer", address)], Some(body)).await }
    };
    for _ in 0..5 {
        send("198.51.100.1:5000", None, "Wrong-2026").await.expect(401);
    }
    let ticket = ticket(&send("192.0.2.1:5000", None, PASSWORD).await.expect(429));
    app.clock.set(instant(START) + Duration::from_secs(1));
    send("198.51.100.1:5000", None, "Wrong-2026").await.expect(401);
    send("198.51.100.1:5000", ticket.clone(), PASSWORD).await.expect(429);
    send("192.0.2.1:5001", ticket, PASSWORD).await.expect(200);
}
