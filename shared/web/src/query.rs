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
        axum::extract::Query::try_from_uri(&parts.uri).map(|query| Self(query.0)).map_err(|rejection| {
            let message = rejection.body_text();
            let name = message.split('`').nth(1).unwrap_or_default().to_owned();
            let error = match name.as_str() {
                "" => FieldError::new("query", "malformed", "検索条件を読み取れません。"),
                _ => FieldError::new(
                    name.clone(),
                    "unknown_parameter",
                    format!("「{name}」という条件は使えません。"),
                ),
            };
            Problem::invalid(vec![error])
        })
    }
}
