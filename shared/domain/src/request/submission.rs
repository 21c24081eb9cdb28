//! 「システムチェック&申請」: the check, and with it the submission (SPEC 3, 4).

use serde::{Deserialize, Serialize};

use crate::{
    calendar::OutsideCalendar,
    deadline::{Deadline, deadline},
    eligibility::{all_met, results},
    facility::Facility,
    field::FieldError,
    history::Change,
    id::{RequestNumber, UserName},
    message::Message,
    review::Review,
    status::{Action, Conflict, Status},
    time::jst_date,
    transition::Transition,
};

use super::{Act, Evidence, Request, flags::flagged};

/// The key of a submission or update with what was answered: the same key gets the same answer (DESIGN, Idempotency-Key).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Digest of the key the client sent.
    pub key: String,
    /// Digest of what the key was sent with: caller, version and content.
    pub bound_to: String,
    /// Who sent it.
    pub caller: UserName,
    /// The status it led to.
    pub status: Status,
    /// The deadline it led to.
    pub deadline: Option<Deadline>,
}

/// Why a submission was not taken. The status is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// The request was submitted or withdrawn already.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// Mandatory fields are missing, or no item is requested.
    #[error("{} fields are missing or invalid", .0.len())]
    Incomplete(Vec<FieldError>),
    /// The ministry stopped acceptance; holds its notice.
    #[error("acceptance is stopped")]
    Stopped(Option<String>),
    /// The deadline lies beyond the holiday table.
    #[error(transparent)]
    OutsideCalendar(#[from] OutsideCalendar),
}

/// Runs the system check and, when every condition is met, submits.
///
/// `number` is used if the request has none yet; `key` and its binding become the receipt.
///
/// # Errors
/// [`SubmitError`]; then nothing changed.
pub fn submit(
    request: &Request,
    facility: &Facility,
    number: RequestNumber,
    evidence: &Evidence,
    key: Option<(String, String)>,
    act: &Act,
) -> Result<Transition, SubmitError> {
    Action::Submit.check(request.status)?;
    if !act.policy.acceptance.open {
        return Err(SubmitError::Stopped(act.policy.acceptance.notice.clone()));
    }
    let errors = request.part.check_complete(&act.policy.catalogue, jst_date(act.at));
    if !errors.is_empty() {
        return Err(SubmitError::Incomplete(errors));
    }
    let deadline = deadline(act.at, act.policy, act.calendar)?;
    let mut after = request.clone();
    after.version += 1;
    after.facility = facility.profile.clone();
    after.number.get_or_insert(number);
    after.submitted_at.get_or_insert(act.at);
    after.updated_at = Some(act.at);
    after.policy_version = Some(act.policy.version);
    after.saved = act.saved();
    let checks = results(&after.part, &after.facility, act.policy, act.prefecture);
    if all_met(&checks) {
        after.status = Status::UnderReview;
        after.deadline = Some(deadline);
        after.failed_checks = Vec::new();
        after.review = flagged(&Review::default(), &after, evidence);
    } else {
        after.status = Status::Ineligible;
        after.failed_checks = checks;
    }
    after.receipt = key.map(|(key, bound_to)| Receipt {
        key,
        bound_to,
        caller: act.by.user_name.clone(),
        status: after.status,
        deadline: after.deadline,
    });
    let change = Change::words("status", request.status.label(), after.status.label());
    let messages = match after.status {
        Status::UnderReview => vec![Message::submitted(&after, deadline, act)],
        _ => Vec::new(),
    };
    Ok(Transition::new(request, after, Action::Submit, act)
        .with_changes(vec![change])
        .with_messages(messages))
}

#[cfg(test)]
mod tests;
