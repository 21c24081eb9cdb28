//! `/dev/mail`: the mails that were sent; a page, or with `Accept: application/json` an array, oldest first.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

use super::{Dev, page};

pub(super) async fn show(State(dev): State<Dev>, headers: HeaderMap) -> Response {
    let mails = dev.mails.mails();
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        Json(mails).into_response()
    } else {
        page::page("送信されたメール", &page::mails(&mails)).into_response()
    }
}
