//! `/dev/clock`: what the clock shows, and setting it. It runs on from there.

use axum::{Json, extract::State};
use chrono::DateTime;
use domain::time::long_stamp;
use serde::Deserialize;
use serde_json::{Value, json};
use web::{JsonBody, Problem, wire_instant};

use super::Dev;

/// A time to set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockInput {
    now: String,
}

pub(super) async fn show(State(dev): State<Dev>) -> Json<Value> {
    told(&dev)
}

pub(super) async fn set(State(dev): State<Dev>, body: JsonBody<ClockInput>) -> Result<Json<Value>, Problem> {
    let at = DateTime::parse_from_rfc3339(&body.value.now).map_err(|_| {
        Problem::invalid_field("now", "instant", "nowは「2026-11-24T17:01:00+09:00」の形で入力してください。")
    })?;
    dev.app.clock.set(at.to_utc());
    Ok(told(&dev))
}

fn told(dev: &Dev) -> Json<Value> {
    let now = dev.app.clock.now();
    Json(json!({"now": wire_instant(now), "shown": long_stamp(now)}))
}
