//! State-changing calls from other sites are refused; callers that name no site at all, such as curl, are allowed (DESIGN).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{Config, Problem, Stage, digest};

/// Middleware that refuses writes coming from another site.
pub(crate) async fn refuse_cross_site(
    State(config): State<Arc<Config>>,
    request: Request,
    next: Next,
) -> Response {
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if writes && is_cross_site(request.headers(), request.uri().host(), &config) {
        return Problem::cross_site().into_response();
    }
    next.run(request).await
}

/// Where our content delivery network says its secret.
const ORIGIN_HEADER: &str = "x-haifu-origin";

/// Middleware that refuses calls which went around the content delivery network, and with it around what it keeps away. It tells nothing.
pub(crate) async fn refuse_detour(
    State(config): State<Arc<Config>>,
    request: Request,
    next: Next,
) -> Response {
    if came_around(request.headers(), &config) {
        return Problem::not_found().into_response();
    }
    next.run(request).await
}

/// Whether the call lacks the secret, where there is one. Digests are compared, so that the time it takes tells nothing of the secret.
fn came_around(headers: &HeaderMap, config: &Config) -> bool {
    let said =
        headers.get(ORIGIN_HEADER).map(|value| digest(&["origin", value.to_str().unwrap_or_default()]));
    let right = |secret: &String| said.as_ref() == Some(&digest(&["origin", secret]));
    !config.origin_secrets.is_empty() && !config.origin_secrets.iter().any(right)
}

/// The own site is the configured public address: behind the content delivery network the Host that arrives is the API's own. On a laptop
/// any port and name will do, so there it is the host that was asked for.
fn is_cross_site(headers: &HeaderMap, uri_host: Option<&str>, config: &Config) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return true;
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return false };
    if config.stage != Stage::Local {
        return origin != own_origin(&config.public_url);
    }
    let host = text(header::HOST.as_str()).or(uri_host);
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin_host.is_none() || origin_host != host
}

/// Scheme and host of an address, without its path.
fn own_origin(public_url: &str) -> &str {
    let host = public_url.find("://").map_or(0, |at| at + 3);
    public_url[host..].find('/').map_or(public_url, |end| &public_url[..host + end])
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    #[track_caller]
    fn check(stage: Stage, headers: &[(&str, &str)], cross_site: bool) {
        let map: HeaderMap = headers
            .iter()
            .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()))
            .collect();
        let config = Config { stage, ..Config::sample("https://haifu.example/sub", "haifu") };
        assert_eq!(is_cross_site(&map, None, &config), cross_site, "{headers:?}");
    }

    #[test]
    fn on_a_laptop_the_own_site_is_the_host_that_was_asked() {
        let check = |headers, cross_site| check(Stage::Local, headers, cross_site);
        check(&[("host", "127.0.0.1:3000")], false);
        check(&[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:3000")], false);
        check(&[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:4000")], true);
        check(&[("host", "127.0.0.1:3000"), ("origin", "null")], true);
        check(&[("host", "127.0.0.1:3000"), ("sec-fetch-site", "same-origin")], false);
        check(&[("host", "127.0.0.1:3000"), ("sec-fetch-site", "none")], false);
        check(&[("host", "127.0.0.1:3000"), ("sec-fetch-site", "cross-site")], true);
        check(&[("host", "127.0.0.1:3000"), ("sec-fetch-site", "same-site")], true);
    }

    #[test]
    fn only_the_content_delivery_network_knows_the_secret() {
        const SECRETS: [&str; 2] =
            ["the old secret of at least 32 bytes", "the new secret of at least 32 bytes"];
        let sample = Config::sample("https://haifu.example", "haifu");
        let config = Config { origin_secrets: SECRETS.map(str::to_owned).into(), ..sample.clone() };
        let said =
            |secret: &str| HeaderMap::from_iter([(ORIGIN_HEADER.parse().unwrap(), secret.parse().unwrap())]);
        for secret in SECRETS {
            assert!(!came_around(&said(secret), &config), "{secret}");
        }
        for wrong in ["", "another secret of at least 32 bytes"] {
            assert!(came_around(&said(wrong), &config), "{wrong}");
        }
        assert!(came_around(&HeaderMap::new(), &config));
        assert!(!came_around(&HeaderMap::new(), &sample), "on a laptop there is none");
    }

    #[test]
    fn in_an_account_the_own_site_is_the_configured_one_whatever_host_arrives() {
        let check = |headers, cross_site| check(Stage::Prod, headers, cross_site);
        check(&[("host", "abc.execute-api.example")], false);
        check(&[("host", "abc.execute-api.example"), ("origin", "https://haifu.example")], false);
        check(&[("host", "abc.execute-api.example"), ("origin", "https://abc.execute-api.example")], true);
        check(&[("host", "haifu.example"), ("origin", "http://haifu.example")], true);
        check(
            &[
                ("host", "abc.execute-api.example"),
                ("x-forwarded-host", "evil.example"),
                ("origin", "https://evil.example"),
            ],
            true,
        );
    }
}
