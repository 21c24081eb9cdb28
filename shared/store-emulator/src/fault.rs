//! The faults, and the answers a client sees for them.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::{Value, json};

/// The namespace AWS puts before an error's name.
const NAMESPACE: &str = "com.amazonaws.dynamodb.v20120810";

/// What a [`FaultProxy`](crate::FaultProxy) does to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Refused for want of capacity: HTTP 400 `ProvisionedThroughputExceededException`. Nothing is written;
    /// clients retry by themselves.
    Throttle,
    /// Refused because another transaction holds an item. A transaction gets HTTP 400
    /// `TransactionCanceledException` whose first reason is `TransactionConflict` and whose others are
    /// `None`; a single write gets `TransactionConflictException`. Nothing is written.
    TransactionConflict,
    /// The request is carried out in full, then the connection breaks before the answer.
    LostResponse,
    /// HTTP 500 `InternalServerError`. Nothing is written; clients retry by themselves.
    ServerError,
}

impl Fault {
    /// The answer given in place of the database's, or `None` where the client gets no answer at all.
    pub(crate) fn answer(self, operation: &str, body: &[u8]) -> Option<Response<Full<Bytes>>> {
        match self {
            Self::Throttle => Some(error(
                StatusCode::BAD_REQUEST,
                "ProvisionedThroughputExceededException",
                json!({ "message": "The level of configured provisioned throughput for the table was exceeded." }),
            )),
            Self::TransactionConflict => Some(conflict(operation, body)),
            Self::LostResponse => None,
            Self::ServerError => Some(error(
                StatusCode::INTERNAL_SERVER_ERROR,
                "InternalServerError",
                json!({ "message": "The request processing has failed because of an unknown error." }),
            )),
        }
    }
}

fn conflict(operation: &str, body: &[u8]) -> Response<Full<Bytes>> {
    if !operation.starts_with("Transact") {
        let message = json!({ "message": "Transaction is ongoing for the item" });
        return error(StatusCode::BAD_REQUEST, "TransactionConflictException", message);
    }
    let reasons: Vec<Value> = (0..transaction_length(body)).map(reason).collect();
    let codes: Vec<&str> = reasons.iter().filter_map(|reason| reason["Code"].as_str()).collect();
    let message = format!(
        "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
        codes.join(", ")
    );
    error(
        StatusCode::BAD_REQUEST,
        "TransactionCanceledException",
        json!({ "Message": message, "CancellationReasons": reasons }),
    )
}

/// One reason per item, in the order of the request.
fn reason(position: usize) -> Value {
    if position == 0 {
        json!({ "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" })
    } else {
        json!({ "Code": "None" })
    }
}

/// How many items the transaction names. A body that cannot be read counts as one, so that there is always
/// a conflicting item.
fn transaction_length(body: &[u8]) -> usize {
    let request: Value = serde_json::from_slice(body).unwrap_or_default();
    request["TransactItems"].as_array().map_or(1, |items| items.len().max(1))
}

fn error(status: StatusCode, name: &str, mut body: Value) -> Response<Full<Bytes>> {
    body["__type"] = format!("{NAMESPACE}#{name}").into();
    let mut response = Response::new(Full::new(Bytes::from(body.to_string())));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-amz-json-1.0"));
    response.headers_mut().insert("x-amzn-requestid", HeaderValue::from_static("INJECTED-BY-FAULT-PROXY"));
    response
}
