//! Signing in and out, and how long one stays signed in; passwords by mailed links; one's own account with its second factor; and what
//! the ministry requires of signing in (SPEC 10, DESIGN).

mod account;
mod credentials;
mod handlers;
mod hashing;
mod refusal;
mod reset;
mod security;
mod tries;
mod wire;

use std::sync::Arc;

use axum::{Router, routing::get};
use web::{App, finish};

/// Every route of this function.
pub fn router(app: App) -> Router {
    let session =
        get(handlers::who_am_i).post(handlers::sign_in).put(handlers::extend).delete(handlers::sign_out);
    let routes = Router::new()
        .route("/api/session", session)
        .merge(reset::routes())
        .merge(account::routes())
        .merge(security::routes());
    let config = Arc::clone(&app.config);
    finish(routes.with_state(app), config)
}
