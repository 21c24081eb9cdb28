//! `/api/password-resets/{token}`: looking at a link uses nothing up, since mail scanners open links; setting the password does.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    message::Message,
    password,
    role::Actor,
};
use serde::{Deserialize, Serialize};
use store::{LinkPurpose, LinkRow, UserChange, UserRow, UserWriteError};
use web::{App, CallerAddress, JsonBody, PathPart, Problem, device, digest, wire_instant};

use crate::hashing;

/// How often the change is made anew when the user's row changed meanwhile.
const ATTEMPTS: usize = 4;

/// What the holder of a link may know.
#[derive(Debug, Serialize)]
pub(crate) struct LinkView {
    user_name: String,
    expires_at: String,
}

/// The new password. Without `Debug`, so that no log can hold it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPassword {
    password: String,
}

/// A link that still lives.
struct Live {
    token_hash: String,
    link: LinkRow,
    user: UserRow,
}

/// `GET`: whose password the link sets, and until when.
pub(crate) async fn look(
    State(app): State<App>,
    PathPart(token): PathPart,
) -> Result<Json<LinkView>, Problem> {
    let Live { link, user, .. } = find(&app, &token).await?;
    Ok(Json(LinkView { user_name: user.user_name.to_string(), expires_at: wire_instant(link.expires_at) }))
}

/// `PUT`: sets the password. All sessions of the user end, and a mail tells it of the change. The device becomes known as the user's, so that
/// whoever is kept waiting by strangers' tries gets in by its mailbox.
pub(crate) async fn set_password(
    State(app): State<App>,
    PathPart(token): PathPart,
    CallerAddress(from): CallerAddress,
    headers: HeaderMap,
    body: JsonBody<NewPassword>,
) -> Result<Response, Problem> {
    let mut live = find(&app, &token).await?;
    let password = body.value.password;
    let faults = password::check(&password, &live.user.user_name);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let cookie = device::remember(&app, &headers, &live.user.user_name)?;
    let hash = hashing::hash(password).await?;
    for _ in 0..ATTEMPTS {
        match change(&app, &live, &hash, &from).await {
            Ok(()) => return Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response()),
            Err(UserWriteError::Stale) => live = find(&app, &token).await?,
            Err(UserWriteError::Store(error)) => return Err(error.into()),
        }
    }
    Err(Problem::busy())
}

/// The link of a token, with its user. A used, an expired, an altered and a void one are all the same.
async fn find(app: &App, token: &str) -> Result<Live, Problem> {
    let token_hash = digest(&["link", token]);
    let link = app.store.link_get(&token_hash).await?.ok_or_else(Problem::link_void)?;
    let LinkPurpose::Password { user_name, credentials } = &link.purpose else {
        return Err(Problem::link_void());
    };
    if link.expires_at <= app.clock.session_now() {
        return Err(Problem::link_void());
    }
    let user = app.store.user_get(user_name).await?;
    let user = user.filter(|user| !user.disabled && user.credentials == *credentials);
    Ok(Live { token_hash, user: user.ok_or_else(Problem::link_void)?, link })
}

async fn change(app: &App, live: &Live, hash: &str, from: &str) -> Result<(), UserWriteError> {
    let before = &live.user;
    let after = UserRow {
        password_hash: Some(hash.to_owned()),
        credentials: before.credentials + 1,
        ..before.clone()
    };
    let (user_name, name) = (before.user_name.clone(), before.name.clone());
    let set_at = app.clock.session_now();
    let audit = AuditEntry {
        at: set_at,
        by: AuditBy::User(Actor { user_name: user_name.clone(), role: before.role, name }),
        from: from.to_owned(),
        action: AuditAction::PasswordSet,
        subject: user_name.to_string(),
        changes: Vec::new(),
    };
    let change = UserChange {
        before,
        after: &after,
        audit: &audit,
        mail: Some(Message::PasswordSet { user_name, set_at }),
        link: Some(&live.token_hash),
    };
    app.store.user_change(change).await
}
