//! A prefecture's settings and notification addresses (SPEC 5, 8).

mod access;
mod addresses;
mod change;
mod confirmation;
mod input;
mod list;
mod mail_limit;
mod settings;
mod view;

use axum::{
    Router,
    routing::{delete, get, post},
};
use web::App;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/prefectures", get(list::list))
        .route("/api/prefectures/{code}", get(settings::read).put(settings::save))
        .route("/api/prefectures/{code}/addresses", post(addresses::add))
        .route("/api/prefectures/{code}/addresses/{address}", delete(addresses::remove))
        .route("/api/address-confirmations/{token}", get(confirmation::look).put(confirmation::confirm))
}
