//! What failed in a run, while the rest of it went on.

use crate::RunError;

/// The first failure of a run; each is logged.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    first: Option<RunError>,
}

impl Failures {
    /// Keeps the error of a step, if it failed and is the first.
    pub(crate) fn note(&mut self, step: Result<(), impl Into<RunError>>) {
        if let Err(error) = step {
            let error = error.into();
            tracing::error!(%error, "a part of the check failed");
            self.first.get_or_insert(error);
        }
    }

    /// The first failure, when all steps had their turn.
    pub(crate) fn first(self) -> Result<(), RunError> {
        self.first.map_or(Ok(()), Err)
    }
}
