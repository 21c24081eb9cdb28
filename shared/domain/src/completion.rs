//! What was completed on a day: the source of the ministry's daily digest (SPEC 8).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    id::RequestId, message::Message, prefecture::Prefecture, quantity::Quantity, supply::ItemCode,
    time::Instant,
};

/// One completed request, as the day's record keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// Which request.
    pub request: RequestId,
    /// Who decided.
    pub prefecture: Prefecture,
    /// When.
    pub completed_at: Instant,
    /// The target it had.
    pub due_at: Instant,
    /// Pieces 国から直送, by item; empty when all comes from the prefecture or nothing is distributed.
    pub national: BTreeMap<ItemCode, Quantity>,
}

impl Completion {
    /// The record of a decision, if the message tells of one.
    pub fn of(message: &Message) -> Option<Self> {
        let Message::Decided { request, completed_at, due_at, items, .. } = message else { return None };
        let national = items
            .iter()
            .filter(|line| !line.national_quantity.is_zero())
            .map(|line| (line.item.clone(), line.national_quantity))
            .collect();
        Some(Self {
            request: request.id.clone(),
            prefecture: request.prefecture,
            completed_at: *completed_at,
            due_at: *due_at,
            national,
        })
    }
}

#[cfg(test)]
mod tests;
