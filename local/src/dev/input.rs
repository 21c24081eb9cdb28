//! What `/dev` is told: JSON by programs, forms by the pages here. Programs are answered in JSON, forms with a page.

use axum::{
    extract::{FromRequest, Query, RawForm, Request},
    http::{HeaderMap, Uri, header},
};
use serde::de::DeserializeOwned;
use web::{JsonBody, Problem};

/// A body, and whether a form of a page sent it.
#[derive(Debug)]
pub(super) struct Input<T> {
    pub(super) value: T,
    pub(super) from_form: bool,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Input<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_form(request.headers()) {
            let body = JsonBody::from_request(request, state).await?;
            return Ok(Self { value: body.value, from_form: false });
        }
        let RawForm(form) = RawForm::from_request(request, state).await.map_err(|_| unreadable())?;
        // A form is written as a query is.
        let uri = Uri::try_from([b"/?", form.as_ref()].concat()).map_err(|_| unreadable())?;
        let Query(value) = Query::try_from_uri(&uri).map_err(|_| unreadable())?;
        Ok(Self { value, from_form: true })
    }
}

/// Whether a form of a page was sent.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"))
}

fn unreadable() -> Problem {
    Problem::bad_request("malformed_form", "送られた内容を読み取れません。")
}
