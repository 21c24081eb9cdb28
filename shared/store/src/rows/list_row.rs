//! The part of a head that the indexes project ([`crate::schema::PROJECTED`]): a row of a list, at most 480 bytes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{
    facility::Category,
    id::{FacilityId, RequestId, RequestNumber},
    prefecture::Prefecture,
    review::Source,
    row::{RequestRow, RowItem},
    status::{Outcome, PrefectureStatus, Status},
    supply::ItemCode,
    survey::Outlook,
    time::Instant,
};
use serde::{Deserialize, Serialize};

use super::code::{letter, letter_option};
use super::millis;
use crate::{
    StoreError,
    item::{Item, PK, attribute, decode, describe},
    keys,
};

/// The row as stored. Names are short because they count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ListRow {
    #[serde(rename = "n", default)]
    pub(crate) number: Option<RequestNumber>,
    #[serde(rename = "st", with = "letter")]
    pub(crate) status: Status,
    #[serde(rename = "oc", default, with = "letter_option")]
    pub(crate) outcome: Option<Outcome>,
    #[serde(rename = "ps", with = "letter")]
    pub(crate) prefecture_status: PrefectureStatus,
    #[serde(rename = "fi")]
    pub(crate) facility: FacilityId,
    #[serde(rename = "fn")]
    pub(crate) facility_name: String,
    #[serde(rename = "ct", with = "letter")]
    pub(crate) category: Category,
    #[serde(rename = "pf")]
    pub(crate) prefecture: Prefecture,
    /// Requested items: bit 0 flagged, bit 1 distributed.
    #[serde(rename = "it")]
    pub(crate) items: BTreeMap<ItemCode, u8>,
    /// Bit 0 prefecture, bit 1 nation.
    #[serde(rename = "so", default, skip_serializing_if = "is_zero")]
    pub(crate) sources: u64,
    #[serde(rename = "nq", default, skip_serializing_if = "is_zero")]
    pub(crate) national_quantity: u64,
    #[serde(rename = "ol", default, with = "letter_option")]
    pub(crate) shortest_outlook: Option<Outlook>,
    #[serde(rename = "sa", default, with = "millis")]
    pub(crate) submitted_at: Option<Instant>,
    #[serde(rename = "ua", default, with = "millis")]
    pub(crate) updated_at: Option<Instant>,
    #[serde(rename = "da", default, with = "millis")]
    pub(crate) due_at: Option<Instant>,
    #[serde(rename = "aw", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) awaiting_answer: bool,
    /// The beginning of it; the prefecture's part has the whole.
    #[serde(rename = "dl", default, skip_serializing_if = "String::is_empty")]
    pub(crate) delay_reason: String,
    #[serde(rename = "xo", default)]
    pub(crate) expected_on: Option<NaiveDate>,
}

const FLAGGED: u8 = 1;
const DISTRIBUTED: u8 = 2;
const SOURCES: [(Source, u64); 2] = [(Source::Prefecture, 1), (Source::Nation, 2)];

impl From<RequestRow> for ListRow {
    fn from(row: RequestRow) -> Self {
        Self {
            number: row.number,
            status: row.status,
            outcome: row.outcome,
            prefecture_status: row.prefecture_status,
            facility: row.facility,
            facility_name: row.facility_name,
            category: row.category,
            prefecture: row.prefecture,
            items: row.items.into_iter().map(|(code, item)| (code, bits(item))).collect(),
            sources: source_bits(&row.sources),
            national_quantity: row.national_quantity,
            shortest_outlook: row.shortest_outlook,
            submitted_at: row.submitted_at,
            updated_at: row.updated_at,
            due_at: row.due_at,
            awaiting_answer: row.awaiting_answer,
            delay_reason: row.delay_reason,
            expected_on: row.expected_on,
        }
    }
}

/// The list row of an item of an index.
pub(crate) fn row(item: &Item) -> Result<RequestRow, StoreError> {
    let row: ListRow = decode(item)?;
    let id = keys::request_of(attribute(item, PK)).ok_or_else(|| StoreError::Corrupt {
        key: describe(item),
        reason: "no request id in its key".to_owned(),
    })?;
    Ok(row.with_id(id))
}

impl ListRow {
    fn with_id(self, id: RequestId) -> RequestRow {
        RequestRow {
            id,
            number: self.number,
            status: self.status,
            outcome: self.outcome,
            prefecture_status: self.prefecture_status,
            facility: self.facility,
            facility_name: self.facility_name,
            category: self.category,
            prefecture: self.prefecture,
            items: self.items.into_iter().map(|(code, bits)| (code, from_bits(bits))).collect(),
            sources: SOURCES.iter().filter(|(_, bit)| self.sources & bit != 0).map(|(s, _)| *s).collect(),
            national_quantity: self.national_quantity,
            shortest_outlook: self.shortest_outlook,
            submitted_at: self.submitted_at,
            updated_at: self.updated_at,
            due_at: self.due_at,
            awaiting_answer: self.awaiting_answer,
            delay_reason: self.delay_reason,
            expected_on: self.expected_on,
        }
    }
}

fn bits(item: RowItem) -> u8 {
    u8::from(item.flagged) * FLAGGED + u8::from(item.distributed) * DISTRIBUTED
}

fn from_bits(bits: u8) -> RowItem {
    RowItem { flagged: bits & FLAGGED != 0, distributed: bits & DISTRIBUTED != 0 }
}

fn source_bits(sources: &BTreeSet<Source>) -> u64 {
    SOURCES.iter().filter(|(source, _)| sources.contains(source)).map(|(_, bit)| bit).sum()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}
