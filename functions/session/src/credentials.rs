//! Checking who wants to sign in, without ever telling which half was wrong (SPEC 10).

use domain::id::UserName;
use store::UserRow;
use tokio::task::spawn_blocking;
use web::{App, Problem, password};

use crate::wire::SignIn;

/// The user whose name and password these are.
///
/// # Errors
/// 401, after the same work whether the user exists or not; 503 when the store fails.
pub(crate) async fn check(app: &App, sign_in: SignIn) -> Result<UserRow, Problem> {
    let user = find(app, &sign_in.user_name).await?;
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let right = verify(sign_in.password, hash).await?;
    user.filter(|_| right).ok_or_else(Problem::wrong_credentials)
}

/// Whatever is no user name is nobody's.
async fn find(app: &App, typed: &str) -> Result<Option<UserRow>, Problem> {
    match UserName::parse(typed.trim()) {
        Ok(name) => Ok(app.store.user_get(&name).await?),
        Err(_) => Ok(None),
    }
}

/// A hash takes tens of milliseconds of computing: on a thread of its own, so that other calls go on meanwhile.
async fn verify(typed: String, hash: Option<String>) -> Result<bool, Problem> {
    let verified = spawn_blocking(move || password::verify(&typed, hash.as_deref())).await;
    verified.map_err(|error| Problem::internal(&error))
}
