//! The facility's side of a request: draft, system check and submission, update, withdrawal, answers (SPEC 3, 4, 7).

mod draft;
mod idempotency;
mod part_input;
mod reply;
mod submission;
mod update;

use std::sync::Arc;

use axum::{
    Router,
    routing::{post, put},
};
use web::{App, finish};

/// Every route of this function.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/api/requests", post(draft::create))
        .route("/api/requests/{id}", put(draft::save))
        .route("/api/requests/{id}/submission", post(submission::submit))
        .route("/api/requests/{id}/updates", post(update::update))
        .route("/api/requests/{id}/withdrawal", post(reply::withdraw))
        .route("/api/requests/{id}/answers", post(reply::answer));
    let config = Arc::clone(&app.config);
    finish(routes.with_state(app), config)
}
