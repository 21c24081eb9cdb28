//! A caller with its cookie.

use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use serde_json::Value;
use tower::ServiceExt;

use crate::Answer;

/// A caller of a router.
#[derive(Debug, Clone)]
pub struct Client {
    router: Router,
    cookie: Option<String>,
}

impl Client {
    /// A caller with that cookie.
    pub fn new(router: Router, cookie: Option<String>) -> Self {
        Self { router, cookie }
    }

    /// The same caller at another router.
    #[must_use]
    pub fn at(&self, router: Router) -> Self {
        Self { router, cookie: self.cookie.clone() }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    /// POST with a JSON body.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, &[], Some(body.to_string())).await
    }

    /// POST without a body, with headers.
    pub async fn post_empty(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, headers, None).await
    }

    /// POST with a JSON body and headers.
    pub async fn post_with(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        self.send(Method::POST, path, headers, Some(body.to_string())).await
    }

    /// PUT with a JSON body, based on a version.
    pub async fn put(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.send(Method::PUT, path, &[("if-match", etag)], Some(body.to_string())).await
    }

    /// POST with a file of that content type.
    pub async fn send_file(&self, path: &str, content_type: &str, file: Vec<u8>) -> Answer {
        self.send_bytes(Method::POST, path, &[("content-type", content_type)], Some(file)).await
    }

    /// Any call. A body is sent as JSON unless the headers say otherwise.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        self.send_bytes(method, path, headers, body.map(String::into_bytes)).await
    }

    /// Any call, with a body that need not be text.
    pub async fn send_bytes(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if body.is_some() && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.map_or_else(Body::empty, Body::from)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("a router never fails");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}
