//! Checking passwords: argon2id. The only module that does, so that an identity provider can take its place (DESIGN).

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// A hash nobody's password has: checked when the user does not exist, so that both take the same time.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$aGFpZnUtbm9ib2R5LXNhbHQ$k6Cw9UzJcZk3hQ0m5rF8xW1qT7yB2nV4dL6sP0aE9gI";

/// A password that cannot be hashed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the password cannot be hashed: {0}")]
pub struct HashError(String);

/// Whether the password belongs to the hash. Without a hash the answer is no, after the same work.
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let right = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    right && hash.is_some()
}

/// The argon2id hash of a new password in PHC form, with a random salt.
///
/// # Errors
/// [`HashError`] when there is no randomness.
pub fn hash(password: &str) -> Result<String, HashError> {
    let hash =
        Argon2::default().hash_password(password.as_bytes()).map_err(|error| HashError(error.to_string()))?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_only() {
        let stored = hash("Haifu-2026").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("Haifu-2026", Some(&stored)));
        assert!(!verify("haifu-2026", Some(&stored)));
        assert!(!verify("Haifu-2026", None));
        assert!(!verify("Haifu-2026", Some("not a hash")));
        assert_ne!(hash("Haifu-2026").unwrap(), stored);
    }

    #[test]
    fn the_stand_in_for_unknown_users_costs_the_same_work() {
        let parsed = PasswordHash::new(NOBODY).unwrap();
        let real = hash("x").unwrap();
        let real = PasswordHash::new(&real).unwrap();
        assert_eq!(parsed.algorithm, real.algorithm);
        assert_eq!(parsed.params, real.params);
    }
}
