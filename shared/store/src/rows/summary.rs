//! The chart's snapshot: JSON of bare numbers in a fixed order, so that the nation's 47 lines stay below 4 KB and cost one half read unit.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate};
use domain::{
    prefecture::Prefecture,
    summary::{PrefectureCounts, StatusCounts, Summary},
    supply::ItemCode,
};
use serde::{Deserialize, Serialize};

/// 要件未充足, 確認中, 受付完了, 取下げ.
type Counts = (u64, u64, u64, u64);

/// Counts, 入力期限超過, 国から直送の枚数, 確認中 of whatever day; the last is 0 in a snapshot from before it was kept.
#[derive(Serialize, Deserialize)]
struct Line(Counts, u64, u64, #[serde(default)] u64);

#[derive(Serialize, Deserialize)]
struct Compact {
    as_of: i64,
    due_today: u64,
    /// Absent in a snapshot from before it was counted apart.
    #[serde(default)]
    due_today_awaiting: u64,
    overdue: u64,
    by_item: BTreeMap<ItemCode, Counts>,
    by_day: BTreeMap<NaiveDate, Counts>,
    by_prefecture: BTreeMap<Prefecture, Line>,
    /// A snapshot from before these were kept names none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    without_address: BTreeSet<Prefecture>,
}

/// The row as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SummaryRow {
    summary: String,
    /// Milliseconds of `as_of` once more, for the condition under which it is replaced. Absent in snapshots from before there was one.
    #[serde(default)]
    at: i64,
}

impl SummaryRow {
    /// The row of a summary.
    pub(crate) fn of(summary: &Summary) -> Result<Self, serde_json::Error> {
        let compact = Compact {
            as_of: summary.as_of.timestamp_millis(),
            due_today: summary.due_today,
            due_today_awaiting: summary.due_today_awaiting,
            overdue: summary.overdue,
            by_item: summary.by_item.iter().map(|(item, counts)| (item.clone(), pack(*counts))).collect(),
            by_day: summary.by_day.iter().map(|(day, counts)| (*day, pack(*counts))).collect(),
            by_prefecture: summary
                .by_prefecture
                .iter()
                .map(|(prefecture, line)| {
                    let counts = pack(line.by_status);
                    (*prefecture, Line(counts, line.overdue, line.national_quantity, line.open))
                })
                .collect(),
            without_address: summary.without_address.clone(),
        };
        serde_json::to_string(&compact).map(|json| Self { summary: json, at: compact.as_of })
    }

    /// The summary of the row, or what is wrong with it.
    pub(crate) fn summary(&self) -> Result<Summary, String> {
        let compact: Compact = serde_json::from_str(&self.summary).map_err(|error| error.to_string())?;
        let line = |Line(counts, overdue, national_quantity, open)| PrefectureCounts {
            by_status: unpack(counts),
            open,
            overdue,
            national_quantity,
        };
        Ok(Summary {
            as_of: DateTime::from_timestamp_millis(compact.as_of).ok_or("as of no instant")?,
            due_today: compact.due_today,
            due_today_awaiting: compact.due_today_awaiting,
            overdue: compact.overdue,
            by_item: compact.by_item.into_iter().map(|(item, counts)| (item, unpack(counts))).collect(),
            by_day: compact.by_day.into_iter().map(|(day, counts)| (day, unpack(counts))).collect(),
            by_prefecture: compact.by_prefecture.into_iter().map(|(p, packed)| (p, line(packed))).collect(),
            without_address: compact.without_address,
        })
    }
}

fn pack(counts: StatusCounts) -> Counts {
    (counts.ineligible, counts.under_review, counts.accepted, counts.withdrawn)
}

fn unpack((ineligible, under_review, accepted, withdrawn): Counts) -> StatusCounts {
    StatusCounts { ineligible, under_review, accepted, withdrawn }
}
