//! A row of a list: the summary of a request that the indexes hold.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    deadline::is_overdue,
    facility::Category,
    id::{FacilityId, RequestId, RequestNumber},
    prefecture::Prefecture,
    quantity::Quantity,
    request::Request,
    review::{ItemReview, Source},
    status::{Outcome, PrefectureStatus, Status},
    supply::ItemCode,
    survey::Outlook,
    time::Instant,
};

/// The summary of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// Identifier inside the system.
    pub id: RequestId,
    /// 要請番号
    pub number: Option<RequestNumber>,
    /// 対応ステータス
    pub status: Status,
    /// What an accepted request came to.
    pub outcome: Option<Outcome>,
    /// 都道府県確認ステータス
    pub prefecture_status: PrefectureStatus,
    /// The facility.
    pub facility: FacilityId,
    /// 要請者
    pub facility_name: String,
    /// 区分
    pub category: Category,
    /// The prefecture that decides.
    pub prefecture: Prefecture,
    /// Requested items.
    pub items: BTreeMap<ItemCode, RowItem>,
    /// 配布方法 of the items decided 要.
    pub sources: BTreeSet<Source>,
    /// Pieces 国から直送, all items together; 0 until decided.
    pub national_quantity: u64,
    /// 最も短い備蓄見通し of the requested items.
    pub shortest_outlook: Option<Outlook>,
    /// The first system check.
    pub submitted_at: Option<Instant>,
    /// The facility's last submission or update.
    pub updated_at: Option<Instant>,
    /// 入力期限（目安）
    pub due_at: Option<Instant>,
    /// 照会中
    pub awaiting_answer: bool,
    /// 遅れる理由, cut to [`MAX_REASON_CHARS`]; empty when none was recorded. The request has the whole.
    pub delay_reason: String,
    /// 入力予定日
    pub expected_on: Option<NaiveDate>,
}

/// Characters of a row's 遅れる理由, the … of a cut one included: what a line of a list shows, and what an index can hold of it.
pub const MAX_REASON_CHARS: usize = 20;

/// A requested item as lists know it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowItem {
    /// Its stock flag is set.
    pub flagged: bool,
    /// The request is accepted and the item was decided 要: it counts among the distributions so far.
    pub distributed: bool,
}

impl From<&Request> for RequestRow {
    fn from(request: &Request) -> Self {
        let review = &request.review.items;
        let needed = || review.values().filter(|item| item.decision.needed == Some(true));
        Self {
            id: request.id.clone(),
            number: request.number.clone(),
            status: request.status,
            outcome: request.outcome,
            prefecture_status: request.review.status,
            facility: request.facility.id.clone(),
            facility_name: request.facility.name.clone(),
            category: request.facility.category,
            prefecture: request.facility.prefecture,
            items: request
                .requested_items()
                .map(|(code, _)| (code.clone(), row_item(request.status, review.get(code))))
                .collect(),
            sources: needed().filter_map(|item| item.decision.source).collect(),
            national_quantity: needed()
                .filter_map(|item| item.decision.national_quantity)
                .map(Quantity::pieces)
                .sum(),
            shortest_outlook: request.requested_items().filter_map(|(_, item)| item.outlook).min(),
            submitted_at: request.submitted_at,
            updated_at: request.updated_at,
            due_at: request.due_at(),
            awaiting_answer: request.awaits_answer(),
            delay_reason: shortened(&request.review.delay_reason),
            expected_on: request.review.expected_on,
        }
    }
}

fn row_item(status: Status, review: Option<&ItemReview>) -> RowItem {
    RowItem {
        flagged: review.is_some_and(ItemReview::is_flagged),
        distributed: status == Status::Accepted
            && review.is_some_and(|item| item.decision.needed == Some(true)),
    }
}

fn shortened(reason: &str) -> String {
    if reason.chars().count() <= MAX_REASON_CHARS {
        return reason.to_owned();
    }
    reason.chars().take(MAX_REASON_CHARS - 1).chain(['…']).collect()
}

impl RequestRow {
    /// 入力期限超過: under review and past the target.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.status == Status::UnderReview && self.due_at.is_some_and(|due_at| is_overdue(due_at, now))
    }

    /// Items whose stock flag is set.
    pub fn flagged(&self) -> impl Iterator<Item = &ItemCode> {
        self.items.iter().filter(|(_, item)| item.flagged).map(|(code, _)| code)
    }
}

#[cfg(test)]
mod tests;
