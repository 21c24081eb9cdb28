//! An answer, read whole.

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header},
};
use serde_json::Value;

/// An answer to a call.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub bytes: Bytes,
}

impl Answer {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// The answer, having checked its status.
    #[track_caller]
    #[allow(clippy::return_self_not_must_use, reason = "often the check is all that is wanted")]
    pub fn expect(self, status: u16) -> Self {
        let body = String::from_utf8_lossy(&self.bytes);
        assert_eq!(self.status.as_u16(), status, "{body}");
        self
    }

    /// Checks that it is a problem of that status and code, in Japanese.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        let answer = self.expect(status);
        let content_type = answer.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        assert_eq!(content_type, Some("application/problem+json; charset=utf-8"));
        let json = answer.json();
        assert_eq!(json["code"], code, "{json}");
        assert!(json["detail"].as_str().is_some_and(|text| !text.is_ascii()), "{json}");
        json
    }

    /// Checks that it is a 422 naming just these fields with these codes.
    #[track_caller]
    pub fn expect_errors(self, expected: &[(&str, &str)]) -> Value {
        let json = self.expect_problem(422, "invalid");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        let got: Vec<(String, String)> =
            errors.iter().map(|e| (text(&e["field"]), text(&e["code"]))).collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(field, code)| ((*field).to_owned(), (*code).to_owned())).collect();
        assert_eq!(got, expected, "{json}");
        json
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The tag to send back as `If-Match`.
    pub fn etag(&self) -> String {
        self.header("etag").unwrap_or_default().to_owned()
    }
}
