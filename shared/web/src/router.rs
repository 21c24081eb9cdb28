//! What every function's router has around it.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};

use crate::{body::MAX_BODY_BYTES, origin::refuse_cross_site};

/// Puts around a router what all have in common: bounded bodies, no writes from other sites, answers that nobody caches.
/// Unknown addresses and methods are answered by the host, which alone knows all routes: the API in an account, `local` on a laptop.
pub fn finish(router: Router) -> Router {
    router
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(refuse_cross_site))
        .layer(middleware::from_fn(seal))
}

/// Answers are about persons' work and change by the minute: not to be cached, guessed at or framed. One log line a call, without
/// queries or bodies.
async fn seal(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    tracing::info!(%method, path, status = response.status().as_u16(), "answered");
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
