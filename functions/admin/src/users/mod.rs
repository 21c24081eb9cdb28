//! Users (SPEC 2, 10): created, invited and disabled by the ministry; prefectures see those of their own area.
//!
//! *Architecture Invariant:* what is answered is a [`view::UserView`], which has no field that could hold a password's hash or the secret of
//! a second factor.

mod caller;
mod candidate;
mod change;
mod create;
mod csv_body;
mod import;
mod import_rows;
mod invite;
mod list;
mod second_factor;
mod view;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{delete, get, post},
};
use web::App;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/users", get(list::list).post(create::create))
        // A user called `imports` cannot be asked for by GET; the name is refused when a user is created.
        .route(
            "/api/users/imports",
            post(import::import).layer(DefaultBodyLimit::max(csv_body::MAX_FILE_BYTES)),
        )
        .route("/api/users/{name}", get(change::show).put(change::change))
        .route("/api/users/{name}/invitation", post(invite::invite))
        .route("/api/users/{name}/second-factor", delete(second_factor::remove))
}
