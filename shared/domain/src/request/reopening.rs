//! 受付完了の取消し: an accepted request goes back to 確認中 with a reason, until a shipment is recorded (SPEC 3).

use crate::{
    calendar::OutsideCalendar,
    deadline::{Deadline, DueReason, deadline},
    field::FieldError,
    history::Change,
    label::label,
    message::Message,
    status::{Action, Conflict, Outcome, PrefectureStatus, Status},
    text::{check_free_text, is_blank},
    transition::Transition,
};

use super::{Act, Evidence, Request, flags::flagged};

/// Why a request was not reopened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReopenError {
    /// The request is not accepted.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// A shipment is recorded.
    #[error("a shipment is recorded")]
    Shipped,
    /// The reason is missing or invalid.
    #[error("the reason is missing or invalid")]
    Invalid(FieldError),
    /// The deadline lies beyond the holiday table.
    #[error(transparent)]
    OutsideCalendar(#[from] OutsideCalendar),
}

/// Takes the completion back. The deadline is computed from now; the facility is told that the result is not final. What completion froze
/// follows its source again: the flags the latest survey, the distributions so far the history (SPEC 6).
///
/// # Errors
/// [`ReopenError`]; then nothing changed.
pub fn reopen(
    request: &Request,
    reason: &str,
    evidence: &Evidence,
    act: &Act,
) -> Result<Transition, ReopenError> {
    Action::Reopen.check(request.status)?;
    if request.shipped_at.is_some() {
        return Err(ReopenError::Shipped);
    }
    if is_blank(reason) {
        return Err(ReopenError::Invalid(FieldError::missing("reason", label("reason"))));
    }
    check_free_text(reason)
        .map_err(|fault| ReopenError::Invalid(FieldError::text("reason", label("reason"), fault)))?;
    let due_at = deadline(act.at, act.policy, act.calendar)?.due_at;
    let mut after = request.clone();
    after.version += 1;
    after.status = Status::UnderReview;
    after.outcome = None;
    after.review = flagged(&request.review, &after, evidence);
    after.review.status = PrefectureStatus::InProgress;
    after.deadline = Some(Deadline { due_at, reason: DueReason::Reopened });
    after.saved = act.saved();
    let changes = vec![
        Change::words("status", request.status.label(), after.status.label()),
        Change::words("outcome", request.outcome.map_or("", Outcome::label), ""),
        Change::words("prefecture_status", request.review.status.label(), after.review.status.label()),
    ];
    let messages = vec![Message::reopened(request, &after, act)];
    Ok(Transition::new(request, after, Action::Reopen, act)
        .with_changes(changes)
        .with_reason(reason)
        .with_messages(messages))
}

#[cfg(test)]
mod tests;
