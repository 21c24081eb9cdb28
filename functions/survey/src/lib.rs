//! The weekly survey (週次調査): answered by facilities, read by their prefecture and the ministry (SPEC 6).

mod answer;
mod flags;
mod list;
mod wire;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, put},
};
use web::{App, finish};

/// Every route of this function.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/api/surveys", get(list::own))
        .route("/api/surveys/{week}", put(answer::answer))
        .route("/api/facilities/{id}/surveys", get(list::of_facility));
    let config = Arc::clone(&app.config);
    finish(routes.with_state(app), config)
}
