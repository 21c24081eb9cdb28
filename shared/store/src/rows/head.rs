//! The head of a request (`h`, at most 1 KB): state, version, index keys and the row lists show. Names are short because they count.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    deadline::DueReason,
    facility::Category,
    id::{FacilityId, RequestId, RequestNumber, UserName},
    prefecture::Prefecture,
    request::Request,
    review::Source,
    role::Role,
    row::{RequestRow, RowItem},
    status::{Outcome, PrefectureStatus, Status},
    supply::ItemCode,
    survey::Outlook,
    time::Instant,
};
use serde::{Deserialize, Serialize};

use crate::{
    StoreError,
    item::{Item, PK, attribute, decode, describe},
    keys,
};

/// The head as stored. The first block is what the indexes project ([`crate::schema::PROJECTED`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeadRow {
    #[serde(rename = "n", default)]
    pub(crate) number: Option<RequestNumber>,
    #[serde(rename = "st")]
    pub(crate) status: Status,
    #[serde(rename = "oc", default)]
    pub(crate) outcome: Option<Outcome>,
    #[serde(rename = "ps")]
    pub(crate) prefecture_status: PrefectureStatus,
    #[serde(rename = "fi")]
    pub(crate) facility: FacilityId,
    #[serde(rename = "fn")]
    pub(crate) facility_name: String,
    #[serde(rename = "ct")]
    pub(crate) category: Category,
    #[serde(rename = "pf")]
    pub(crate) prefecture: Prefecture,
    /// Requested items: bit 0 flagged, bit 1 distributed.
    #[serde(rename = "it")]
    pub(crate) items: BTreeMap<ItemCode, u8>,
    #[serde(rename = "so", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) sources: BTreeSet<Source>,
    #[serde(rename = "nq", default, skip_serializing_if = "is_zero")]
    pub(crate) national_quantity: u64,
    #[serde(rename = "ol", default)]
    pub(crate) shortest_outlook: Option<Outlook>,
    #[serde(rename = "sa", default, with = "millis")]
    pub(crate) submitted_at: Option<Instant>,
    #[serde(rename = "ua", default, with = "millis")]
    pub(crate) updated_at: Option<Instant>,
    #[serde(rename = "da", default, with = "millis")]
    pub(crate) due_at: Option<Instant>,
    #[serde(rename = "aw", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) awaiting_answer: bool,

    #[serde(rename = "v", default)]
    pub(crate) version: u64,
    #[serde(rename = "ca", default, with = "millis")]
    pub(crate) created_at: Option<Instant>,
    #[serde(rename = "pv", default)]
    pub(crate) policy_version: Option<u32>,
    #[serde(rename = "dr", default)]
    pub(crate) due_reason: Option<DueReason>,
    #[serde(rename = "sh", default, with = "millis")]
    pub(crate) shipped_at: Option<Instant>,
    #[serde(rename = "by", default)]
    pub(crate) saved_by: Option<UserName>,
    #[serde(rename = "br", default)]
    pub(crate) saved_role: Option<Role>,
    /// Left out when it is the facility's own name.
    #[serde(rename = "bn", default)]
    pub(crate) saved_name: Option<String>,
    #[serde(rename = "at", default, with = "millis")]
    pub(crate) saved_at: Option<Instant>,

    #[serde(rename = "rk", default)]
    pub(crate) receipt_key: Option<String>,
    #[serde(rename = "rb", default)]
    pub(crate) receipt_bound_to: Option<String>,
    #[serde(rename = "rc", default)]
    pub(crate) receipt_caller: Option<UserName>,
    #[serde(rename = "rs", default)]
    pub(crate) receipt_status: Option<Status>,
    #[serde(rename = "rd", default, with = "millis")]
    pub(crate) receipt_due_at: Option<Instant>,
    #[serde(rename = "rr", default)]
    pub(crate) receipt_due_reason: Option<DueReason>,

    #[serde(rename = "g1", default)]
    pub(crate) by_updated: Option<String>,
    #[serde(rename = "s1", default)]
    pub(crate) by_updated_sort: Option<String>,
    #[serde(rename = "g2", default)]
    pub(crate) by_due: Option<String>,
    #[serde(rename = "s2", default)]
    pub(crate) by_due_sort: Option<String>,
    #[serde(rename = "g3", default)]
    pub(crate) by_facility: Option<String>,
    #[serde(rename = "s3", default)]
    pub(crate) by_facility_sort: Option<String>,
}

const FLAGGED: u8 = 1;
const DISTRIBUTED: u8 = 2;

impl HeadRow {
    /// The head of a request, index keys included: G1 from the first system check on, G2 only under review, G3 always.
    pub(crate) fn of(request: &Request) -> Self {
        let row = RequestRow::from(request);
        let receipt = request.receipt.as_ref();
        let updated = row.updated_at;
        let due = row.due_at.filter(|_| row.status == Status::UnderReview);
        let in_prefecture = keys::prefecture_index(row.prefecture);
        let own_name = request.saved.by.name == row.facility_name;
        Self {
            by_updated: updated.map(|_| in_prefecture.clone()),
            by_updated_sort: updated.map(|at| keys::time_sort(at, &row.id)),
            by_due: due.map(|_| in_prefecture),
            by_due_sort: due.map(|at| keys::time_sort(at, &row.id)),
            by_facility: Some(keys::facility_index(&row.facility)),
            by_facility_sort: Some(row.id.as_str().to_owned()),
            number: row.number,
            status: row.status,
            outcome: row.outcome,
            prefecture_status: row.prefecture_status,
            facility: row.facility,
            facility_name: row.facility_name,
            category: row.category,
            prefecture: row.prefecture,
            items: row.items.into_iter().map(|(code, item)| (code, bits(item))).collect(),
            sources: row.sources,
            national_quantity: row.national_quantity,
            shortest_outlook: row.shortest_outlook,
            submitted_at: row.submitted_at,
            updated_at: row.updated_at,
            due_at: row.due_at,
            awaiting_answer: row.awaiting_answer,
            version: request.version,
            created_at: Some(request.created_at),
            policy_version: request.policy_version,
            due_reason: request.deadline.map(|deadline| deadline.reason),
            shipped_at: request.shipped_at,
            saved_by: Some(request.saved.by.user_name.clone()),
            saved_role: Some(request.saved.by.role),
            saved_name: (!own_name).then(|| request.saved.by.name.clone()),
            saved_at: Some(request.saved.at),
            receipt_key: receipt.map(|receipt| receipt.key.clone()),
            receipt_bound_to: receipt.map(|receipt| receipt.bound_to.clone()),
            receipt_caller: receipt.map(|receipt| receipt.caller.clone()),
            receipt_status: receipt.map(|receipt| receipt.status),
            receipt_due_at: receipt.and_then(|receipt| receipt.deadline).map(|deadline| deadline.due_at),
            receipt_due_reason: receipt.and_then(|receipt| receipt.deadline).map(|deadline| deadline.reason),
        }
    }
}

/// The list row of an item of the table or of an index.
pub(crate) fn row(item: &Item) -> Result<RequestRow, StoreError> {
    let head: HeadRow = decode(item)?;
    let id = attribute(item, PK).strip_prefix("R#").and_then(|id| RequestId::parse(id).ok());
    let id = id.ok_or_else(|| StoreError::Corrupt {
        key: describe(item),
        reason: "no request id in its key".to_owned(),
    })?;
    Ok(RequestRow {
        id,
        number: head.number,
        status: head.status,
        outcome: head.outcome,
        prefecture_status: head.prefecture_status,
        facility: head.facility,
        facility_name: head.facility_name,
        category: head.category,
        prefecture: head.prefecture,
        items: head.items.into_iter().map(|(code, bits)| (code, from_bits(bits))).collect(),
        sources: head.sources,
        national_quantity: head.national_quantity,
        shortest_outlook: head.shortest_outlook,
        submitted_at: head.submitted_at,
        updated_at: head.updated_at,
        due_at: head.due_at,
        awaiting_answer: head.awaiting_answer,
    })
}

fn bits(item: RowItem) -> u8 {
    u8::from(item.flagged) * FLAGGED + u8::from(item.distributed) * DISTRIBUTED
}

fn from_bits(bits: u8) -> RowItem {
    RowItem { flagged: bits & FLAGGED != 0, distributed: bits & DISTRIBUTED != 0 }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Instants as milliseconds since 1970: eight bytes instead of twenty-four.
pub(crate) mod millis {
    use chrono::DateTime;
    use domain::time::Instant;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[allow(clippy::ref_option, reason = "the signature serde asks for")]
    pub(crate) fn serialize<S: Serializer>(at: &Option<Instant>, serializer: S) -> Result<S::Ok, S::Error> {
        at.map(|at| at.timestamp_millis()).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Instant>, D::Error> {
        let millis = Option::<i64>::deserialize(deserializer)?;
        millis
            .map(|millis| {
                DateTime::from_timestamp_millis(millis).ok_or_else(|| D::Error::custom("not an instant"))
            })
            .transpose()
    }
}
