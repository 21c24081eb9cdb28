//! The static pages, as they lie in `ui/`, with the headers every host sends (ux/UX.md).

use std::path::Path;

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
};
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

/// No inline script or style, nothing from other hosts, no frame around it.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The pages, and under `/guide` the users' guides.
pub(crate) fn pages() -> Router {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let ui = root.join("ui");
    let absent = ServeFile::new(ui.join("404.html"));
    let pages = ServeDir::new(ui).not_found_service(absent);
    // Asked for anew each time, so that nobody works with yesterday's scripts; a file that is the same is not sent again.
    let fresh =
        SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let guide = ServeDir::new(root.join("docs/guide"));
    sealed(Router::new().nest_service("/guide", guide).fallback_service(pages).layer(fresh))
}

/// Puts the security headers of pages on a router.
pub(crate) fn sealed(router: Router) -> Router {
    let set = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    router
        .layer(set(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Not no-referrer: with it browsers name no origin when a form is sent, and the call would be taken for another site's.
        .layer(set(header::REFERRER_POLICY, "same-origin"))
}
