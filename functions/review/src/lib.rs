//! The prefecture's side of a request: its part, questions, and taking a completion back (SPEC 3, 7).

mod question;
mod reopening;
mod review_input;
mod save;

use std::sync::Arc;

use axum::{
    Router,
    routing::{post, put},
};
use web::{App, finish};

/// Every route of this function.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/api/requests/{id}/review", put(save::save))
        .route("/api/requests/{id}/questions", post(question::ask))
        .route("/api/requests/{id}/reopening", post(reopening::reopen));
    let config = Arc::clone(&app.config);
    finish(routes.with_state(app), config)
}
