//! How long a session lives.

use std::time::Duration;

use axum::http::Method;
use testbed::{Client, TestBed, instant};

use crate::{PATH, START, put, start};

/// Sets the clock to that many seconds after the start.
fn after(bed: &TestBed, seconds: u64) {
    bed.app.clock.set(instant(START) + Duration::from_secs(seconds));
}

/// When the session ends, as the caller is told.
async fn expires_at(client: &Client) -> String {
    text(&client.get(PATH).await.expect(200).json()["expires_at"])
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().expect("an instant").to_owned()
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

#[tokio::test]
async fn without_activity_it_lives_half_an_hour_and_ends_at_the_time_told() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    assert_eq!(expires_at(&client).await, "2026-11-24T00:35:00.000Z");
    after(&bed, 35 * MINUTE - 1);
    client.get(PATH).await.expect(200);
    let client = bed.sign_in("tokyo").await;
    after(&bed, 2 * 35 * MINUTE - 1);
    client.get(PATH).await.expect_problem(401, "signed_out");
    put(&client).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn activity_prolongs_it_and_is_written_down_every_five_minutes() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    after(&bed, 5 * MINUTE - 1);
    assert_eq!(expires_at(&client).await, "2026-11-24T00:35:00.000Z");
    after(&bed, 5 * MINUTE);
    assert_eq!(expires_at(&client).await, "2026-11-24T00:40:00.000Z");
    after(&bed, 9 * MINUTE);
    assert_eq!(expires_at(&client).await, "2026-11-24T00:40:00.000Z");
    after(&bed, 39 * MINUTE);
    assert_eq!(expires_at(&client).await, "2026-11-24T01:14:00.000Z");
}

#[tokio::test]
async fn half_an_hour_after_activity_that_was_not_written_down_it_still_lives() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let last = 5 * MINUTE - 1;
    after(&bed, last);
    client.get(PATH).await.expect(200);
    after(&bed, last + 30 * MINUTE);
    client.get(PATH).await.expect(200);
}

#[tokio::test]
async fn the_pages_own_refreshes_are_no_activity() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let automatic = [("x-haifu-automatic", "1")];
    for minutes in [10, 20, 34] {
        after(&bed, minutes * MINUTE);
        let answer = client.send(Method::GET, PATH, &automatic, None).await.expect(200);
        assert_eq!(text(&answer.json()["expires_at"]), "2026-11-24T00:35:00.000Z");
    }
    after(&bed, 35 * MINUTE);
    client.send(Method::GET, PATH, &automatic, None).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn extending_gives_the_full_idle_time_at_once() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    after(&bed, 2 * MINUTE);
    let answer = put(&client).await.expect(200).json();
    assert_eq!(answer["expires_at"], "2026-11-24T00:37:00.000Z");
    assert_eq!(answer["user_name"], "tokyo");
    after(&bed, 36 * MINUTE);
    client.get(PATH).await.expect(200);
}

#[tokio::test]
async fn nothing_prolongs_it_beyond_twelve_hours() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    for minutes in (20..12 * 60).step_by(20) {
        after(&bed, minutes * MINUTE);
        put(&client).await.expect(200);
    }
    after(&bed, 12 * HOUR - 1);
    let answer = put(&client).await.expect(200).json();
    assert_eq!(answer["expires_at"], "2026-11-24T12:00:00.000Z");
    assert_eq!(answer["ends_at"], "2026-11-24T12:00:00.000Z");
    after(&bed, 12 * HOUR);
    put(&client).await.expect_problem(401, "signed_out");
    client.get(PATH).await.expect_problem(401, "signed_out");
}
