//! Sessions: an opaque token in a cookie that scripts cannot read, of which only the hash is stored (DESIGN, SPEC 10).

use axum::http::{HeaderMap, HeaderValue};
use chrono::TimeDelta;
use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    role::Actor,
    time::Instant,
};
use store::{SessionRow, UserRow, UserWriteError};

use crate::{App, Problem, SESSION_TOKEN, caller::address, cookies, digest, new_token};

const COOKIE: &str = "haifu_session";
/// Without activity for less than this no session ends (DESIGN).
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A session ends after this long in any case.
pub const LIFETIME: TimeDelta = TimeDelta::hours(12);
/// Activity is written down at most this often.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(5);
/// What activity that is written down gives: the last activity may be this much later, and the idle time counts from there.
const GIVEN: TimeDelta = TimeDelta::minutes(IDLE.num_minutes() + TOUCH_EVERY.num_minutes());
/// A call with this header is the page's own refresh and no activity.
const AUTOMATIC: &str = "x-haifu-automatic";

/// Opens a session for a user who has proved to be it; tells the cookie to set. `before` is the user as it was read for the proof, `after`
/// as the proof leaves it, such as with a recovery code used up. None when the user was changed meanwhile: then the proof is to be made
/// anew.
///
/// # Errors
/// A [`Problem`] when it cannot be stored.
pub async fn open(
    app: &App,
    before: &UserRow,
    after: &UserRow,
    must_enroll: bool,
    from: &str,
) -> Result<Option<(SessionRow, HeaderValue)>, Problem> {
    let now = app.clock.session_now();
    let session = SessionRow {
        user_name: after.user_name.clone(),
        role: after.role,
        name: after.name.clone(),
        prefecture: after.prefecture,
        facility: after.facility.clone(),
        must_enroll,
        idle_until: now + GIVEN,
        ends_at: now + LIFETIME,
        touched_at: now,
    };
    let after = UserRow { signed_in_at: Some(now), ..after.clone() };
    let token = new_token(SESSION_TOKEN)?;
    let entry = audit_of(app, &session, from, AuditAction::SignIn);
    match app.store.session_open(&token_hash(&token), &session, before, &after, &entry).await {
        Ok(()) => Ok(Some((session, cookies::set(app, COOKIE, &token, None)?))),
        Err(UserWriteError::Stale) => Ok(None),
        Err(UserWriteError::Store(error)) => Err(error.into()),
    }
}

fn audit_of(app: &App, session: &SessionRow, from: &str, action: AuditAction) -> AuditEntry {
    let user_name = session.user_name.clone();
    AuditEntry {
        at: app.clock.session_now(),
        subject: user_name.to_string(),
        by: AuditBy::User(Actor { user_name, role: session.role, name: session.name.clone() }),
        from: from.to_owned(),
        action,
        changes: Vec::new(),
    }
}

/// The live session of a call, with the hash it is stored under.
///
/// # Errors
/// 401 without a session or with an ended one.
pub(crate) async fn current(app: &App, headers: &HeaderMap) -> Result<(String, SessionRow), Problem> {
    let token = cookies::read(app, headers, COOKIE).ok_or_else(Problem::signed_out)?;
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
    let extended = SessionRow { idle_until: now + GIVEN, touched_at: now, ..session };
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
    if let Some(hash) = cookies::read(app, headers, COOKIE).map(|token| token_hash(&token))
        && let Some(session) = app.store.session_get(&hash).await?
    {
        let entry = audit_of(app, &session, &address(headers, &app.config), AuditAction::SignOut);
        app.store.session_delete(&hash, &session.user_name, &entry).await?;
    }
    cookies::set(app, COOKIE, "", Some(cookie::time::Duration::ZERO))
}

fn token_hash(token: &str) -> String {
    digest(&["session", token])
}
