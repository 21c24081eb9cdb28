//! A user's change of its own account, within its session.

use domain::{audit::AuditAction, field::FieldError};
use store::{SessionRow, UserChange, UserRow, UserWriteError};
use web::{App, Principal, Problem};

use crate::{
    hashing,
    refusal::{self, because},
    tries::{Counting, Tries},
};

/// How often a change is made anew when the user's row changed meanwhile.
const ATTEMPTS: usize = 4;

/// The user's row as it stands.
pub(super) async fn read(app: &App, principal: &Principal) -> Result<UserRow, Problem> {
    // Users are never deleted: without a row, the session is nobody's.
    app.store.user_get(&principal.user_name).await?.ok_or_else(Problem::signed_out)
}

/// Applies `edit` to the user's row as it stands. This session goes on, with or without the duty to set up a second factor; all others
/// end when what lets the user in has changed.
///
/// # Errors
/// What `edit` refuses; 503 when the row keeps changing, or the session was ended meanwhile.
pub(super) async fn change(
    app: &App,
    principal: &Principal,
    action: AuditAction,
    must_enroll: bool,
    edit: impl Fn(&UserRow) -> Result<UserRow, Problem>,
) -> Result<(), Problem> {
    let session = SessionRow { must_enroll, ..principal.session.clone() };
    let audit = principal.audit(app, action, principal.user_name.as_str(), Vec::new());
    for _ in 0..ATTEMPTS {
        let before = read(app, principal).await?;
        let after = edit(&before)?;
        let change = UserChange { before: &before, after: &after, audit: &audit, mail: None, link: None };
        match app.store.user_change_within(change, &principal.session_hash, &session).await {
            Ok(()) => return Ok(()),
            Err(UserWriteError::Stale) => {}
            Err(UserWriteError::Store(error)) => return Err(error.into()),
        }
    }
    Err(Problem::busy())
}

/// What the screen calls the field.
const PASSWORD: &str = "現在のパスワード";

/// Asks for the password once more, before what a stranger at an open screen must not do. Counts like a try to sign in, but of this session
/// alone: those who fail at the sign-in page do not keep the user waiting here.
///
/// # Errors
/// 422 when it is missing, which is no try, or wrong; 429 after too many tries.
pub(super) async fn prove(app: &App, principal: &Principal, typed: String) -> Result<(), Problem> {
    if typed.is_empty() {
        return Err(Problem::invalid(vec![FieldError::missing("password", PASSWORD)]));
    }
    let tries = Tries::on_device(principal.user_name.as_str(), &principal.session_hash);
    let counted = match tries.count(app).await? {
        Counting::Counted(counted) => counted,
        Counting::Wait(seconds) => return Err(Problem::too_many_tries(seconds)),
    };
    let user = read(app, principal).await?;
    if hashing::verify(typed, user.password_hash).await? {
        return counted.succeed(app).await;
    }
    counted.fail(app).await?;
    let changes =
        because("パスワードの誤り").into_iter().chain(counted.told(app.clock.session_now())).collect();
    let subject = principal.user_name.as_str();
    refusal::put(app, &principal.audit(app, AuditAction::AccessRefused, subject, changes)).await;
    Err(Problem::invalid_field("password", "wrong_password", format!("{PASSWORD}が正しくありません。")))
}
