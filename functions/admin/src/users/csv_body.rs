//! The body of an import.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
};
use web::Problem;

/// Bytes of a file at most.
pub(super) const MAX_FILE_BYTES: usize = 1024 * 1024;

/// A file as it came.
#[derive(Debug, Clone)]
pub(super) struct CsvBody(pub(super) Bytes);

impl<S: Send + Sync> FromRequest<S> for CsvBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !content_type.is_some_and(is_file) {
            let detail = "Content-Typeはtext/csvかapplication/octet-streamにしてください。";
            return Err(Problem::bad_request("content_type", detail));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|_| too_large())?;
        Ok(Self(bytes))
    }
}

/// Hosts that pass on `text/…` as text would spoil Shift-JIS: a page sends bytes.
fn is_file(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    ["text/csv", "application/octet-stream"].iter().any(|known| essence.eq_ignore_ascii_case(known))
}

fn too_large() -> Problem {
    Problem::too_large(
        "file_too_large",
        "ファイルが大きすぎます（1MB、1,000行まで）。ファイルを分けてください。何も登録していません。",
    )
}
