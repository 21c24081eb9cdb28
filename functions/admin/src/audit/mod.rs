//! The audit record: searched and verified by the ministry. As a file it is one of the reports of `export`.

mod fault;
mod params;
mod search;
mod verification;
mod verification_params;
mod verification_place;
mod view;

use axum::{Router, routing::get};
use web::App;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/audit", get(search::search))
        .route("/api/audit/verification", get(verification::verify))
}
