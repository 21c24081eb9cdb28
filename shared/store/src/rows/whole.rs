//! A request as its rows, and back.

use domain::{
    facility::FacilityProfile,
    id::RequestId,
    request::{Question, Request},
};

use super::{deadline::deadline, facility_part::FacilityPartRow, head::HeadRow, review::ReviewRow};
use crate::{
    StoreError,
    item::{Item, SK, attribute, decode, encode},
    keys::{self, part},
};

/// The rows a request is stored as. Questions (`q#0001` and on) are domain's type as it is.
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
    let review = ReviewRow::of(request);
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

/// The rows of a partition by what they are. One that is nothing we write is an error: it is never skipped.
#[derive(Default)]
struct Found<'a> {
    head: Option<&'a Item>,
    facility_part: Option<&'a Item>,
    review: Option<&'a Item>,
    questions: Vec<&'a Item>,
}

fn find<'a>(id: &RequestId, items: &'a [Item]) -> Result<Found<'a>, StoreError> {
    let mut found = Found::default();
    for item in items {
        match attribute(item, SK) {
            part::HEAD => found.head = Some(item),
            part::FACILITY => found.facility_part = Some(item),
            part::REVIEW => found.review = Some(item),
            sort if sort == keys::question(id, found.questions.len()).sk => found.questions.push(item),
            sort => return Err(corrupt(id, &format!("a row {sort:?} that has no place here"))),
        }
    }
    Ok(found)
}

/// Puts a request together from all rows of its partition, in their order; none when there are none.
pub(crate) fn assemble(id: &RequestId, items: &[Item]) -> Result<Option<Request>, StoreError> {
    if items.is_empty() {
        return Ok(None);
    }
    let found = find(id, items)?;
    let missing = |what: &str| corrupt(id, &format!("no {what}"));
    let head: HeadRow = decode(found.head.ok_or_else(|| missing("head"))?)?;
    let facility: FacilityPartRow = decode(found.facility_part.ok_or_else(|| missing("facility's part"))?)?;
    let review: ReviewRow = found.review.map(decode).transpose()?.unwrap_or_default();
    let questions = found.questions.into_iter().map(decode::<Question>).collect::<Result<_, _>>()?;
    let failed_checks = review.failed_checks.clone();
    let mut review = review.review();
    head.annotate(&mut review)?;
    Ok(Some(Request {
        id: id.clone(),
        receipt: head.receipt().map_err(|reason| corrupt(id, reason))?,
        deadline: deadline(head.list.due_at, head.due_reason).map_err(|reason| corrupt(id, reason))?,
        saved: head.saved().ok_or_else(|| missing("time of the last save"))?,
        created_at: head.created_at.ok_or_else(|| missing("time of its making"))?,
        version: head.version,
        policy_version: head.policy_version,
        flags_recomputed: head.flags_recomputed,
        shipped_at: head.shipped_at,
        number: head.list.number,
        status: head.list.status,
        outcome: head.list.outcome,
        submitted_at: head.list.submitted_at,
        updated_at: head.list.updated_at,
        facility: FacilityProfile {
            id: head.list.facility,
            code: facility.code,
            name: head.list.facility_name,
            category: head.list.category,
            prefecture: head.list.prefecture,
            designations: facility.designations,
        },
        failed_checks,
        part: facility.part,
        questions,
        review,
    }))
}

fn corrupt(id: &RequestId, reason: &str) -> StoreError {
    StoreError::Corrupt { key: keys::request_partition(id), reason: reason.to_owned() }
}
