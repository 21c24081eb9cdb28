//! A signed-in caller of the merged router.

use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use store_emulator::samples::PASSWORD;
use tower::ServiceExt;

use super::PlayError;

/// An answer's body with its tag.
pub(super) struct Answer {
    pub(super) json: Value,
    pub(super) etag: String,
}

/// A user with a session.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    router: Router,
    cookie: String,
}

impl Caller {
    pub(super) async fn sign_in(router: &Router, user_name: &str) -> Result<Self, PlayError> {
        let body = json!({"user_name": user_name, "password": PASSWORD}).to_string();
        let request = Request::post("/api/session")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body))
            .map_err(|error| PlayError(error.to_string()))?;
        let response = router.clone().oneshot(request).await.map_err(|error| PlayError(error.to_string()))?;
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        let cookie =
            cookie.ok_or_else(|| PlayError(format!("{user_name} cannot sign in: {}", response.status())))?;
        Ok(Self { cookie: cookie.to_owned(), router: router.clone() })
    }

    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        tag: &str,
        body: Option<&Value>,
    ) -> Result<Answer, PlayError> {
        let failed = |what: String| PlayError(format!("{method} {path}: {what}"));
        let mut request =
            Request::builder().method(method.clone()).uri(path).header(header::COOKIE, &self.cookie);
        if !tag.is_empty() {
            request = request.header(header::IF_MATCH, tag);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let request = request.body(body).map_err(|error| failed(error.to_string()))?;
        let response =
            self.router.clone().oneshot(request).await.map_err(|error| failed(error.to_string()))?;
        let (parts, body) = response.into_parts();
        let bytes =
            axum::body::to_bytes(body, usize::MAX).await.map_err(|error| failed(error.to_string()))?;
        if !parts.status.is_success() {
            return Err(failed(format!("{} {}", parts.status, String::from_utf8_lossy(&bytes))));
        }
        let etag = parts
            .headers
            .get(header::ETAG)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let json = serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))?;
        Ok(Answer { json, etag })
    }
}
