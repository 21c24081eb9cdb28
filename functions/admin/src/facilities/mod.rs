//! Facilities: the master data (SPEC 3, 4), singly and by file.

mod access;
mod change;
mod create;
mod designation_check;
mod designations;
mod history;
mod import;
mod input;
mod list;
mod view;

use axum::{
    Router,
    routing::{get, post, put},
};
use web::App;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/facilities", get(list::list).post(create::create))
        .route("/api/facilities/{id}", get(view::detail).put(change::change))
        .route("/api/facilities/{id}/designations", put(designations::change))
        .route("/api/facilities/{id}/history", get(history::history))
        .route("/api/designation-checks", post(designation_check::ask))
        .merge(import::routes())
}
