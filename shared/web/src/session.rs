//! Sessions: an opaque token in a cookie that scripts cannot read, of which only the hash is stored (DESIGN, SPEC 10).

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::TimeDelta;
use cookie::{Cookie, SameSite};
use domain::time::Instant;
use store::{SessionRow, UserRow};

use crate::{App, Problem, Stage, digest, new_token};

/// A session ends after this long without activity.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A session ends after this long in any case.
pub const LIFETIME: TimeDelta = TimeDelta::hours(12);
/// Activity is written down at most this often.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(5);
/// A call with this header is the page's own refresh and no activity.
const AUTOMATIC: &str = "x-haifu-automatic";

/// Opens a session for a user whose password was checked; tells the cookie to set.
///
/// # Errors
/// A [`Problem`] when it cannot be stored.
pub async fn open(app: &App, user: &UserRow) -> Result<(SessionRow, HeaderValue), Problem> {
    let now = app.clock.session_now();
    let session = SessionRow {
        user_name: user.user_name.clone(),
        role: user.role,
        name: user.name.clone(),
        prefecture: user.prefecture,
        facility: user.facility.clone(),
        idle_until: now + IDLE,
        ends_at: now + LIFETIME,
        touched_at: now,
    };
    let token = new_token()?;
    app.store.session_put(&token_hash(&token), &session).await?;
    Ok((session, set_cookie(app, &token, None)?))
}

/// The live session of a call, with the hash it is stored under.
///
/// # Errors
/// 401 without a session or with an ended one.
pub(crate) async fn current(app: &App, headers: &HeaderMap) -> Result<(String, SessionRow), Problem> {
    let token = token(app, headers).ok_or_else(Problem::signed_out)?;
    let hash = token_hash(&token);
    let session = app.store.session_get(&hash).await?.ok_or_else(Problem::signed_out)?;
    let now = app.clock.session_now();
    if session.expires_at() <= now {
        return Err(Problem::signed_out());
    }
    let session =
        if headers.contains_key(AUTOMATIC) { session } else { touch(app, &hash, session, now).await? };
    Ok((hash, session))
}

/// Writes activity down, at most every five minutes.
async fn touch(app: &App, hash: &str, session: SessionRow, now: Instant) -> Result<SessionRow, Problem> {
    if now - session.touched_at < TOUCH_EVERY {
        return Ok(session);
    }
    extend(app, hash, session).await
}

/// Extends a session to its full idle time, never beyond its end.
///
/// # Errors
/// 401 when it was revoked meanwhile.
pub async fn extend(app: &App, hash: &str, session: SessionRow) -> Result<SessionRow, Problem> {
    let now = app.clock.session_now();
    let extended = SessionRow { idle_until: now + IDLE, touched_at: now, ..session };
    if !app.store.session_touch(hash, &extended).await? {
        return Err(Problem::signed_out());
    }
    Ok(extended)
}

/// Ends the session of a call, if it has one; tells the cookie that takes the token away.
///
/// # Errors
/// A [`Problem`] when the store fails.
pub async fn close(app: &App, headers: &HeaderMap) -> Result<HeaderValue, Problem> {
    if let Some(token) = token(app, headers) {
        app.store.session_delete(&token_hash(&token)).await?;
    }
    set_cookie(app, "", Some(cookie::time::Duration::ZERO))
}

fn token_hash(token: &str) -> String {
    digest(&["session", token])
}

/// On https the name itself makes browsers insist on Secure, on this host and no domain.
fn cookie_name(app: &App) -> &'static str {
    if app.config.stage == Stage::Local { "haifu_session" } else { "__Host-haifu_session" }
}

fn token(app: &App, headers: &HeaderMap) -> Option<String> {
    let name = cookie_name(app);
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| Cookie::split_parse(line.to_owned())).flatten();
    cookies
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
        .filter(|token| !token.is_empty())
}

fn set_cookie(
    app: &App,
    token: &str,
    max_age: Option<cookie::time::Duration>,
) -> Result<HeaderValue, Problem> {
    let mut cookie = Cookie::build((cookie_name(app), token.to_owned()))
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
