//! `POST /api/users/{name}/invitation`: inviting again, such as when the first link has expired.

use axum::{extract::State, response::Response};
use chrono::TimeDelta;
use domain::{audit::AuditAction, message::Message};
use store::{TriesRow, UserChange, UserRow, UserWriteError};
use web::{App, NoBody, Officer, PathPart, Problem};

use super::{caller::load_in_area, change::answer};

/// How long one invitation keeps off the next.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

/// `POST /api/users/{name}/invitation`, for the ministry, and for a prefecture in its own area: mails a new link and voids earlier ones.
pub(super) async fn invite(
    State(app): State<App>,
    Officer(officer): Officer,
    PathPart(name): PathPart,
    _: NoBody,
) -> Result<Response, Problem> {
    let before = load_in_area(&app, &officer, &name).await?;
    refuse_unless_waiting(&before)?;
    pause(&app, &before).await?;
    let audit = officer.audit(&app, AuditAction::UserInvited, before.user_name.as_str(), Vec::new());
    let after = UserRow { credentials: before.credentials + 1, ..before.clone() };
    let mail = Message::Invitation { user_name: before.user_name.clone(), invited_at: audit.at };
    let change = UserChange { before: &before, after: &after, audit: &audit, mail: Some(mail), link: None };
    match app.store.user_change(change).await {
        Ok(()) => Ok(answer(&UserRow { version: before.version + 1, ..after })),
        Err(UserWriteError::Stale) => {
            // Nothing was sent: trying again need not wait.
            app.store.tries_delete(&whose(&before)).await?;
            Err(Problem::unavailable(&"the user was changed during an invitation"))
        }
        Err(UserWriteError::Store(error)) => Err(error.into()),
    }
}

fn refuse_unless_waiting(user: &UserRow) -> Result<(), Problem> {
    if user.disabled {
        let detail = "この利用者は利用を停止しています。招待するには、先に利用を再開してください。";
        return Err(Problem::conflict("disabled", detail));
    }
    if user.password_hash.is_some() {
        let detail = "この利用者はすでにパスワードを設定しています。パスワードを忘れたときは、ログイン画面の「パスワードの再設定」を使うよう案内してください。";
        return Err(Problem::conflict("already_active", detail));
    }
    Ok(())
}

/// Lets one invitation a minute through. Written before the mail is, so that two at once are one; should the mail fail, a minute is lost.
async fn pause(app: &App, user: &UserRow) -> Result<(), Problem> {
    let now = app.clock.session_now();
    let whose = whose(user);
    let last = app.store.tries_get(&whose).await?;
    let next = TriesRow { failures: 0, not_before: now + PAUSE, forgotten_at: now + PAUSE, refused: 0 };
    let too_soon = last.as_ref().is_some_and(|last| last.not_before > now);
    if too_soon || !app.store.tries_put(&whose, last.as_ref(), &next).await? {
        let detail = "この利用者への招待は、1分以内に行われています。メールが届かないときは、1分以上待ってから、もう一度送ってください。";
        return Err(Problem::conflict("invited_just_now", detail));
    }
    Ok(())
}

/// Under which name invitations are counted.
fn whose(user: &UserRow) -> String {
    format!("invitation {}", user.user_name)
}
