//! What every function's router has around it.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};

use crate::{
    Config,
    body::MAX_BODY_BYTES,
    origin::{refuse_cross_site, refuse_detour},
};

/// Puts around a router what all have in common: bounded bodies, no calls around the content delivery network, no writes from other sites, answers that nobody caches.
/// Unknown addresses and methods are answered by the host, which alone knows all routes: the API in an account, `local` on a laptop.
pub fn finish(router: Router, config: Arc<Config>) -> Router {
    router
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn_with_state(Arc::clone(&config), refuse_cross_site))
        .layer(middleware::from_fn_with_state(config, refuse_detour))
        .layer(middleware::from_fn(seal))
}

/// Answers are about persons' work and change by the minute: not to be cached, guessed at or framed. One log line a call, without
/// queries or bodies, and with the route instead of the path, since the path of a mailed link holds its token.
async fn seal(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map_or("?", MatchedPath::as_str).to_owned();
    let mut response = next.run(request).await;
    tracing::info!(%method, path, status = response.status().as_u16(), "answered");
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
