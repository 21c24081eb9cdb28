//! The function `survey`, called as a browser calls it.

mod answering;
mod faults;
mod flags;
mod race;
mod reading;
mod refusals;
mod seed;

use axum::http::Method;
use serde_json::{Value, json};
use testbed::{Answer, Client, TestBed};

/// A Tuesday of week 2026-W48.
const NOW: &str = "2026-11-24T12:40:00";

async fn start() -> TestBed {
    TestBed::start(survey::router, NOW).await
}

/// Complete figures of one supply.
fn item(weekly_consumption: i64, stock: i64) -> Value {
    json!({
        "stock": stock,
        "weekly_consumption": weekly_consumption,
        "planned_purchase": 50,
        "outlook": "two_to_three_weeks"
    })
}

/// An answer with the same figures for N95 masks and gloves.
fn answers(weekly_consumption: i64, stock: i64) -> Value {
    json!({"items": {"n95_mask": item(weekly_consumption, stock), "gloves": item(weekly_consumption, stock)}})
}

async fn put(client: &Client, week: &str, body: &Value) -> Answer {
    client.send(Method::PUT, &format!("/api/surveys/{week}"), &[], Some(body.to_string())).await
}
