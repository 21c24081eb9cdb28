//! `POST /api/password-resets`: asks for a link. The user's row is never read here, so that nothing, not even the time it takes, tells
//! whether there is such a user: `notify` finds out when it sends.

use axum::{Json, extract::State, http::StatusCode};
use domain::{audit::AuditAction, id::UserName, message::Message};
use serde::{Deserialize, Serialize};
use web::{App, CallerAddress, JsonBody, Problem, audit_of_stranger};

use crate::{
    refusal,
    tries::{Tries, Wait},
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
    let wait = Tries::to_reset(&typed, &from).count(&app).await?;
    match (wait, UserName::parse(typed.trim())) {
        (None, Ok(user_name)) => put(&app, user_name, &from).await?,
        (Some(Wait(_)), _) => refuse(&app, &typed, &from, "申込みの回数の上限").await,
        (None, Err(_)) => refuse(&app, &typed, &from, "ユーザ名の形でない").await,
    }
    Ok((StatusCode::ACCEPTED, Json(ASKED)))
}

async fn put(app: &App, user_name: UserName, from: &str) -> Result<(), Problem> {
    let entry = audit_of_stranger(app, from, AuditAction::PasswordResetRequested, user_name.as_str());
    let what = format!("{user_name}#reset");
    let message = Message::PasswordReset { user_name, asked_at: entry.at };
    Ok(app.store.outbox_put(message, &what, &entry).await?)
}

async fn refuse(app: &App, typed: &str, from: &str, reason: &str) {
    refusal::record(app, AuditAction::PasswordResetRefused, typed, from, reason).await;
}
