//! A deadline is stored as two attributes, both or neither.

use domain::{
    deadline::{Deadline, DueReason},
    time::Instant,
};

/// The deadline of its two attributes; an error when only one of them is there.
pub(crate) fn deadline(
    due_at: Option<Instant>,
    reason: Option<DueReason>,
) -> Result<Option<Deadline>, &'static str> {
    match (due_at, reason) {
        (None, None) => Ok(None),
        (Some(due_at), Some(reason)) => Ok(Some(Deadline { due_at, reason })),
        _ => Err("half a deadline"),
    }
}
