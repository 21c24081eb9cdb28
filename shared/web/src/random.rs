//! Randomness and digests. Random numbers come from the operating system.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::NaiveDate;
use domain::{
    id::{RequestId, RequestNumber},
    time::Instant,
};
use sha2::{Digest, Sha256};

use crate::Problem;

/// What session tokens begin with: logs can be searched for it, since none may ever hold one.
pub const SESSION_TOKEN: &str = "hs_";
/// What the tokens of mailed links begin with.
pub const LINK_TOKEN: &str = "hl_";

/// Bytes of a token.
const TOKEN_BYTES: usize = 32;

/// A new request id for this millisecond.
///
/// # Errors
/// A [`Problem`] (503) when the system has no randomness to give.
pub fn new_request_id(now: Instant) -> Result<RequestId, Problem> {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    let ulid = ulid::Ulid::from_parts(millis, u128::from_be_bytes(random()?));
    RequestId::parse(&ulid.to_string()).map_err(|error| Problem::internal(&error))
}

/// A new request number of a day (JST). The store tells when it is taken.
///
/// # Errors
/// A [`Problem`] (503) when the system has no randomness to give.
pub fn new_request_number(day: NaiveDate) -> Result<RequestNumber, Problem> {
    Ok(RequestNumber::new(day, u32::from_be_bytes(random()?)))
}

/// A new opaque token, 256 bits behind a prefix that tells its kind.
///
/// # Errors
/// A [`Problem`] (503) when the system has no randomness to give.
pub fn new_token(prefix: &str) -> Result<String, Problem> {
    Ok(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(random::<TOKEN_BYTES>()?)))
}

/// A digest of texts, of which only equality counts. Lengths are part of it, so that no two lists of texts run together.
pub fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(&hash.finalize()[..16])
}

/// Random bytes.
///
/// # Errors
/// A [`Problem`] (503) when the system has no randomness to give.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Problem::unavailable(&error))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_differ_when_texts_are_cut_elsewhere() {
        assert_eq!(digest(&["a", "b"]), digest(&["a", "b"]));
        assert_ne!(digest(&["ab", ""]), digest(&["a", "b"]));
        assert_eq!(digest(&[]).len(), 22);
    }

    #[test]
    fn ids_sort_by_time_and_tokens_do_not_repeat() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let early = new_request_id(at("2026-11-24T03:00:00Z")).unwrap();
        let late = new_request_id(at("2026-11-24T03:00:00.001Z")).unwrap();
        assert!(early < late);
        let token = || new_token(SESSION_TOKEN).unwrap();
        assert_ne!(token(), token());
        assert!(token().starts_with("hs_") && token().len() == 3 + 43);
    }
}
