//! A request (緊急配布要請): what the facility wrote, what the prefecture decided, and where it stands (SPEC 3).

mod draft;
mod facility_part;
mod flags;
mod question;
mod reopening;
#[cfg(test)]
pub(crate) mod samples;
mod submission;
mod update;
mod withdrawal;

pub use draft::{SaveDraftError, create, save_draft};
pub use facility_part::{FacilityPart, ItemRequest};
pub use flags::{Evidence, refresh_flags};
pub use question::{AnswerError, AskError, Question, answer, ask};
pub use reopening::{ReopenError, reopen};
pub use submission::{Receipt, SubmitError, submit};
pub use update::{UpdateError, update};
pub use withdrawal::withdraw;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::BusinessCalendar,
    deadline::{Deadline, is_overdue},
    eligibility::CheckResult,
    facility::FacilityProfile,
    id::{RequestId, RequestNumber},
    policy::{Policy, PrefectureSettings},
    review::Review,
    role::Actor,
    status::{Outcome, Status},
    supply::ItemCode,
    time::Instant,
};

/// A request with both parts. The facility's and the prefecture's part share one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Identifier inside the system.
    pub id: RequestId,
    /// Number for people, from the first system check on.
    pub number: Option<RequestNumber>,
    /// Counts every change of either part, from 1.
    pub version: u64,
    /// 対応ステータス
    pub status: Status,
    /// What it came to; only while accepted.
    pub outcome: Option<Outcome>,
    /// The facility as it was at the last save, check or update.
    pub facility: FacilityProfile,
    /// When the draft was made.
    pub created_at: Instant,
    /// The first system check.
    pub submitted_at: Option<Instant>,
    /// The facility's last submission or update.
    pub updated_at: Option<Instant>,
    /// The target; kept after completion, absent before the check is passed.
    pub deadline: Option<Deadline>,
    /// The policy version of the last check.
    pub policy_version: Option<u32>,
    /// Results of the last check if it failed, also after a withdrawal; empty otherwise (then all are met, see
    /// [`crate::eligibility::recorded`]).
    pub failed_checks: Vec<CheckResult>,
    /// 医療機関記入欄
    pub part: FacilityPart,
    /// 照会, in the order they were asked.
    pub questions: Vec<Question>,
    /// 都道府県記入欄
    pub review: Review,
    /// Counts the recomputations of flags after a survey, which leave the version alone: a change decided on older flags is decided anew.
    pub flags_recomputed: u32,
    /// When a shipment was recorded; from then on the request cannot be reopened.
    pub shipped_at: Option<Instant>,
    /// The last submission or update with what was answered, so that the same key gets the same answer.
    pub receipt: Option<Receipt>,
    /// Who saved last, and when.
    pub saved: Saved,
}

/// Who saved last, and when: what a stale save is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Who.
    pub by: Actor,
    /// When.
    pub at: Instant,
}

/// Everything a rule may look at besides the request: who acts, when, and what holds in that prefecture at that time.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// Who acts.
    pub by: &'a Actor,
    /// The server's clock at this act.
    pub at: Instant,
    /// The policy in force.
    pub policy: &'a Policy,
    /// The business days of the request's prefecture.
    pub calendar: &'a BusinessCalendar<'a>,
    /// The settings of the request's prefecture.
    pub prefecture: &'a PrefectureSettings,
}

impl Act<'_> {
    /// The mark this act leaves.
    pub(crate) fn saved(&self) -> Saved {
        Saved { by: self.by.clone(), at: self.at }
    }
}

impl Request {
    /// Whether a system check was ever run: from then on prefecture and ministry see the request (SPEC 2).
    pub fn was_checked(&self) -> bool {
        self.number.is_some()
    }

    /// The target, once there is one.
    pub fn due_at(&self) -> Option<Instant> {
        self.deadline.map(|deadline| deadline.due_at)
    }

    /// 入力期限超過: under review and past the target.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.status == Status::UnderReview && self.due_at().is_some_and(|due_at| is_overdue(due_at, now))
    }

    /// 照会中: under review with a question the facility has not answered.
    pub fn awaits_answer(&self) -> bool {
        self.status == Status::UnderReview && self.open_question().is_some()
    }

    /// The question the facility has yet to answer.
    pub fn open_question(&self) -> Option<&Question> {
        self.questions.last().filter(|question| question.is_open())
    }

    /// The items 「要請する」 is ticked for, by code.
    pub fn requested_items(&self) -> impl Iterator<Item = (&ItemCode, &ItemRequest)> {
        self.part.requested_items()
    }
}
