//! A request as its rows, and back.

use domain::{
    deadline::{Deadline, DueReason},
    facility::FacilityProfile,
    id::RequestId,
    request::{Receipt, Request, Saved},
    review::Review,
    role::Actor,
    time::Instant,
};

use super::{facility_part::FacilityPartRow, head::HeadRow, question::QuestionRow, review::ReviewRow};
use crate::{
    StoreError,
    item::{Item, SK, attribute, decode, encode},
    keys::{self, part},
};

/// The rows a request is stored as.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    pub(crate) head: Item,
    pub(crate) facility_part: Item,
    pub(crate) review: Option<Item>,
    pub(crate) questions: Vec<Item>,
}

impl Rows {
    /// Every row, the head first.
    pub(crate) fn items(self) -> impl Iterator<Item = Item> {
        [self.head, self.facility_part].into_iter().chain(self.review).chain(self.questions)
    }
}

/// Takes a request apart.
pub(crate) fn disassemble(request: &Request) -> Result<Rows, StoreError> {
    let key = |part| keys::request_part(&request.id, part);
    let facility_part = FacilityPartRow {
        part: request.part.clone(),
        code: request.facility.code.clone(),
        designations: request.facility.designations.clone(),
    };
    let review = ReviewRow { review: request.review.clone(), failed_checks: request.failed_checks.clone() };
    Ok(Rows {
        head: encode(&key(part::HEAD), &HeadRow::of(request))?,
        facility_part: encode(&key(part::FACILITY), &facility_part)?,
        review: (review != ReviewRow::default()).then(|| encode(&key(part::REVIEW), &review)).transpose()?,
        questions: request
            .questions
            .iter()
            .enumerate()
            .map(|(index, question)| encode(&keys::question(&request.id, index), question))
            .collect::<Result<_, _>>()?,
    })
}

/// Puts a request together from all rows of its partition; none when there are none.
pub(crate) fn assemble(id: &RequestId, items: &[Item]) -> Result<Option<Request>, StoreError> {
    if items.is_empty() {
        return Ok(None);
    }
    let find = |sort: &str| items.iter().find(|item| attribute(item, SK) == sort);
    let missing =
        |what: &str| StoreError::Corrupt { key: keys::request_partition(id), reason: format!("no {what}") };
    let head: HeadRow = decode(find(part::HEAD).ok_or_else(|| missing("head"))?)?;
    let facility: FacilityPartRow = decode(find(part::FACILITY).ok_or_else(|| missing("facility's part"))?)?;
    let review: ReviewRow = find(part::REVIEW).map(decode).transpose()?.unwrap_or_default();
    let is_question = |item: &&Item| attribute(item, SK).starts_with(part::QUESTION);
    let questions = items.iter().filter(is_question).map(decode::<QuestionRow>).collect::<Result<_, _>>()?;
    let created_at = head.created_at.ok_or_else(|| missing("time of its making"))?;
    let saved = saved(&head).ok_or_else(|| missing("mark of who saved"))?;
    Ok(Some(Request {
        id: id.clone(),
        receipt: receipt(&head),
        deadline: deadline(head.due_at, head.due_reason),
        saved,
        created_at,
        version: head.version,
        number: head.number,
        status: head.status,
        outcome: head.outcome,
        facility: FacilityProfile {
            id: head.facility,
            code: facility.code,
            name: head.facility_name,
            category: head.category,
            prefecture: head.prefecture,
            designations: facility.designations,
        },
        submitted_at: head.submitted_at,
        updated_at: head.updated_at,
        policy_version: head.policy_version,
        failed_checks: review.failed_checks,
        part: facility.part,
        questions,
        review: Review { status: head.prefecture_status, ..review.review },
        shipped_at: head.shipped_at,
    }))
}

fn deadline(due_at: Option<Instant>, reason: Option<DueReason>) -> Option<Deadline> {
    Some(Deadline { due_at: due_at?, reason: reason? })
}

fn saved(head: &HeadRow) -> Option<Saved> {
    let name = head.saved_name.as_ref().unwrap_or(&head.facility_name).clone();
    let by = Actor { user_name: head.saved_by.clone()?, role: head.saved_role?, name };
    Some(Saved { by, at: head.saved_at? })
}

fn receipt(head: &HeadRow) -> Option<Receipt> {
    Some(Receipt {
        key: head.receipt_key.clone()?,
        bound_to: head.receipt_bound_to.clone()?,
        caller: head.receipt_caller.clone()?,
        status: head.receipt_status?,
        deadline: deadline(head.receipt_due_at, head.receipt_due_reason),
    })
}
