//! 要請内容の更新: the facility's part of a request under review as a whole, once (SPEC 3).

use crate::{
    calendar::OutsideCalendar,
    deadline::deadline,
    eligibility::{CheckResult, all_met, results},
    facility::Facility,
    field::FieldError,
    history::Change,
    message::Message,
    review::Review,
    status::{Action, Conflict, PrefectureStatus},
    time::{Instant, jst_date},
    transition::Transition,
};

use super::{Act, Evidence, FacilityPart, Receipt, Request, flags::flagged};

/// Why an update was not taken. Nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError {
    /// The request is not under review.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// Fields are missing or invalid.
    #[error("{} fields are missing or invalid", .0.len())]
    Incomplete(Vec<FieldError>),
    /// The changed items do not pass the check.
    #[error("the check is not passed")]
    Ineligible(Vec<CheckResult>),
    /// The items changed while acceptance is stopped; holds the notice.
    #[error("acceptance is stopped")]
    Stopped(Option<String>),
    /// The deadline lies beyond the holiday table.
    #[error(transparent)]
    OutsideCalendar(#[from] OutsideCalendar),
    /// Nothing differs from what stands.
    #[error("nothing changed")]
    Unchanged,
}

/// Puts the facility's part anew. Only a change to the items (or to condition ①) is checked again and restarts the deadline; contact,
/// delivery and remarks alone are applied without it, also while acceptance is stopped.
///
/// # Errors
/// [`UpdateError`]; then nothing changed.
pub fn update(
    request: &Request,
    part: FacilityPart,
    facility: &Facility,
    evidence: &Evidence,
    key: Option<(String, String)>,
    act: &Act,
) -> Result<Transition, UpdateError> {
    Action::Update.check(request.status)?;
    let mut changes = request.part.fields().changes_to(&part.fields());
    let items_changed = changes.iter().any(|change| needs_check(change, &request.part, &part));
    let errors = if items_changed {
        part.check_complete(&act.policy.catalogue, jst_date(act.at))
    } else {
        part.check_addresses(&act.policy.catalogue)
    };
    if !errors.is_empty() {
        return Err(UpdateError::Incomplete(errors));
    }
    if changes.is_empty() {
        return Err(UpdateError::Unchanged);
    }
    let mut after = request.clone();
    after.version += 1;
    after.part = part;
    after.updated_at = Some(act.at);
    after.saved = act.saved();
    if items_changed {
        recheck(&mut after, facility, act)?;
    }
    after.review = flagged(&review_after(&request.review, &after, &changes, act.at), &after, evidence);
    after.receipt = key.map(|(key, bound_to)| Receipt {
        key,
        bound_to,
        caller: act.by.user_name.clone(),
        status: after.status,
        deadline: after.deadline,
    });
    let messages = vec![Message::updated(request, &after, &changes, act)];
    if request.review.status != after.review.status {
        let (from, to) = (request.review.status.label(), after.review.status.label());
        changes.push(Change::words("prefecture_status", from, to));
    }
    Ok(Transition::new(request, after, Action::Update, act).with_changes(changes).with_messages(messages))
}

/// Condition ① or an item requested before or afterwards. Figures of items never requested count for nothing: clients may leave such
/// items out, and that must not move the deadline.
fn needs_check(change: &Change, before: &FacilityPart, after: &FacilityPart) -> bool {
    let requested =
        |part: &FacilityPart, code: &str| part.requested_items().any(|(item, _)| item.as_str() == code);
    match change.field.strip_prefix("items.").and_then(|path| path.split_once('.')) {
        Some((code, _)) => requested(before, code) || requested(after, code),
        None => change.field == "cannot_procure",
    }
}

fn recheck(after: &mut Request, facility: &Facility, act: &Act) -> Result<(), UpdateError> {
    if !act.policy.acceptance.open {
        return Err(UpdateError::Stopped(act.policy.acceptance.notice.clone()));
    }
    after.facility = facility.profile.clone();
    let checks = results(&after.part, &after.facility, act.policy, act.prefecture);
    if !all_met(&checks) {
        return Err(UpdateError::Ineligible(checks));
    }
    after.deadline = Some(deadline(act.at, act.policy, act.calendar)?);
    after.policy_version = Some(act.policy.version);
    Ok(())
}

/// The prefecture's decisions are kept, those on items no longer requested dropped, and changed items marked.
fn review_after(review: &Review, after: &Request, changes: &[Change], now: Instant) -> Review {
    let mut review = review.clone();
    review.status = PrefectureStatus::InProgress;
    review.items.retain(|code, _| after.part.items.get(code).is_some_and(|item| item.requested));
    for (code, item) in &mut review.items {
        let prefix = format!("items.{code}.");
        let mut fields = changes.iter().filter_map(|change| change.field.strip_prefix(&prefix)).peekable();
        if fields.peek().is_some() {
            item.changed_since = Some(now);
        }
        if fields.any(|field| field == "quantity") {
            // The officer confirmed a total against another quantity.
            item.decision.quantity_confirmed = false;
        }
    }
    review
}

#[cfg(test)]
mod tests;
