//! What can go wrong between us and the table.

use aws_sdk_dynamodb::error::DisplayErrorContext;

use crate::write::WriteError;

/// A fault of the store. None of them is the user's. Nothing was changed, except that after [`StoreError::Unavailable`] nobody can tell.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Throttled or in conflict with another write, also after retries. Trying again later helps.
    #[error("the table is busy")]
    Busy,
    /// The call failed, or its answer was lost again and again: a write may have happened. The text is for logs.
    #[error("the table cannot be reached or refused the call: {0}")]
    Unavailable(String),
    /// A row does not hold what this program writes.
    #[error("row {key} cannot be read: {reason}")]
    Corrupt {
        /// Its partition and sort key.
        key: String,
        /// What was wrong.
        reason: String,
    },
    /// A value cannot be stored.
    #[error("a row cannot be written: {0}")]
    Unwritable(String),
}

impl StoreError {
    /// Keeps the whole chain of causes: the SDK's own Display says only "service error".
    pub(crate) fn unavailable<E: std::error::Error>(error: &E) -> Self {
        Self::Unavailable(DisplayErrorContext(error).to_string())
    }

    /// For writes that have no condition to fail.
    pub(crate) fn from_unconditional(error: WriteError) -> Self {
        match error {
            WriteError::Store(error) => error,
            WriteError::ConditionFailed(_) => {
                Self::Unavailable("a write without condition was refused".to_owned())
            }
        }
    }
}
