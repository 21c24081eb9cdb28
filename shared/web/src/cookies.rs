//! Cookies: out of reach of scripts and other sites (DESIGN).

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};

use crate::{App, Problem, Stage};

/// The value of the cookie of that name, if the call brought one.
pub(crate) fn read(app: &App, headers: &HeaderMap, name: &str) -> Option<String> {
    let name = full_name(app, name);
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| Cookie::split_parse(line.to_owned())).flatten();
    cookies
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
        .filter(|value| !value.is_empty())
}

/// What sets the cookie of that name; without `max_age` it lives as long as the browser.
///
/// # Errors
/// A [`Problem`] (500) when the value does not fit into a header.
pub(crate) fn set(
    app: &App,
    name: &str,
    value: &str,
    max_age: Option<Duration>,
) -> Result<HeaderValue, Problem> {
    let mut cookie = Cookie::build((full_name(app, name), value.to_owned()))
        .http_only(true)
        .same_site(SameSite::Strict)
        .path("/")
        .secure(app.config.stage != Stage::Local)
        .build();
    if let Some(max_age) = max_age {
        cookie.set_max_age(max_age);
    }
    HeaderValue::from_str(&cookie.to_string()).map_err(|error| Problem::internal(&error))
}

/// On https the name itself makes browsers insist on Secure, on this host and no domain.
fn full_name(app: &App, name: &str) -> String {
    if app.config.stage == Stage::Local { name.to_owned() } else { format!("__Host-{name}") }
}
