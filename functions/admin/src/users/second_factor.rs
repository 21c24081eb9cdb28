//! `DELETE /api/users/{name}/second-factor`: for a user who lost the device and the recovery codes.

use axum::{extract::State, response::Response};
use domain::audit::AuditAction;
use store::{UserChange, UserRow, UserWriteError};
use web::{App, Ministry, NoBody, PathPart, Problem};

use super::{caller::load, change::answer};

/// `DELETE /api/users/{name}/second-factor`, for the ministry. The user's sessions end and links mailed to it are void; removing what is not
/// there changes nothing. Nobody removes the own one here: a stolen session would do without it from then on.
pub(super) async fn remove(
    State(app): State<App>,
    Ministry(principal): Ministry,
    PathPart(name): PathPart,
    _: NoBody,
) -> Result<Response, Problem> {
    let before = load(&app, &name).await?;
    if before.user_name == principal.user_name {
        let detail = "自分自身の二要素認証は、ここでは解除できません。国の別の利用者に依頼してください。";
        return Err(Problem::conflict("own_account", detail));
    }
    if before.second_factor.is_none() && before.second_factor_offer.is_none() {
        return Ok(answer(&before));
    }
    let after = UserRow {
        second_factor: None,
        second_factor_offer: None,
        credentials: before.credentials + 1,
        ..before.clone()
    };
    let action = AuditAction::SecondFactorDisabled;
    let audit = principal.audit(&app, action, after.user_name.as_str(), Vec::new());
    let change = UserChange { before: &before, after: &after, audit: &audit, mail: None, link: None };
    match app.store.user_change(change).await {
        Ok(()) => Ok(answer(&UserRow { version: before.version + 1, ..after })),
        Err(UserWriteError::Stale) => {
            Err(Problem::unavailable(&"the user was changed while a second factor was removed"))
        }
        Err(UserWriteError::Store(error)) => Err(error.into()),
    }
}
