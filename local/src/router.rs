//! Every function's routes on one host.

use axum::Router;
use web::{App, Problem};

/// The API: all functions merged, and problems for addresses and methods that none of them has.
pub fn router(app: App) -> Router {
    Router::new()
        .merge(session::router(app.clone()))
        .merge(submit::router(app.clone()))
        .merge(review::router(app.clone()))
        .merge(list::router(app.clone()))
        .merge(export::router(app.clone()))
        .merge(survey::router(app.clone()))
        .merge(admin::router(app))
        .route("/api/{*unknown}", axum::routing::any(|| async { Problem::not_found() }))
        .method_not_allowed_fallback(|| async { Problem::wrong_method() })
}
