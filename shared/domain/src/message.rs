//! What is to be mailed, as facts of the moment it was decided (SPEC 8). Committed with the change, rendered and sent afterwards.
//!
//! *Architecture Invariant:* a message that goes to a facility has no field that could hold the stock flag, the opinion, an officer's
//! name or the reason for a reopening (SPEC 2): what is not here cannot be mailed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    deadline::{Deadline, deadline},
    digest::Slot,
    facility::{Category, Delivery},
    history::{Change, Value},
    id::{FacilityId, RequestId, RequestNumber},
    prefecture::Prefecture,
    quantity::Quantity,
    request::{Act, Question, Request},
    status::Outcome,
    supply::ItemCode,
    survey::Outlook,
    time::{Instant, jst_date},
};

/// Something that happened and is to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// A request came in: to the prefecture, and to the facility that it is registered.
    Submitted {
        /// Which request.
        request: RequestFacts,
        /// The requested items.
        items: Vec<ItemLine>,
        /// 要請（更新）日時
        received_at: Instant,
        /// 入力期限（目安）
        deadline: Deadline,
    },
    /// The facility updated its request: to the prefecture.
    Updated {
        /// Which request.
        request: RequestFacts,
        /// The items requested now.
        items: Vec<ItemLine>,
        /// 要請（更新）日時
        received_at: Instant,
        /// 初回の要請
        first_received_at: Instant,
        /// What changed; free texts without their wording.
        changes: Vec<Change>,
        /// 入力期限（目安）
        deadline: Deadline,
        /// The deadline before the update.
        previous_due_at: Instant,
    },
    /// The facility took its request back: to the prefecture.
    Withdrawn {
        /// Which request.
        request: RequestFacts,
        /// When.
        withdrawn_at: Instant,
    },
    /// The prefecture asks: to the facility.
    Asked {
        /// Which request.
        request: RequestFacts,
        /// When.
        asked_at: Instant,
        /// The question.
        text: String,
        /// When an answer is wanted at the latest.
        answer_by: Instant,
    },
    /// The question is still open the next business day: to the facility.
    AnswerReminder {
        /// Which request.
        request: RequestFacts,
        /// When it was asked.
        asked_at: Instant,
        /// The question.
        text: String,
        /// When an answer is wanted at the latest.
        answer_by: Instant,
    },
    /// The facility answered: to the prefecture.
    Answered {
        /// Which request.
        request: RequestFacts,
        /// When it was asked.
        asked_at: Instant,
        /// The question.
        question: String,
        /// When it was answered.
        answered_at: Instant,
        /// The answer.
        answer: String,
        /// 入力期限（目安）
        due_at: Instant,
    },
    /// The request is decided: to the facility.
    Decided {
        /// Which request.
        request: RequestFacts,
        /// What it came to.
        outcome: Outcome,
        /// When.
        completed_at: Instant,
        /// 入力期限（目安） it had.
        due_at: Instant,
        /// The result per item.
        items: Vec<DecisionLine>,
        /// Where goods go.
        delivery: Delivery,
    },
    /// The completion was taken back: to the facility.
    Reopened {
        /// Which request.
        request: RequestFacts,
        /// 確認を終える目安
        due_at: Instant,
        /// The day (JST) of the completion that was taken back.
        completed_on: NaiveDate,
    },
    /// One of the day's three digests, made when it is sent: to the prefecture.
    Digest {
        /// Whose.
        prefecture: Prefecture,
        /// The business day (JST).
        day: NaiveDate,
        /// Which of the three.
        slot: Slot,
    },
    /// The day's digest by prefecture, made when it is sent: to the ministry.
    MinistryDigest {
        /// The business day (JST).
        day: NaiveDate,
    },
}

/// What every mail about a request says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestFacts {
    /// Identifier, for the link.
    pub id: RequestId,
    /// 要請番号
    pub number: Option<RequestNumber>,
    /// The facility.
    pub facility: FacilityId,
    /// 要請者
    pub facility_name: String,
    /// 区分
    pub category: Category,
    /// The prefecture that decides.
    pub prefecture: Prefecture,
    /// 担当者; may be empty.
    pub contact_person: String,
}

/// A requested item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLine {
    /// Which.
    pub item: ItemCode,
    /// 要請枚数
    pub quantity: Quantity,
    /// 備蓄見通し
    pub outlook: Option<Outlook>,
}

/// The result for an item, as far as a facility may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine {
    /// Which.
    pub item: ItemCode,
    /// 要請枚数
    pub requested: Quantity,
    /// 要 or 否.
    pub needed: bool,
    /// 県の配布枚数
    pub prefecture_quantity: Quantity,
    /// 国の配布枚数
    pub national_quantity: Quantity,
    /// 総配布枚数
    pub total_quantity: Quantity,
    /// 医療機関への連絡
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_to_facility: String,
}

/// Free texts, of which an update's mail says only that they changed.
const FREE_TEXTS: [&str; 3] = ["remarks", "procurement_difficulty", "aerosol_procedures"];

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
        let deadline = after
            .deadline
            .unwrap_or(Deadline { due_at: act.at, reason: crate::deadline::DueReason::BeforeCutoff });
        Self::Updated {
            request: facts(after),
            items: item_lines(after, act),
            received_at: act.at,
            first_received_at: after.submitted_at.unwrap_or(act.at),
            changes: changes.iter().map(without_wording).collect(),
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

    /// The request it is about, if it is about one.
    pub fn request(&self) -> Option<&RequestFacts> {
        match self {
            Self::Submitted { request, .. }
            | Self::Updated { request, .. }
            | Self::Withdrawn { request, .. }
            | Self::Asked { request, .. }
            | Self::AnswerReminder { request, .. }
            | Self::Answered { request, .. }
            | Self::Decided { request, .. }
            | Self::Reopened { request, .. } => Some(request),
            Self::Digest { .. } | Self::MinistryDigest { .. } => None,
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

fn without_wording(change: &Change) -> Change {
    let name = change.field.rsplit('.').next().unwrap_or_default();
    if FREE_TEXTS.contains(&name) {
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

/// Whether the changed field is a free text, told without its wording.
pub fn is_free_text(field: &str) -> bool {
    FREE_TEXTS.contains(&field.rsplit('.').next().unwrap_or_default())
}

#[cfg(test)]
mod tests;
