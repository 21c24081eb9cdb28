//! Signing in and out, and how long one stays signed in (SPEC 10, DESIGN).

mod credentials;
mod handlers;
mod wire;

use axum::{Router, routing::get};
use web::{App, finish};

/// Every route of this function.
pub fn router(app: App) -> Router {
    let session =
        get(handlers::who_am_i).post(handlers::sign_in).put(handlers::extend).delete(handlers::sign_out);
    finish(Router::new().route("/api/session", session).with_state(app))
}
