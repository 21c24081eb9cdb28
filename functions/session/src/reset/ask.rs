//! `POST /api/password-resets`: asks for a link. The user's row is never read here, so that nothing, not even the time it takes, tells
//! whether there is such a user: `notify` finds out when it sends.

use axum::{Json, extract::State, http::StatusCode};
use domain::{audit::AuditAction, history::Change, id::UserName, message::Message};
use serde::{Deserialize, Serialize};
use web::{App, CallerAddress, JsonBody, Problem, audit_of_stranger};

use crate::{
    refusal,
    tries::{Counting, Tries},
};

/// Whose password is to be reset.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ask {
    /// ユーザ名; spaces around it, as pasting brings them, do not count.
    user_name: String,
}

/// The one answer.
#[derive(Debug, Serialize)]
pub(crate) struct Asked {
    message: &'static str,
}

/// The sentence of SPEC 10.
const ASKED: Asked = Asked {
    message: "入力されたユーザ名が登録されている場合は、登録のメールアドレスへ案内をお送りします。10分たっても届かないときは、事務局へお問い合わせください。",
};

/// The handler.
pub(crate) async fn ask(
    State(app): State<App>,
    CallerAddress(from): CallerAddress,
    body: JsonBody<Ask>,
) -> Result<(StatusCode, Json<Asked>), Problem> {
    let typed = body.value.user_name;
    let Counting::Counted(counted) = Tries::to_reset(&typed, &from).count(&app).await? else {
        // The mail before this one is on its way. Noted with the tries, for the entry of the next.
        return Ok((StatusCode::ACCEPTED, Json(ASKED)));
    };
    counted.fail(&app).await?;
    let told = counted.told(app.clock.session_now());
    match UserName::parse(typed.trim()) {
        Ok(user_name) => put(&app, user_name, &from, told).await?,
        Err(_) => refuse(&app, &typed, &from, told).await,
    }
    Ok((StatusCode::ACCEPTED, Json(ASKED)))
}

/// The mail comes first and by itself: an audit record that many write at once keeps nobody from a new password.
async fn put(app: &App, user_name: UserName, from: &str, told: Vec<Change>) -> Result<(), Problem> {
    let mut entry = audit_of_stranger(app, from, AuditAction::PasswordResetRequested, user_name.as_str());
    entry.changes = told;
    let what = format!("{user_name}#reset");
    app.store.outbox_put(Message::PasswordReset { user_name, asked_at: entry.at }, &what, entry.at).await?;
    refusal::put(app, &entry).await;
    Ok(())
}

async fn refuse(app: &App, typed: &str, from: &str, told: Vec<Change>) {
    let reason = "ユーザ名の形でない";
    refusal::record(app, AuditAction::PasswordResetRefused, typed, from, reason, told).await;
}
