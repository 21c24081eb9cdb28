//! The second factor of one's own account: offered with a secret, set up by the first code, taken away with the password.

use axum::{
    Json,
    extract::{FromRequest, Request, State},
    http::StatusCode,
};
use domain::{audit::AuditAction, field::FieldError};
use serde::{Deserialize, Serialize};
use store::{SecondFactor, UserRow};
use web::{App, EnrollingOfficer, JsonBody, NoBody, Problem, second_factor};

use super::own;

/// What an authenticator app is given. Shown once, and only a code it makes counts.
#[derive(Serialize)]
pub(crate) struct Offer {
    /// For typing in.
    secret: String,
    /// For a QR code.
    otpauth_url: String,
}

/// A code of the authenticator app.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    code: String,
}

/// The password, asked once more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Password {
    password: String,
}

/// Recovery codes, shown once.
#[derive(Serialize)]
pub(crate) struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

/// `POST /api/account/second-factor`: offers a secret; an earlier offer is void. Nothing changes until a first code proves it. Asks for the
/// password, or else whoever finds an open screen could shut the user out; not so right after a sign-in that has nothing else open.
pub(crate) async fn offer(
    State(app): State<App>,
    EnrollingOfficer(principal): EnrollingOfficer,
    request: Request,
) -> Result<Json<Offer>, Problem> {
    let must_enroll = principal.session.must_enroll;
    if must_enroll {
        NoBody::from_request(request, &app).await?;
    } else {
        let body = JsonBody::<Password>::from_request(request, &app).await?;
        own::prove(&app, &principal, body.value.password).await?;
    }
    let secret = second_factor::new_secret()?;
    own::change(&app, &principal, AuditAction::SecondFactorOffered, must_enroll, |user| {
        if user.second_factor.is_some() {
            return Err(already_on());
        }
        Ok(UserRow { second_factor_offer: Some(secret.clone()), ..user.clone() })
    })
    .await?;
    let otpauth_url = second_factor::otpauth_url(&app, &principal.user_name, &secret);
    Ok(Json(Offer { secret, otpauth_url }))
}

/// `PUT /api/account/second-factor`: the first code sets the offered one up. All other sessions end; this one is free of the duty.
pub(crate) async fn confirm(
    State(app): State<App>,
    EnrollingOfficer(principal): EnrollingOfficer,
    body: JsonBody<Code>,
) -> Result<Json<RecoveryCodes>, Problem> {
    if body.value.code.trim().is_empty() {
        return Err(Problem::invalid(vec![FieldError::missing("code", "確認コード")]));
    }
    let codes = second_factor::new_recovery_codes()?;
    let now = app.clock.session_now();
    own::change(&app, &principal, AuditAction::SecondFactorEnabled, false, |user| {
        if user.second_factor.is_some() {
            return Err(already_on());
        }
        let secret = user.second_factor_offer.clone().ok_or_else(not_offered)?;
        let last_step = second_factor::step_of(&secret, &body.value.code, now).ok_or_else(wrong_code)?;
        let recovery = second_factor::recovery_hashes(&user.user_name, &codes);
        Ok(with_factor(user, Some(SecondFactor { secret, last_step, recovery })))
    })
    .await?;
    Ok(Json(RecoveryCodes { recovery_codes: codes }))
}

/// `DELETE /api/account/second-factor`: takes it away, such as before another telephone. Where it is required, the session has to set it up
/// anew before anything else.
pub(crate) async fn remove(
    State(app): State<App>,
    EnrollingOfficer(principal): EnrollingOfficer,
    body: JsonBody<Password>,
) -> Result<StatusCode, Problem> {
    own::prove(&app, &principal, body.value.password).await?;
    let required = app.store.security_get().await?.second_factor_required;
    let must_enroll = required.contains(&principal.scope.role());
    own::change(&app, &principal, AuditAction::SecondFactorDisabled, must_enroll, |user| {
        user.second_factor.as_ref().ok_or_else(not_on)?;
        Ok(with_factor(user, None))
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/account/recovery-codes`: new ones; the earlier ones are void.
pub(crate) async fn renew_recovery_codes(
    State(app): State<App>,
    EnrollingOfficer(principal): EnrollingOfficer,
    body: JsonBody<Password>,
) -> Result<Json<RecoveryCodes>, Problem> {
    own::prove(&app, &principal, body.value.password).await?;
    let codes = second_factor::new_recovery_codes()?;
    own::change(&app, &principal, AuditAction::RecoveryCodesRenewed, false, |user| {
        let factor = user.second_factor.as_ref().ok_or_else(not_on)?;
        let recovery = second_factor::recovery_hashes(&user.user_name, &codes);
        Ok(with_factor(user, Some(SecondFactor { recovery, ..factor.clone() })))
    })
    .await?;
    Ok(Json(RecoveryCodes { recovery_codes: codes }))
}

/// The user with another second factor, or none: what lets it in has changed.
fn with_factor(user: &UserRow, second_factor: Option<SecondFactor>) -> UserRow {
    UserRow { second_factor, second_factor_offer: None, credentials: user.credentials + 1, ..user.clone() }
}

fn already_on() -> Problem {
    let detail = "二要素認証は設定済みです。別の端末に替えるときは、先に解除してください。";
    Problem::conflict("second_factor_on", detail)
}

fn not_on() -> Problem {
    Problem::conflict("second_factor_off", "二要素認証は設定されていません。")
}

fn not_offered() -> Problem {
    let detail = "先に「設定を始める」を押して、表示された内容を認証アプリに登録してください。";
    Problem::conflict("second_factor_not_offered", detail)
}

fn wrong_code() -> Problem {
    let message = "確認コードが正しくありません。認証アプリに今表示されている6桁の数字を入力してください。";
    Problem::invalid_field("code", "wrong_code", message)
}
