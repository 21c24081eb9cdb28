//! Reading JSON bodies: bounded, strict, and with a message that names the field.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
};
use domain::{field::FieldError, label::label};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::{
    Problem,
    sent::{unknown_value, wrong_type},
    unique_keys::repeated_keys,
};

/// The largest body read, in bytes.
pub(crate) const MAX_BODY_BYTES: usize = 256 * 1024;

/// A JSON body as it came, to be read when it is the content's turn: a stale version or a wrong status is told before it.
#[derive(Debug, Clone)]
pub struct JsonText(String);

impl JsonText {
    /// The body as sent, to which an idempotency key is bound.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the body says.
    ///
    /// # Errors
    /// 400 when it is no JSON; 422, naming the field, when it is not what was asked for.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        parse(&self.0)
    }
}

impl<S: Send + Sync> FromRequest<S> for JsonText {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !content_type.is_some_and(is_json) {
            return Err(Problem::unsupported_media_type());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|_| body_too_large())?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| Problem::bad_request("not_utf8", "本文の文字コードをUTF-8にしてください。"))?;
        Ok(Self(text.to_owned()))
    }
}

/// A JSON body, read at once.
#[derive(Debug, Clone)]
pub struct JsonBody<T> {
    /// What was read.
    pub value: T,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let text = JsonText::from_request(request, state).await?;
        Ok(Self { value: text.read()? })
    }
}

/// What a body over [`MAX_BODY_BYTES`] is answered; a body cut off on its way as well.
pub(crate) fn body_too_large() -> Problem {
    Problem::too_large("body_too_large", "送られた内容が大きすぎます（256KBまで）。文章を短くしてください。")
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let repeated = repeated_keys(text);
    if !repeated.is_empty() {
        return Err(Problem::invalid(repeated));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| explain(text, &error))?;
    json.end().map_err(|_| malformed())?;
    Ok(value)
}

fn malformed() -> Problem {
    Problem::bad_request("malformed_json", "JSONとして読み取れません。")
}

/// The Japanese message for a body that is JSON but not what was asked for. Serde tells the kind of fault in words only.
fn explain(text: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let inner = error.inner();
    // A number where a choice is expected counts as a fault of syntax too, though the JSON is well-formed.
    if (inner.is_syntax() || inner.is_eof()) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        return malformed();
    }
    let message = inner.to_string();
    let path = dotted(error.path());
    let path = path.as_str();
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let at = |name: &str| match path {
        "" => name.to_owned(),
        path if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
        path => format!("{path}.{name}"),
    };
    let fault = if message.starts_with("unknown field") {
        FieldError::new(at(quoted), "unknown_field", format!("「{quoted}」という項目はありません。"))
    } else if message.starts_with("missing field") {
        FieldError::missing(at(quoted), label(quoted))
    } else if message.starts_with("unknown variant") {
        unknown_value(path, label(path))
    } else if wants_integer(&message) {
        FieldError::out_of_range(path, label(path))
    } else {
        wrong_type(path, label(path))
    };
    Problem::invalid(vec![fault])
}

/// The path as every fault names its field, `catalogue.0.order`; empty for the body itself.
fn dotted(path: &serde_path_to_error::Path) -> String {
    let parts = path.iter().map(|segment| match segment {
        Segment::Seq { index } => index.to_string(),
        Segment::Map { key } => key.clone(),
        Segment::Enum { variant } => variant.clone(),
        Segment::Unknown => "?".to_owned(),
    });
    parts.collect::<Vec<_>>().join(".")
}

/// Serde says `…, expected i64` or `…, expected u32`, and `number out of range` for what fits into no integer at all.
fn wants_integer(message: &str) -> bool {
    let expected = message.rsplit("expected ").next().unwrap_or_default();
    expected.starts_with("i64") || expected.starts_with("u32") || message.starts_with("number out of range")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use axum::{http::StatusCode, response::IntoResponse};
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only read by serde")]
    struct Part {
        remarks: String,
        #[serde(default)]
        items: BTreeMap<String, Item>,
        #[serde(default)]
        list: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only read by serde")]
    struct Item {
        quantity: Option<i64>,
        source: Option<Source>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Source {
        Nation,
    }

    async fn answer(text: &str) -> serde_json::Value {
        let problem = parse::<Part>(text).unwrap_err();
        let body = axum::body::to_bytes(problem.into_response().into_body(), usize::MAX).await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    #[tokio::test]
    async fn every_fault_names_its_field() {
        for (text, field, code) in [
            (r#"{"remarks":"a","x":1}"#, "x", "unknown_field"),
            (r#"{"remarks":"a","items":{"gloves":{"y":1}}}"#, "items.gloves.y", "unknown_field"),
            (r"{}", "remarks", "required"),
            (r#"{"remarks":1}"#, "remarks", "wrong_type"),
            (
                r#"{"remarks":"a","items":{"gloves":{"quantity":"12"}}}"#,
                "items.gloves.quantity",
                "out_of_range",
            ),
            (
                r#"{"remarks":"a","items":{"gloves":{"quantity":1.5}}}"#,
                "items.gloves.quantity",
                "out_of_range",
            ),
            (
                r#"{"remarks":"a","items":{"gloves":{"quantity":99999999999999999999}}}"#,
                "items.gloves.quantity",
                "out_of_range",
            ),
            (
                r#"{"remarks":"a","items":{"gloves":{"source":"moon"}}}"#,
                "items.gloves.source",
                "unknown_value",
            ),
            (r#"{"remarks":"a","items":[]}"#, "items", "wrong_type"),
            (r#"{"remarks":"a","items":{"gloves":{"source":5}}}"#, "items.gloves.source", "wrong_type"),
            (r#"{"remarks":"a","items":{"gloves":{"source":[]}}}"#, "items.gloves.source", "wrong_type"),
            (r#"{"remarks":"a","items":{"gloves":{"source":true}}}"#, "items.gloves.source", "wrong_type"),
            (r#"{"remarks":"a","list":[{},{"quantity":"12"}]}"#, "list.1.quantity", "out_of_range"),
            (r#"{"remarks":"a","list":[{"y":1}]}"#, "list.0.y", "unknown_field"),
            (r#"{"remarks":"a","remarks":"b"}"#, "remarks", "duplicate_field"),
            (r#"{"remarks":"a","items":{"gloves":{},"gloves":{}}}"#, "items.gloves", "duplicate_field"),
        ] {
            let got = answer(text).await;
            assert_eq!(got["errors"][0]["field"], field, "{text}: {got}");
            assert_eq!(got["errors"][0]["code"], code, "{text}: {got}");
        }
    }

    #[tokio::test]
    async fn what_is_not_json_is_told_so() {
        for text in ["", "{", "nonsense", r#"{"remarks":"a"} trailing"#] {
            assert_eq!(answer(text).await["code"], "malformed_json", "{text}");
        }
        assert_eq!(body_too_large().status(), StatusCode::PAYLOAD_TOO_LARGE);
    }
}
