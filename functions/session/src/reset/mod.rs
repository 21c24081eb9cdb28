//! Setting a password by a mailed link: after a reset was asked for, or as an invitation (SPEC 10).

mod ask;
mod link;

use axum::{
    Router,
    routing::{get, post},
};
use web::App;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/password-resets", post(ask::ask))
        .route("/api/password-resets/{token}", get(link::look).put(link::set_password))
}
