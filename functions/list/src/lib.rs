//! Reading: lists, one request, its history, the chart's figures and the policy in force (SPEC 9).

mod detail;
mod filter;
mod history;
mod params;
mod plan;
mod policy;
mod rows;
mod summary;
mod values;

use std::sync::Arc;

use axum::{Router, routing::get};
use web::{App, finish};

/// Every route of this function.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/api/requests", get(rows::list))
        .route("/api/requests/{id}", get(detail::detail))
        .route("/api/requests/{id}/history", get(history::history))
        .route("/api/summary", get(summary::show).post(summary::refresh))
        .route("/api/policy", get(policy::show));
    let config = Arc::clone(&app.config);
    finish(routes.with_state(app), config)
}
