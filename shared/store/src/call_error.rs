//! What the SDK's errors mean to us.

use aws_sdk_dynamodb::{
    error::{ProvideErrorMetadata, SdkError},
    operation::transact_write_items::TransactWriteItemsError,
};

use crate::{StoreError, write::WriteError};

/// Why a transaction was cancelled.
pub(crate) enum Cancellation {
    ConditionFailed(usize),
    Busy,
}

/// Which reason cancelled a transaction. A failed condition counts before a conflict: it will fail again.
pub(crate) fn cancellation<R>(error: &SdkError<TransactWriteItemsError, R>) -> Option<Cancellation> {
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error.as_service_error()? else {
        return None;
    };
    let codes: Vec<&str> =
        cancelled.cancellation_reasons().iter().map(|reason| reason.code().unwrap_or("None")).collect();
    if let Some(index) = codes.iter().position(|code| *code == "ConditionalCheckFailed") {
        return Some(Cancellation::ConditionFailed(index));
    }
    let busy = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];
    codes.iter().any(|code| busy.contains(code)).then_some(Cancellation::Busy)
}

/// The error of a single conditional write.
pub(crate) fn single_error<E, R>(error: SdkError<E, R>) -> WriteError
where
    E: std::error::Error + ProvideErrorMetadata + 'static,
    R: std::fmt::Debug,
{
    match error.code() {
        Some("ConditionalCheckFailedException") => WriteError::ConditionFailed(0),
        _ => call_error(error).into(),
    }
}

/// The error of any other call.
#[allow(clippy::needless_pass_by_value, reason = "used as a map_err function")]
pub(crate) fn call_error<E, R>(error: SdkError<E, R>) -> StoreError
where
    E: std::error::Error + ProvideErrorMetadata + 'static,
    R: std::fmt::Debug,
{
    const BUSY: [&str; 5] = [
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TransactionConflictException",
        "TransactionInProgressException",
    ];
    match error.code() {
        Some(code) if BUSY.contains(&code) => StoreError::Busy,
        _ => StoreError::unavailable(&error),
    }
}
