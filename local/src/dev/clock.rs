//! `/dev/clock`: what the clock shows, and setting it. It runs on from there.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use chrono::DateTime;
use domain::time::long_stamp;
use serde::Deserialize;
use serde_json::{Value, json};
use web::{App, Problem, wire_instant};

use super::input::Input;

/// A time to set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockInput {
    now: String,
}

pub(super) async fn show(State(app): State<App>) -> Json<Value> {
    told(&app)
}

pub(super) async fn set(State(app): State<App>, input: Input<ClockInput>) -> Result<Response, Problem> {
    let at = DateTime::parse_from_rfc3339(&input.value.now).map_err(|_| {
        Problem::invalid_field("now", "instant", "nowは「2026-11-24T17:01:00+09:00」の形で入力してください。")
    })?;
    app.clock.set(at.to_utc());
    Ok(if input.from_form { Redirect::to("/dev").into_response() } else { told(&app).into_response() })
}

fn told(app: &App) -> Json<Value> {
    let now = app.clock.now();
    Json(json!({"now": wire_instant(now), "shown": long_stamp(now)}))
}
