//! What is to be mailed, as facts of the moment it was decided (SPEC 8). Committed with the change, rendered and sent afterwards.
//!
//! *Architecture Invariant:* a message that goes to a facility has no field that could hold the stock flag, the opinion, an officer's
//! name or the reason for a reopening (SPEC 2): what is not here cannot be mailed.

mod telling;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    deadline::Deadline,
    digest::Slot,
    facility::{Category, Contact, Delivery},
    history::Change,
    id::{FacilityId, RequestId, RequestNumber, UserName},
    prefecture::Prefecture,
    quantity::Quantity,
    status::Outcome,
    supply::ItemCode,
    survey::Outlook,
    time::Instant,
};

/// Something that happened and is to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// A request came in: to the prefecture, and to the facility that it is registered.
    Submitted {
        /// Which request.
        request: RequestFacts,
        /// The requested items.
        items: Vec<ItemLine>,
        /// 要請（更新）日時
        received_at: Instant,
        /// 入力期限（目安）
        deadline: Deadline,
    },
    /// The facility updated its request: to the prefecture.
    Updated {
        /// Which request.
        request: RequestFacts,
        /// The items requested now.
        items: Vec<ItemLine>,
        /// 要請（更新）日時
        received_at: Instant,
        /// 初回の要請
        first_received_at: Instant,
        /// What changed; free texts without their wording.
        changes: Vec<Change>,
        /// 入力期限（目安）
        deadline: Deadline,
        /// The deadline before the update.
        previous_due_at: Instant,
    },
    /// The facility took its request back: to the prefecture.
    Withdrawn {
        /// Which request.
        request: RequestFacts,
        /// When.
        withdrawn_at: Instant,
    },
    /// The prefecture asks: to the facility.
    Asked {
        /// Which request.
        request: RequestFacts,
        /// When.
        asked_at: Instant,
        /// The question.
        text: String,
        /// When an answer is wanted at the latest.
        answer_by: Instant,
    },
    /// The question is still open the next business day: to the facility.
    AnswerReminder {
        /// Which request.
        request: RequestFacts,
        /// When it was asked.
        asked_at: Instant,
        /// The question.
        text: String,
        /// When an answer is wanted at the latest.
        answer_by: Instant,
    },
    /// The facility answered: to the prefecture.
    Answered {
        /// Which request.
        request: RequestFacts,
        /// When it was asked.
        asked_at: Instant,
        /// The question.
        question: String,
        /// When it was answered.
        answered_at: Instant,
        /// The answer.
        answer: String,
        /// 入力期限（目安）
        due_at: Instant,
    },
    /// The request is decided: to the facility.
    Decided {
        /// Which request.
        request: RequestFacts,
        /// What it came to.
        outcome: Outcome,
        /// When.
        completed_at: Instant,
        /// 入力期限（目安） it had.
        due_at: Instant,
        /// The result per item.
        items: Vec<DecisionLine>,
        /// Where goods go.
        delivery: Delivery,
    },
    /// The completion was taken back: to the facility.
    Reopened {
        /// Which request.
        request: RequestFacts,
        /// 確認を終える目安
        due_at: Instant,
        /// The day (JST) of the completion that was taken back.
        completed_on: NaiveDate,
    },
    /// One of the day's three digests, made when it is sent: to the prefecture.
    Digest {
        /// Whose.
        prefecture: Prefecture,
        /// The business day (JST).
        day: NaiveDate,
        /// Which of the three.
        slot: Slot,
    },
    /// A reset of a password was asked for: to the user of that name, should there be one. The link is made when it is sent, so that nothing
    /// stored lets anybody in.
    PasswordReset {
        /// The name that was typed.
        user_name: UserName,
        /// When.
        asked_at: Instant,
    },
    /// A password was set by a link: to the user.
    PasswordSet {
        /// Whose.
        user_name: UserName,
        /// When.
        set_at: Instant,
    },
    /// A user was created or is invited again: to the user. The link is made when it is sent.
    Invitation {
        /// Who.
        user_name: UserName,
        /// When; the link lives seven days from then.
        invited_at: Instant,
    },
    /// A notification address was added and is to be confirmed: to that address. The link is made when it is sent.
    AddressConfirmation {
        /// Whose.
        prefecture: Prefecture,
        /// Which.
        address: String,
        /// When it was added; the link lives seven days from then.
        added_at: Instant,
    },
    /// A facility asks its prefecture to look at its designation (登録の確認を依頼する, SPEC 4): to the prefecture.
    DesignationCheck {
        /// Identifier of the facility.
        facility: FacilityId,
        /// Its name.
        facility_name: String,
        /// 医療機関コード
        facility_code: String,
        /// 区分
        category: Category,
        /// The prefecture that registers designations.
        prefecture: Prefecture,
        /// Who asks.
        contact: Contact,
        /// When.
        asked_at: Instant,
    },
    /// Requests of a prefecture that chose bundling, told together when the time is up (SPEC 8): to the prefecture.
    Bundle {
        /// Whose.
        prefecture: Prefecture,
        /// When the bundle closes.
        until: Instant,
    },
    /// The day's digest by prefecture, made when it is sent: to the ministry.
    MinistryDigest {
        /// The business day (JST).
        day: NaiveDate,
    },
}

/// What every mail about a request says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestFacts {
    /// Identifier, for the link.
    pub id: RequestId,
    /// 要請番号
    pub number: Option<RequestNumber>,
    /// The facility.
    pub facility: FacilityId,
    /// 要請者
    pub facility_name: String,
    /// 区分
    pub category: Category,
    /// The prefecture that decides.
    pub prefecture: Prefecture,
    /// 担当者; may be empty.
    pub contact_person: String,
}

/// A requested item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLine {
    /// Which.
    pub item: ItemCode,
    /// 要請枚数
    pub quantity: Quantity,
    /// 備蓄見通し
    pub outlook: Option<Outlook>,
}

/// The result for an item, as far as a facility may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine {
    /// Which.
    pub item: ItemCode,
    /// 要請枚数
    pub requested: Quantity,
    /// 要 or 否.
    pub needed: bool,
    /// 県の配布枚数
    pub prefecture_quantity: Quantity,
    /// 国の配布枚数
    pub national_quantity: Quantity,
    /// 総配布枚数
    pub total_quantity: Quantity,
    /// 医療機関への連絡
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_to_facility: String,
}

/// Free texts, of which an update's mail says only that they changed.
const FREE_TEXTS: [&str; 3] = ["remarks", "procurement_difficulty", "aerosol_procedures"];

impl Message {
    /// The request it is about, if it is about one.
    pub fn request(&self) -> Option<&RequestFacts> {
        match self {
            Self::Submitted { request, .. }
            | Self::Updated { request, .. }
            | Self::Withdrawn { request, .. }
            | Self::Asked { request, .. }
            | Self::AnswerReminder { request, .. }
            | Self::Answered { request, .. }
            | Self::Decided { request, .. }
            | Self::Reopened { request, .. } => Some(request),
            Self::Digest { .. }
            | Self::MinistryDigest { .. }
            | Self::PasswordReset { .. }
            | Self::PasswordSet { .. }
            | Self::Invitation { .. }
            | Self::AddressConfirmation { .. }
            | Self::DesignationCheck { .. }
            | Self::Bundle { .. } => None,
        }
    }
}

/// Whether the changed field is a free text, told without its wording.
pub fn is_free_text(field: &str) -> bool {
    FREE_TEXTS.contains(&field.rsplit('.').next().unwrap_or_default())
}

#[cfg(test)]
mod tests;
