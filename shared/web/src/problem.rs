//! Errors on the wire: `application/problem+json` (RFC 9457), in Japanese for people, with codes for programs.

use std::fmt;

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::field::FieldError;
use serde::Serialize;
use serde_json::{Map, Value};
use store::StoreError;

/// A refusal or fault, ready to be answered. Boxed, since it is the error of nearly every function here.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone, PartialEq)]
struct Parts {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: String,
    errors: Vec<FieldError>,
    extra: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    code: &'static str,
    detail: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldError],
    #[serde(flatten)]
    extra: &'a Map<String, Value>,
}

impl Problem {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self(Box::new(Parts {
            status,
            code,
            title,
            detail: detail.into(),
            errors: Vec::new(),
            extra: Map::new(),
            headers: Vec::new(),
        }))
    }

    /// 422: fields are missing or invalid; each is named.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail = "入力内容に誤りがあります。それぞれの項目を確認してください。";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "入力内容に誤りがあります", detail)
            .with_errors(errors)
    }

    /// 422: one field is invalid.
    pub fn invalid_field(field: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError::new(field, code, message)])
    }

    /// 400: the body or address cannot be read at all.
    pub fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, "読み取れない内容です", detail)
    }

    /// 401: not signed in, or no longer.
    pub fn signed_out() -> Self {
        let detail = "ログインしていないか、ログインの有効期間が過ぎました。もう一度ログインしてください。";
        Self::new(StatusCode::UNAUTHORIZED, "signed_out", "ログインしてください", detail)
    }

    /// 401: wrong user name or password; never tells which.
    pub fn wrong_credentials() -> Self {
        let detail = "ユーザ名またはパスワードが正しくありません。";
        Self::new(StatusCode::UNAUTHORIZED, "wrong_credentials", "ログインできません", detail)
    }

    /// 403: a role that does not do such things.
    pub fn forbidden() -> Self {
        let detail = "この操作を行う権限がありません。";
        Self::new(StatusCode::FORBIDDEN, "forbidden", "操作できません", detail)
    }

    /// 403: the second factor has to be set up before anything else (SPEC 10).
    pub fn second_factor_missing() -> Self {
        let detail = "先に二要素認証を設定してください。設定が終わると、ほかの操作ができます。";
        Self::new(StatusCode::FORBIDDEN, "second_factor_missing", "二要素認証の設定が必要です", detail)
    }

    /// 403: the call comes from another site.
    pub fn cross_site() -> Self {
        let detail = "ほかのサイトからの操作は受け取れません。この画面を開き直してください。";
        Self::new(StatusCode::FORBIDDEN, "cross_site", "操作できません", detail)
    }

    /// 404: absent, or not to be known of; the same bytes for both.
    pub fn not_found() -> Self {
        let detail = "見つかりません。番号やアドレスを確認してください。";
        Self::new(StatusCode::NOT_FOUND, "not_found", "見つかりません", detail)
    }

    /// 405: the address exists, the method does not.
    pub fn wrong_method() -> Self {
        let detail = "このアドレスでは使えない呼び出し方です。";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", "操作できません", detail)
    }

    /// 409: what is wanted does not fit the state of things.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, "今の状態ではできません", detail)
    }

    /// 412: saved by somebody else since it was read.
    pub fn stale(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, "stale", "ほかの人が先に保存しました", detail)
    }

    /// 413: the body is too large.
    pub fn too_large(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, code, "大きすぎます", detail)
    }

    /// 415: the body is not JSON.
    pub fn unsupported_media_type() -> Self {
        let detail = "Content-Typeはapplication/jsonにしてください。";
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "読み取れない内容です",
            detail,
        )
    }

    /// 428: `If-Match` is missing.
    pub fn precondition_required() -> Self {
        let detail =
            "どの版をもとにした変更かが分かりません（If-Matchがありません）。画面を開き直してください。";
        Self::new(StatusCode::PRECONDITION_REQUIRED, "precondition_required", "保存できません", detail)
    }

    /// 503: the system cannot answer just now; the cause is for logs.
    pub fn unavailable(cause: &dyn fmt::Display) -> Self {
        tracing::error!(%cause, "unavailable");
        Self::busy()
    }

    /// 503: too much at once; trying again helps.
    pub fn busy() -> Self {
        let detail =
            "ただいま混み合っています。入力内容はそのままにして、少し待ってからもう一度操作してください。";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "混み合っています", detail)
            .with_header(header::RETRY_AFTER, "5")
    }

    /// 503 for a reason the user should read.
    pub fn service_unavailable(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code, "今はできません", detail)
    }

    /// 500: a fault of ours; the cause is for logs.
    pub fn internal(cause: &dyn fmt::Display) -> Self {
        tracing::error!(%cause, "internal error");
        let detail = "システムの不具合です。入力内容は失われていません。事務局へお問い合わせください。";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "システムの不具合です", detail)
    }

    /// With the faults of single fields.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.0.errors = errors;
        self
    }

    /// With what could not be read before what breaks a rule, each field once. A refusal for other reasons than the content stays as it is.
    pub(crate) fn with_unreadable(mut self, mut unreadable: Vec<FieldError>) -> Self {
        if self.0.status == StatusCode::UNPROCESSABLE_ENTITY {
            self.0.errors.retain(|broken| unreadable.iter().all(|error| error.field != broken.field));
            unreadable.append(&mut self.0.errors);
            self.0.errors = unreadable;
        }
        self
    }

    /// With a member of its own.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.extra.insert(name.to_owned(), value.into());
        self
    }

    /// With a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.0.headers.push((name, HeaderValue::from_static(value)));
        self
    }

    /// With the seconds after which trying again helps.
    #[must_use]
    pub(crate) fn with_retry_after(mut self, seconds: u64) -> Self {
        self.0.headers.push((header::RETRY_AFTER, HeaderValue::from(seconds)));
        self
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::Unavailable(_) => Self::unavailable(&error),
            StoreError::Corrupt { .. } | StoreError::Unwritable(_) => Self::internal(&error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let parts = *self.0;
        let body = Body {
            r#type: "about:blank",
            title: parts.title,
            status: parts.status.as_u16(),
            code: parts.code,
            detail: &parts.detail,
            errors: &parts.errors,
            extra: &parts.extra,
        };
        let mut response = (parts.status, Json(body)).into_response();
        let content_type = HeaderValue::from_static("application/problem+json; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, content_type);
        response.headers_mut().extend(parts.headers);
        response
    }
}
