//! `/api/account`: one's own account and its second factor (SPEC 10). Open also to those who must set one up first.

mod factor;
mod own;
mod view;

use axum::{
    Router,
    routing::{get, post},
};
use web::App;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    let factor = post(factor::offer).put(factor::confirm).delete(factor::remove);
    Router::new()
        .route("/api/account", get(view::account))
        .route("/api/account/second-factor", factor)
        .route("/api/account/recovery-codes", post(factor::renew_recovery_codes))
}
