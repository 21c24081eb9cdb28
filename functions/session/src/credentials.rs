//! Checking who wants to sign in, without ever telling which half was wrong (SPEC 10).

use domain::id::UserName;
use store::UserRow;
use web::{App, second_factor};

use crate::{hashing, refusal::Refusal, wire::SignIn};

/// A user who has proved to be it.
pub(crate) struct Proof {
    /// The row as it was read for the proof.
    pub(crate) before: UserRow,
    /// The row as the proof leaves it: a code is used up.
    pub(crate) after: UserRow,
}

/// Checks name, password and, where there is a second factor, its code.
///
/// # Errors
/// [`Refusal`], after the same work whether the user exists or not.
pub(crate) async fn check(app: &App, sign_in: &SignIn) -> Result<Proof, Refusal> {
    let found = find(app, &sign_in.user_name).await?;
    let hash = found.as_ref().filter(|user| !user.disabled).and_then(|user| user.password_hash.clone());
    let right = hashing::verify(sign_in.password.clone(), hash).await?;
    let before = found.filter(|_| right).ok_or(Refusal::Credentials)?;
    let after = UserRow { second_factor: use_code(app, &before, sign_in.code.trim())?, ..before.clone() };
    Ok(Proof { before, after })
}

/// Whatever is no user name is nobody's.
async fn find(app: &App, typed: &str) -> Result<Option<UserRow>, Refusal> {
    match UserName::parse(typed.trim()) {
        Ok(name) => Ok(app.store.user_get(&name).await?),
        Err(_) => Ok(None),
    }
}

/// The user's second factor with the code used up; none where there is none.
fn use_code(app: &App, user: &UserRow, typed: &str) -> Result<Option<store::SecondFactor>, Refusal> {
    let Some(factor) = &user.second_factor else { return Ok(None) };
    if typed.is_empty() {
        return Err(Refusal::CodeMissing);
    }
    let after = second_factor::use_code(factor, &user.user_name, typed, app.clock.session_now());
    after.map(Some).ok_or(Refusal::Code)
}
