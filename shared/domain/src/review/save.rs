//! Saving and completing the prefecture's part.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    field::FieldError,
    history::Change,
    message::Message,
    request::{Act, Request},
    status::{Action, Conflict, PrefectureStatus, Status},
    supply::ItemCode,
    time::jst_date,
    transition::Transition,
};

use super::{
    Decision, ItemReview, Review,
    complete::outcome,
    rules::{Subject, check_delay},
};

/// What the officer sends: the items given replace what was saved of them, items left out stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewDraft {
    /// 入力中 or 完了.
    pub completed: bool,
    /// Why the target cannot be kept.
    pub delay_reason: String,
    /// The day the prefecture expects to decide.
    pub expected_on: Option<NaiveDate>,
    /// Decisions by item.
    pub items: BTreeMap<ItemCode, Decision>,
}

/// Why the prefecture's part was not saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    /// The request is not under review.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// Rules of SPEC 7 are broken; all of them, by item and field.
    #[error("{} rules are broken", .0.len())]
    Invalid(Vec<FieldError>),
}

/// Saves the prefecture's part; with `completed`, decides the request.
///
/// # Errors
/// [`ReviewError`]; then nothing changed.
pub fn save_review(request: &Request, draft: &ReviewDraft, act: &Act) -> Result<Transition, ReviewError> {
    let action = if draft.completed { Action::Complete } else { Action::SaveReview };
    action.check(request.status)?;
    let errors = check(request, draft, act);
    if !errors.is_empty() {
        return Err(ReviewError::Invalid(errors));
    }
    let mut after = request.clone();
    after.version += 1;
    after.saved = act.saved();
    after.review = merged(&request.review, draft, act);
    let mut changes = request.review.fields().changes_to(&after.review.fields());
    if draft.completed {
        complete(&mut after, &mut changes);
    }
    if request.review.status != after.review.status {
        let (from, to) = (request.review.status.label(), after.review.status.label());
        changes.push(Change::words("prefecture_status", from, to));
    }
    let messages = if draft.completed { vec![Message::decided(&after, act)] } else { Vec::new() };
    Ok(Transition::new(request, after, action, act).with_changes(changes).with_messages(messages))
}

/// Decides. Flags and counted distributions need nothing to be frozen: they are computed anew only under review.
fn complete(after: &mut Request, changes: &mut Vec<Change>) {
    let outcome = outcome(after);
    changes.push(Change::words("status", after.status.label(), Status::Accepted.label()));
    changes.push(Change::words("outcome", "", outcome.label()));
    after.status = Status::Accepted;
    after.outcome = Some(outcome);
    after.review.status = PrefectureStatus::Completed;
    if let Some(question) = after.questions.last_mut().filter(|question| question.is_open()) {
        question.closed = true;
    }
}

/// The saved part with what was sent laid over it. Saving an item again is the officer's word that its update was seen.
fn merged(saved: &Review, draft: &ReviewDraft, act: &Act) -> Review {
    let mut review = saved.clone();
    review.status = PrefectureStatus::InProgress;
    review.delay_reason.clone_from(&draft.delay_reason);
    review.expected_on = draft.expected_on;
    for (code, decision) in &draft.items {
        let item = review.items.entry(code.clone()).or_default();
        let typed = corrected(item, decision);
        item.decision = Decision { prior_distributions: typed, ..decision.clone() };
        item.changed_since = None;
    }
    review.reviewed_by = Some(act.by.clone());
    review.reviewed_at = Some(act.at);
    review
}

/// これまでの配布回数 as the officer's own: the counted figure, which forms send back as they were filled in with it, corrects nothing.
fn corrected(saved: &ItemReview, sent: &Decision) -> Option<u32> {
    let untouched = saved.decision.prior_distributions.is_none()
        && sent.prior_distributions == Some(saved.counted_distributions);
    sent.prior_distributions.filter(|_| !untouched)
}

fn check(request: &Request, draft: &ReviewDraft, act: &Act) -> Vec<FieldError> {
    let moved = draft.expected_on.filter(|_| draft.expected_on != request.review.expected_on);
    let mut errors = check_delay(&draft.delay_reason, moved, jst_date(act.at));
    for code in draft.items.keys() {
        if !request.requested_items().any(|(requested, _)| requested == code) {
            errors.push(FieldError::new(
                format!("items.{code}"),
                "not_requested",
                format!(
                    "{}は要請されていません。要請された物資だけを入力してください。",
                    act.policy.catalogue.name(code)
                ),
            ));
        }
    }
    for code in act.policy.catalogue.sorted(request.requested_items().map(|(code, _)| code)) {
        let subject = Subject::new(code, &request.part.items[code], &act.policy.catalogue);
        if let Some(typed) = draft.items.get(code) {
            subject.check_save(typed, &mut errors);
        }
        if draft.completed {
            let saved = request.review.items.get(code).cloned().unwrap_or_default();
            let decision = draft.items.get(code).cloned().unwrap_or_else(|| saved.decision.clone());
            subject.check_complete(Some(&ItemReview { decision, ..saved }), &mut errors);
        }
    }
    errors
}

#[cfg(test)]
mod tests;
