//! The figures behind the chart (SPEC 9): counts by status, item, day and prefecture of what was submitted or updated yesterday or today.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    prefecture::Prefecture,
    row::RequestRow,
    status::Status,
    supply::ItemCode,
    time::{Instant, jst_date},
};

/// Counts in each status of the chart; drafts are never in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCounts {
    /// 要件未充足
    pub ineligible: u64,
    /// 確認中
    pub under_review: u64,
    /// 受付完了
    pub accepted: u64,
    /// 取下げ
    pub withdrawn: u64,
}

/// The figures of a prefecture, or of the nation, at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// When it was counted.
    pub as_of: Instant,
    /// 本日17時までに対応が必要な要請: under review, with a target of this day (JST), and not waiting for the facility's answer.
    pub due_today: u64,
    /// The same, but 照会中: left out of the count and told apart (SPEC 5).
    pub due_today_awaiting: u64,
    /// 入力期限超過
    pub overdue: u64,
    /// By item; a request with several items counts under each.
    pub by_item: BTreeMap<ItemCode, StatusCounts>,
    /// By day of the last submission or update (JST): yesterday and today, whichever have any.
    pub by_day: BTreeMap<NaiveDate, StatusCounts>,
    /// By prefecture.
    pub by_prefecture: BTreeMap<Prefecture, PrefectureCounts>,
    /// Prefectures without a confirmed address, whose mails go to the ministry (SPEC 8). Only the nation's summary names them.
    pub without_address: BTreeSet<Prefecture>,
}

/// A prefecture's line of the ministry's home.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrefectureCounts {
    /// Requests of the two days by status.
    pub by_status: StatusCounts,
    /// 確認中, of whatever day.
    pub open: u64,
    /// 入力期限超過: among `open`.
    pub overdue: u64,
    /// 国から直送の枚数 of accepted requests of the two days.
    pub national_quantity: u64,
}

impl StatusCounts {
    /// Counts one request.
    pub fn add(&mut self, status: Status) {
        match status {
            Status::Draft => {}
            Status::Ineligible => self.ineligible += 1,
            Status::UnderReview => self.under_review += 1,
            Status::Accepted => self.accepted += 1,
            Status::Withdrawn => self.withdrawn += 1,
        }
    }

    /// All of them together.
    pub fn total(&self) -> u64 {
        self.ineligible + self.under_review + self.accepted + self.withdrawn
    }
}

impl Summary {
    /// A count without rows.
    pub fn empty(as_of: Instant) -> Self {
        Self {
            as_of,
            due_today: 0,
            due_today_awaiting: 0,
            overdue: 0,
            by_item: BTreeMap::new(),
            by_day: BTreeMap::new(),
            by_prefecture: BTreeMap::new(),
            without_address: BTreeSet::new(),
        }
    }

    /// Counts `recent` rows (submitted or updated yesterday or today) into the chart, and `open` rows (all that are under review) into
    /// what is due and overdue.
    pub fn count(as_of: Instant, recent: &[RequestRow], open: &[RequestRow]) -> Self {
        let mut summary = Self::empty(as_of);
        // A draft, or one withdrawn before any check, exists for its facility only.
        for row in recent.iter().filter(|row| row.status != Status::Draft && row.submitted_at.is_some()) {
            for item in row.items.keys() {
                summary.by_item.entry(item.clone()).or_default().add(row.status);
            }
            if let Some(updated_at) = row.updated_at {
                summary.by_day.entry(jst_date(updated_at)).or_default().add(row.status);
            }
            let counts = summary.by_prefecture.entry(row.prefecture).or_default();
            counts.by_status.add(row.status);
            if row.status == Status::Accepted {
                counts.national_quantity += row.national_quantity;
            }
        }
        for row in open.iter().filter(|row| row.status == Status::UnderReview) {
            summary.add_open(row);
        }
        summary
    }

    fn add_open(&mut self, row: &RequestRow) {
        // By the day, as the list's filter has it, so that the count and the list it leads to are of the same requests.
        if row.due_at.is_some_and(|due_at| jst_date(due_at) == jst_date(self.as_of)) {
            let count = if row.awaiting_answer { &mut self.due_today_awaiting } else { &mut self.due_today };
            *count += 1;
        }
        let overdue = u64::from(row.is_overdue(self.as_of));
        self.overdue += overdue;
        let counts = self.by_prefecture.entry(row.prefecture).or_default();
        counts.open += 1;
        counts.overdue += overdue;
    }

    /// Adds another prefecture's count: the nation's is the sum of all.
    pub fn merge(&mut self, other: &Self) {
        self.due_today += other.due_today;
        self.due_today_awaiting += other.due_today_awaiting;
        self.overdue += other.overdue;
        for (item, counts) in &other.by_item {
            self.by_item.entry(item.clone()).or_default().merge(counts);
        }
        for (day, counts) in &other.by_day {
            self.by_day.entry(*day).or_default().merge(counts);
        }
        for (prefecture, counts) in &other.by_prefecture {
            let mine = self.by_prefecture.entry(*prefecture).or_default();
            mine.by_status.merge(&counts.by_status);
            mine.open += counts.open;
            mine.overdue += counts.overdue;
            mine.national_quantity += counts.national_quantity;
        }
        self.without_address.extend(&other.without_address);
    }
}

impl StatusCounts {
    fn merge(&mut self, other: &Self) {
        self.ineligible += other.ineligible;
        self.under_review += other.under_review;
        self.accepted += other.accepted;
        self.withdrawn += other.withdrawn;
    }
}

#[cfg(test)]
mod tests;
