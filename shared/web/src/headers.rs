//! `ETag`, `If-Match` and `Idempotency-Key`.

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};

use crate::Problem;

/// The version a change is based on. Weak forms are taken, since compression on the way weakens tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub u64);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let value = parts.headers.get(header::IF_MATCH).ok_or_else(Problem::precondition_required)?;
        value.to_str().ok().and_then(parse).map(Self).ok_or_else(|| {
            Problem::bad_request("if_match", "If-Matchは、読み込んだときのETagをそのまま送ってください。")
        })
    }
}

fn parse(value: &str) -> Option<u64> {
    let value = value.trim();
    let tag = value.strip_prefix("W/").unwrap_or(value);
    tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

/// The key of a submission or update, if the client sent one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub Option<String>);

/// Longest key taken.
const MAX_KEY_CHARS: usize = 128;

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let key = value.to_str().unwrap_or_default();
        if key.is_empty() || key.len() > MAX_KEY_CHARS {
            let detail = "Idempotency-Keyは1～128文字の半角英数字記号にしてください。";
            return Err(Problem::bad_request("idempotency_key", detail));
        }
        Ok(Self(Some(key.to_owned())))
    }
}

/// The tag of a version.
pub fn etag(version: u64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"0\""))
}

/// An answer carrying its version as a tag.
pub fn with_etag(version: u64, answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().insert(header::ETAG, etag(version));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_in_strong_and_weak_form() {
        for (value, expected) in [
            ("\"7\"", Some(7)),
            ("W/\"7\"", Some(7)),
            (" \"12\" ", Some(12)),
            ("7", None),
            ("*", None),
            ("\"\"", None),
            ("\"-1\"", None),
            ("\"7\", \"8\"", None),
        ] {
            assert_eq!(parse(value), expected, "{value}");
        }
        assert_eq!(etag(7), "\"7\"");
    }
}
