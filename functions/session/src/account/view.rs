//! `GET /api/account`: what a user may know of its own account.

use axum::{Json, extract::State};
use domain::{mask::mask, role::Role};
use serde::Serialize;
use web::{App, Enrolling, Problem};

use super::own;

/// The account.
#[derive(Debug, Serialize)]
pub(crate) struct AccountView {
    user_name: String,
    role: Role,
    /// Shown to people.
    name: String,
    /// Masked: enough to tell whether it is the right one.
    mail: String,
    second_factor: SecondFactorView,
}

#[derive(Debug, Serialize)]
struct SecondFactorView {
    /// Whether the role may have one.
    available: bool,
    /// Whether the ministry requires it of the role.
    required: bool,
    /// Whether it is set up.
    on: bool,
    recovery_codes_left: usize,
}

/// The handler.
pub(crate) async fn account(
    State(app): State<App>,
    Enrolling(principal): Enrolling,
) -> Result<Json<AccountView>, Problem> {
    let user = own::read(&app, &principal).await?;
    let rules = app.store.security_get().await?;
    Ok(Json(AccountView {
        user_name: user.user_name.to_string(),
        role: user.role,
        name: user.name,
        mail: mask(&user.mail),
        second_factor: SecondFactorView {
            available: user.role != Role::Facility,
            required: rules.second_factor_required.contains(&user.role),
            on: user.second_factor.is_some(),
            recovery_codes_left: user.second_factor.map_or(0, |factor| factor.recovery.len()),
        },
    }))
}
