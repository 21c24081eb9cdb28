//! From which network address a call comes: believed only from the header that our own host writes (SPEC 10).

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};

use crate::{App, Config};

/// What stands for the address where no host tells it, such as on a laptop.
const UNKNOWN: &str = "-";

/// The network address of a call, without its port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerAddress(pub String);

impl FromRequestParts<App> for CallerAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(address(&parts.headers, &app.config)))
    }
}

/// The address that the trusted header tells. Any other header, `X-Forwarded-For` too, may be the caller's own invention.
pub(crate) fn address(headers: &HeaderMap, config: &Config) -> String {
    let told = config.address_header.as_deref().and_then(|name| headers.get(name)?.to_str().ok());
    told.map(without_port).filter(|address| is_plain(address)).unwrap_or(UNKNOWN).to_owned()
}

/// The content delivery network writes address and port, also of an IPv6 address, separated by a colon.
fn without_port(told: &str) -> &str {
    match told.rsplit_once(':') {
        Some((address, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => {
            address.trim_start_matches('[').trim_end_matches(']')
        }
        _ => told,
    }
}

fn is_plain(address: &str) -> bool {
    !address.is_empty()
        && address.len() <= 45
        && address.bytes().all(|b| b.is_ascii_hexdigit() || b == b'.' || b == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(trusted: Option<&str>, headers: &[(&'static str, &str)], expected: &str) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        let config = Config {
            address_header: trusted.map(str::to_owned),
            ..Config::sample("http://127.0.0.1:3000", "haifu")
        };
        assert_eq!(address(&map, &config), expected);
    }

    #[test]
    fn only_the_trusted_header_tells_the_address() {
        const TRUSTED: Option<&str> = Some("cloudfront-viewer-address");
        check(TRUSTED, &[("cloudfront-viewer-address", "198.51.100.10:46532")], "198.51.100.10");
        check(TRUSTED, &[("cloudfront-viewer-address", "2001:db8::1:46532")], "2001:db8::1");
        check(TRUSTED, &[("x-forwarded-for", "198.51.100.10")], "-");
        check(TRUSTED, &[("cloudfront-viewer-address", "<script>")], "-");
        check(None, &[("cloudfront-viewer-address", "198.51.100.10:46532")], "-");
        check(TRUSTED, &[], "-");
    }
}
