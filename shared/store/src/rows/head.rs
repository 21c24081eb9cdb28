//! The head of a request (`h`, at most 1 KB): state, version, index keys and the row that lists show. Every transition writes it, so what
//! the system notes beside the parts stands here too: that costs nothing, while a note inside a part costs that part's bytes.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    deadline::DueReason,
    id::UserName,
    request::{Receipt, Request, Saved},
    review::Review,
    role::{Actor, Role},
    row::RequestRow,
    status::Status,
    supply::ItemCode,
    time::Instant,
};
use serde::{Deserialize, Serialize};

use super::code::{letter, letter_option};
use super::deadline::deadline;
use super::{list_row::ListRow, millis};
use crate::{StoreError, keys};

/// The head as stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeadRow {
    #[serde(flatten)]
    pub(crate) list: ListRow,
    #[serde(flatten)]
    keys: IndexKeys,
    #[serde(flatten)]
    receipt: ReceiptRow,

    #[serde(rename = "v")]
    pub(crate) version: u64,
    #[serde(rename = "ca", with = "millis")]
    pub(crate) created_at: Option<Instant>,
    #[serde(rename = "pv", default)]
    pub(crate) policy_version: Option<u32>,
    #[serde(rename = "dr", default, with = "letter_option")]
    pub(crate) due_reason: Option<DueReason>,
    #[serde(rename = "fv", default)]
    pub(crate) flags_recomputed: u32,
    #[serde(rename = "sh", default, with = "millis")]
    pub(crate) shipped_at: Option<Instant>,
    #[serde(rename = "by")]
    saved_by: UserName,
    #[serde(rename = "br", with = "letter")]
    saved_role: Role,
    /// Left out when it is the facility's own name.
    #[serde(rename = "bn", default)]
    saved_name: Option<String>,
    #[serde(rename = "at", with = "millis")]
    saved_at: Option<Instant>,
    /// Items whose update the officer has not saved again, with its time in milliseconds.
    #[serde(rename = "cs", default, skip_serializing_if = "BTreeMap::is_empty")]
    changed_since: BTreeMap<ItemCode, i64>,
    /// Items whose total above double the request the officer confirmed.
    #[serde(rename = "qc", default, skip_serializing_if = "BTreeSet::is_empty")]
    quantity_confirmed: BTreeSet<ItemCode>,
}

/// Keys of the indexes a request stands in: G1 from the first system check on, G2 only under review, G3 always.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct IndexKeys {
    #[serde(default)]
    g1: Option<String>,
    #[serde(default)]
    s1: Option<String>,
    #[serde(default)]
    g2: Option<String>,
    #[serde(default)]
    s2: Option<String>,
    g3: String,
    s3: String,
}

/// The last submission or update with its answer; all of it or nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct ReceiptRow {
    #[serde(rename = "rk", default)]
    key: Option<String>,
    #[serde(rename = "rb", default)]
    bound_to: Option<String>,
    #[serde(rename = "rc", default)]
    caller: Option<UserName>,
    #[serde(rename = "rs", default, with = "letter_option")]
    status: Option<Status>,
    #[serde(rename = "rd", default, with = "millis")]
    due_at: Option<Instant>,
    #[serde(rename = "rr", default, with = "letter_option")]
    due_reason: Option<DueReason>,
}

impl HeadRow {
    /// The head of a request.
    pub(crate) fn of(request: &Request) -> Self {
        let row = RequestRow::from(request);
        let Saved { by, at } = &request.saved;
        Self {
            keys: IndexKeys::of(&row),
            receipt: request.receipt.as_ref().map(ReceiptRow::of).unwrap_or_default(),
            saved_name: (by.name != row.facility_name).then(|| by.name.clone()),
            list: row.into(),
            version: request.version,
            created_at: Some(request.created_at),
            policy_version: request.policy_version,
            due_reason: request.deadline.map(|deadline| deadline.reason),
            flags_recomputed: request.flags_recomputed,
            shipped_at: request.shipped_at,
            saved_by: by.user_name.clone(),
            saved_role: by.role,
            saved_at: Some(*at),
            changed_since: changed_since(&request.review),
            quantity_confirmed: quantity_confirmed(&request.review),
        }
    }

    /// Who saved last.
    pub(crate) fn saved(&self) -> Option<Saved> {
        let name = self.saved_name.as_ref().unwrap_or(&self.list.facility_name).clone();
        let by = Actor { user_name: self.saved_by.clone(), role: self.saved_role, name };
        Some(Saved { by, at: self.saved_at? })
    }

    /// The last submission or update; an error when only part of it is there.
    pub(crate) fn receipt(&self) -> Result<Option<Receipt>, &'static str> {
        let row = &self.receipt;
        match (&row.key, &row.bound_to, &row.caller, row.status) {
            (None, None, None, None) => Ok(None),
            (Some(key), Some(bound_to), Some(caller), Some(status)) => Ok(Some(Receipt {
                key: key.clone(),
                bound_to: bound_to.clone(),
                caller: caller.clone(),
                status,
                deadline: deadline(row.due_at, row.due_reason)?,
            })),
            _ => Err("half a receipt"),
        }
    }

    /// Puts the head's notes back into the prefecture's part they belong to.
    pub(crate) fn annotate(&self, review: &mut Review) -> Result<(), StoreError> {
        review.status = self.list.prefecture_status;
        for (code, millis) in &self.changed_since {
            let at = chrono::DateTime::from_timestamp_millis(*millis);
            review.items.entry(code.clone()).or_default().changed_since = Some(at.ok_or_else(|| {
                StoreError::Corrupt { key: code.to_string(), reason: "changed at no instant".to_owned() }
            })?);
        }
        for code in &self.quantity_confirmed {
            review.items.entry(code.clone()).or_default().decision.quantity_confirmed = true;
        }
        Ok(())
    }
}

impl IndexKeys {
    fn of(row: &RequestRow) -> Self {
        let due = row.due_at.filter(|_| row.status == Status::UnderReview);
        Self {
            g1: row.updated_at.map(|_| keys::prefecture_index(row.prefecture)),
            s1: row.updated_at.map(|at| keys::time_sort(at, &row.id)),
            g2: due.map(|_| keys::prefecture_index(row.prefecture)),
            s2: due.map(|at| keys::time_sort(at, &row.id)),
            g3: keys::facility_index(&row.facility),
            s3: row.id.as_str().to_owned(),
        }
    }
}

impl ReceiptRow {
    fn of(receipt: &Receipt) -> Self {
        Self {
            key: Some(receipt.key.clone()),
            bound_to: Some(receipt.bound_to.clone()),
            caller: Some(receipt.caller.clone()),
            status: Some(receipt.status),
            due_at: receipt.deadline.map(|deadline| deadline.due_at),
            due_reason: receipt.deadline.map(|deadline| deadline.reason),
        }
    }
}

fn changed_since(review: &Review) -> BTreeMap<ItemCode, i64> {
    let changed = |(code, item): (&ItemCode, &domain::review::ItemReview)| {
        item.changed_since.map(|at| (code.clone(), at.timestamp_millis()))
    };
    review.items.iter().filter_map(changed).collect()
}

fn quantity_confirmed(review: &Review) -> BTreeSet<ItemCode> {
    let confirmed = review.items.iter().filter(|(_, item)| item.decision.quantity_confirmed);
    confirmed.map(|(code, _)| code.clone()).collect()
}
