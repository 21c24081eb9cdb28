//! Argon2id takes tens of milliseconds of computing: on a thread of its own, so that other calls go on meanwhile.

use tokio::task::spawn_blocking;
use web::{Problem, password};

/// Whether the password belongs to the hash. Without a hash the answer is no, after the same work.
pub(crate) async fn verify(typed: String, hash: Option<String>) -> Result<bool, Problem> {
    let verified = spawn_blocking(move || password::verify(&typed, hash.as_deref())).await;
    verified.map_err(|error| Problem::internal(&error))
}

/// The hash of a new password.
pub(crate) async fn hash(password: String) -> Result<String, Problem> {
    let hashed = spawn_blocking(move || password::hash(&password)).await;
    hashed.map_err(|error| Problem::internal(&error))?.map_err(|error| Problem::unavailable(&error))
}
