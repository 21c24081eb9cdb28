//! Calls that take no body: what is sent all the same is refused, since whoever sent it expects it to count.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use serde_json::{Map, Value};

use crate::{Problem, body::body_too_large};

/// The call came without a body. An empty JSON object is none either: some clients cannot send less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoBody;

impl<S: Send + Sync> FromRequest<S> for NoBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = Bytes::from_request(request, state).await.map_err(|_| body_too_large())?;
        if is_nothing(&bytes) { Ok(Self) } else { Err(unexpected()) }
    }
}

fn is_nothing(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
        || serde_json::from_slice::<Map<String, Value>>(bytes).is_ok_and(|object| object.is_empty())
}

fn unexpected() -> Problem {
    let detail = "この操作では、本文として送る内容はありません。本文を空にして、もう一度送ってください。";
    Problem::bad_request("unexpected_body", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_an_empty_object_are_no_body_and_anything_else_is() {
        for (body, nothing) in [
            ("", true),
            (" \r\n\t", true),
            ("{}", true),
            (" { } ", true),
            (r#"{"a":1}"#, false),
            ("null", false),
            ("[]", false),
            ("{", false),
            ("a=1", false),
            ("\u{3000}", false),
        ] {
            assert_eq!(is_nothing(body.as_bytes()), nothing, "{body:?}");
        }
    }
}
