//! State-changing calls from other sites are refused; callers that name no site at all, such as curl, are allowed (DESIGN).

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::Problem;

/// Middleware that refuses writes coming from another site.
pub(crate) async fn refuse_cross_site(request: Request, next: Next) -> Response {
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if writes && is_cross_site(request.headers(), request.uri().host()) {
        return Problem::cross_site().into_response();
    }
    next.run(request).await
}

fn is_cross_site(headers: &HeaderMap, uri_host: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return true;
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return false };
    // Behind a proxy of ours the host that the browser asked for arrives in its own header.
    let host = text("x-forwarded-host").or_else(|| text(header::HOST.as_str())).or(uri_host);
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin_host.is_none() || origin_host != host
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    #[track_caller]
    fn check(headers: &[(&str, &str)], cross_site: bool) {
        let map: HeaderMap = headers
            .iter()
            .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()))
            .collect();
        assert_eq!(is_cross_site(&map, None), cross_site, "{headers:?}");
    }

    #[test]
    fn only_the_own_site_and_nameless_callers_may_write() {
        check(&[("host", "haifu.example")], false);
        check(&[("host", "haifu.example"), ("origin", "https://haifu.example")], false);
        check(&[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:3000")], false);
        check(&[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:4000")], true);
        check(&[("host", "haifu.example"), ("origin", "https://evil.example")], true);
        check(&[("host", "haifu.example"), ("origin", "null")], true);
        check(&[("host", "haifu.example"), ("sec-fetch-site", "same-origin")], false);
        check(&[("host", "haifu.example"), ("sec-fetch-site", "none")], false);
        check(&[("host", "haifu.example"), ("sec-fetch-site", "cross-site")], true);
        check(&[("host", "haifu.example"), ("sec-fetch-site", "same-site")], true);
        check(
            &[
                ("host", "api.internal"),
                ("x-forwarded-host", "haifu.example"),
                ("origin", "https://haifu.example"),
            ],
            false,
        );
    }
}
