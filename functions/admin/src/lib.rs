//! Administration: users, facilities, prefectures' settings, policy and the audit record (SPEC 2, 4, 8, 10). One folder for each.

mod audit;
mod csv_input;
mod facilities;
mod policy;
mod prefectures;
mod users;

use std::sync::Arc;

use axum::Router;
use web::{App, finish};

/// Every route of this function.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .merge(users::routes())
        .merge(facilities::routes())
        .merge(prefectures::routes())
        .merge(policy::routes())
        .merge(audit::routes());
    let config = Arc::clone(&app.config);
    finish(routes.with_state(app), config)
}
