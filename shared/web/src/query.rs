//! Reading query strings: unknown parameters are refused by name, never ignored.

use axum::{extract::FromRequestParts, http::request::Parts};
use domain::field::FieldError;
use serde::de::DeserializeOwned;

use crate::Problem;

/// The parameters of the query string. `T` should deny unknown fields and read every value as text, so that faults can be named.
#[derive(Debug, Clone)]
pub struct QueryParams<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for QueryParams<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = axum::extract::Query::try_from_uri(&parts.uri);
        query
            .map(|query| Self(query.0))
            .map_err(|rejection| Problem::invalid(vec![fault(&rejection.body_text())]))
    }
}

/// What is wrong with the query. Serde tells it in words only, the parameter in backquotes.
fn fault(message: &str) -> FieldError {
    let name = message.split('`').nth(1).unwrap_or_default();
    if name.is_empty() {
        FieldError::new("query", "malformed", "検索条件を読み取れません。")
    } else if message.contains("duplicate field") {
        let message = format!("「{name}」が2回書かれています。どちらか1つにしてください。");
        FieldError::new(name, "duplicate_parameter", message)
    } else {
        FieldError::new(name, "unknown_parameter", format!("「{name}」という条件は使えません。"))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Search {
        number: Option<String>,
    }

    async fn search(query: &str) -> Result<Search, Problem> {
        let (mut parts, ()) = Request::get(format!("/?{query}")).body(()).unwrap().into_parts();
        QueryParams::from_request_parts(&mut parts, &()).await.map(|params| params.0)
    }

    #[track_caller]
    fn check(problem: &Problem, field: &str, code: &'static str, message: &str) {
        assert_eq!(*problem, Problem::invalid_field(field, code, message));
    }

    #[tokio::test]
    async fn a_parameter_that_is_unknown_or_stands_twice_is_named() {
        assert_eq!(search("number=1").await.unwrap().number.as_deref(), Some("1"));
        let unknown = search("page=1").await.unwrap_err();
        check(&unknown, "page", "unknown_parameter", "「page」という条件は使えません。");
        let twice = search("number=1&number=2").await.unwrap_err();
        let message = "「number」が2回書かれています。どちらか1つにしてください。";
        check(&twice, "number", "duplicate_parameter", message);
    }
}
