//! Messages out of acts: what is told of a request at the moment something happened to it.

use std::collections::BTreeSet;

use crate::{
    deadline::{Deadline, DueReason, deadline},
    history::{Change, Value},
    request::{Act, Question, Request},
    status::Outcome,
    supply::ItemCode,
    time::{Instant, jst_date},
};

use super::{DecisionLine, ItemLine, Message, RequestFacts, is_free_text};

impl Message {
    pub(crate) fn submitted(after: &Request, deadline: Deadline, act: &Act) -> Self {
        Self::Submitted {
            request: facts(after),
            items: item_lines(after, act),
            received_at: act.at,
            deadline,
        }
    }

    pub(crate) fn updated(before: &Request, after: &Request, changes: &[Change], act: &Act) -> Self {
        let deadline = after.deadline.unwrap_or(Deadline { due_at: act.at, reason: DueReason::BeforeCutoff });
        Self::Updated {
            request: facts(after),
            items: item_lines(after, act),
            received_at: act.at,
            first_received_at: after.submitted_at.unwrap_or(act.at),
            changes: told(changes).map(without_wording).collect(),
            deadline,
            previous_due_at: before.due_at().unwrap_or(deadline.due_at),
        }
    }

    pub(crate) fn withdrawn(after: &Request, act: &Act) -> Self {
        Self::Withdrawn { request: facts(after), withdrawn_at: act.at }
    }

    pub(crate) fn asked(after: &Request, text: &str, act: &Act) -> Self {
        Self::Asked {
            request: facts(after),
            asked_at: act.at,
            text: text.to_owned(),
            answer_by: answer_by(after, act),
        }
    }

    /// The reminder of a question that is open the next business day.
    pub fn answer_reminder(request: &Request, question: &Question, act: &Act) -> Self {
        Self::AnswerReminder {
            request: facts(request),
            asked_at: question.asked_at,
            text: question.text.clone(),
            answer_by: answer_by(request, act),
        }
    }

    pub(crate) fn answered(after: &Request, question: &Question, answer: &str, act: &Act) -> Self {
        Self::Answered {
            request: facts(after),
            asked_at: question.asked_at,
            question: question.text.clone(),
            answered_at: act.at,
            answer: answer.to_owned(),
            due_at: after.due_at().unwrap_or(act.at),
        }
    }

    pub(crate) fn decided(after: &Request, act: &Act) -> Self {
        Self::Decided {
            request: facts(after),
            outcome: after.outcome.unwrap_or(Outcome::None),
            completed_at: act.at,
            due_at: after.due_at().unwrap_or(act.at),
            items: decision_lines(after, act),
            delivery: after.part.delivery.clone(),
        }
    }

    pub(crate) fn reopened(before: &Request, after: &Request, act: &Act) -> Self {
        let completed_at = before.review.reviewed_at.unwrap_or(act.at);
        Self::Reopened {
            request: facts(after),
            due_at: after.due_at().unwrap_or(act.at),
            completed_on: jst_date(completed_at),
        }
    }
}

fn facts(request: &Request) -> RequestFacts {
    RequestFacts {
        id: request.id.clone(),
        number: request.number.clone(),
        facility: request.facility.id.clone(),
        facility_name: request.facility.name.clone(),
        category: request.facility.category,
        prefecture: request.facility.prefecture,
        contact_person: request.part.contact.person.clone(),
    }
}

fn requested<'a>(request: &'a Request, act: &'a Act) -> impl Iterator<Item = &'a ItemCode> {
    act.policy.catalogue.sorted(request.requested_items().map(|(code, _)| code)).into_iter()
}

fn item_lines(request: &Request, act: &Act) -> Vec<ItemLine> {
    requested(request, act)
        .map(|code| {
            let item = &request.part.items[code];
            ItemLine {
                item: code.clone(),
                quantity: item.quantity.unwrap_or_default(),
                outlook: item.outlook,
            }
        })
        .collect()
}

fn decision_lines(request: &Request, act: &Act) -> Vec<DecisionLine> {
    requested(request, act)
        .map(|code| {
            let decision =
                request.review.items.get(code).map(|item| item.decision.clone()).unwrap_or_default();
            DecisionLine {
                item: code.clone(),
                requested: request.part.items[code].quantity.unwrap_or_default(),
                needed: decision.needed == Some(true),
                prefecture_quantity: decision.prefecture_quantity.unwrap_or_default(),
                national_quantity: decision.national_quantity.unwrap_or_default(),
                total_quantity: decision.total(),
                message_to_facility: decision.message_to_facility,
            }
        })
        .collect()
}

/// The changes that are worth a line. An item that was added or dropped is one: its figures came or went with it, and those of the items
/// requested now are told anyway.
fn told(changes: &[Change]) -> impl Iterator<Item = &Change> {
    let item = |change: &Change| change.field.rsplit_once('.').map(|(item, _)| item.to_owned());
    let ticked = |change: &Change| change.field.starts_with("items.") && change.field.ends_with(".requested");
    let moved: BTreeSet<String> = changes.iter().filter(|change| ticked(change)).filter_map(item).collect();
    changes
        .iter()
        .filter(move |change| ticked(change) || item(change).is_none_or(|item| !moved.contains(&item)))
}

fn without_wording(change: &Change) -> Change {
    if is_free_text(&change.field) {
        return Change { field: change.field.clone(), from: Value::Nothing, to: Value::Nothing };
    }
    change.clone()
}

/// The request's own target while that lies ahead, else the target of what would come in now.
fn answer_by(request: &Request, act: &Act) -> Instant {
    match request.due_at() {
        Some(due_at) if due_at > act.at => due_at,
        _ => deadline(act.at, act.policy, act.calendar).map_or(act.at, |deadline| deadline.due_at),
    }
}
