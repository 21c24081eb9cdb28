//! An entry of the outbox, and its row.

use std::collections::BTreeSet;

use domain::{message::Message, time::Instant};
use serde::{Deserialize, Serialize};

use crate::{
    StoreError,
    item::{Item, SK, attribute, decode, describe, encode},
    keys,
    rows::{lengthen, shorten},
};

/// Something to be mailed, and how far that got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Its key; begins with the time of its making.
    pub id: String,
    /// What is to be told.
    pub message: Message,
    /// When it was committed.
    pub created_at: Instant,
    /// Addresses that have it already.
    pub sent: BTreeSet<String>,
    /// How often sending failed.
    pub failures: u32,
    /// Not to be touched before: somebody is at it, or it failed and waits.
    pub not_before: Option<Instant>,
    /// How many messages a bundle's entry is to tell; 0 for every other.
    pub gathered: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct OutboxRow {
    /// JSON made short: the table never looks inside.
    m: String,
    #[serde(with = "crate::rows::millis")]
    at: Option<Instant>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    sent: BTreeSet<String>,
    #[serde(default)]
    failures: u32,
    #[serde(rename = "nb", default, with = "crate::rows::millis")]
    not_before: Option<Instant>,
    #[serde(default, skip_serializing_if = "is_zero")]
    gathered: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl OutboxEntry {
    /// A new entry; `what` tells it from others of the same millisecond and is the same when the same thing is written again.
    pub(crate) fn new(message: Message, at: Instant, what: &str) -> Self {
        Self {
            id: keys::outbox_id(at, what),
            message,
            created_at: at,
            sent: BTreeSet::new(),
            failures: 0,
            not_before: None,
            gathered: 0,
        }
    }

    pub(crate) fn encode(&self) -> Result<Item, StoreError> {
        let row = OutboxRow {
            m: pack(&self.message)?,
            at: Some(self.created_at),
            sent: self.sent.clone(),
            failures: self.failures,
            not_before: self.not_before,
            gathered: self.gathered,
        };
        encode(&keys::outbox(&self.id), &row)
    }

    pub(super) fn decode(item: &Item) -> Result<Self, StoreError> {
        let corrupt = |reason: String| StoreError::Corrupt { key: describe(item), reason };
        let row: OutboxRow = decode(item)?;
        Ok(Self {
            id: attribute(item, SK).to_owned(),
            message: unpack(&row.m).map_err(corrupt)?,
            created_at: row.at.ok_or_else(|| corrupt("no time".to_owned()))?,
            sent: row.sent,
            failures: row.failures,
            not_before: row.not_before,
            gathered: row.gathered,
        })
    }
}

/// A message as rows hold it.
pub(crate) fn pack(message: &Message) -> Result<String, StoreError> {
    serde_json::to_string(message)
        .map(|json| shorten(&json))
        .map_err(|error| StoreError::Unwritable(error.to_string()))
}

/// A message out of a row; the reason when it is none.
pub(crate) fn unpack(packed: &str) -> Result<Message, String> {
    serde_json::from_str(&lengthen(packed)).map_err(|error| error.to_string())
}
