//! The target time of a request, 入力期限（目安） (SPEC 5; manual 1-1, 1-3).

use chrono::{NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{BusinessCalendar, OutsideCalendar},
    policy::Policy,
    time::{Instant, from_jst, jst, jst_date},
};

/// When the prefecture should have decided, and why then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The target, a business day's 17:00 in Japan.
    pub due_at: Instant,
    /// What made it that time.
    pub reason: DueReason,
}

/// Why a request is due when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueReason {
    /// Received on a business day up to the cut-off.
    BeforeCutoff,
    /// Received on a business day after the cut-off.
    AfterCutoff,
    /// Received on a closed day.
    ClosedDay,
    /// Computed anew because the completion was taken back.
    Reopened,
}

impl DueReason {
    /// The sentence of MAILS `{due_reason}`.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::BeforeCutoff => "13時までに登録された要請のため、当日17時です。",
            Self::AfterCutoff => "13時を過ぎて登録された要請のため、翌営業日17時です。",
            Self::ClosedDay => "休日に登録された要請のため、翌営業日17時です。",
            Self::Reopened => "受付完了が取り消されたため、取消しの日時から改めて計算しています。",
        }
    }
}

/// The deadline of what was received at `received`: the same day's target up to and including the whole minute of the cut-off, else
/// the next business day's.
///
/// # Errors
/// [`OutsideCalendar`] when the holiday table does not reach that far.
pub fn deadline(
    received: Instant,
    policy: &Policy,
    calendar: &BusinessCalendar,
) -> Result<Deadline, OutsideCalendar> {
    let local = jst(received);
    let today = local.date_naive();
    let minute = local.time().with_second(0).and_then(|t| t.with_nanosecond(0)).unwrap_or(local.time());
    let (day, reason) = if !calendar.is_business_day(today)? {
        (calendar.next_business_day(today)?, DueReason::ClosedDay)
    } else if minute <= policy.cutoff {
        (today, DueReason::BeforeCutoff)
    } else {
        (calendar.next_business_day(today)?, DueReason::AfterCutoff)
    };
    Ok(Deadline { due_at: target(day, policy), reason })
}

/// The target of a day: its 17:00 in Japan.
pub fn target(day: NaiveDate, policy: &Policy) -> Instant {
    from_jst(day.and_time(policy.target))
}

/// Whether the target has passed; 17:00:00.000 itself is in time. Derived, never stored.
pub fn is_overdue(due_at: Instant, now: Instant) -> bool {
    now > due_at
}

/// Whether the target is so far off that the facility should see the prefecture's holiday emergency phone: more than three calendar days.
pub fn is_far_off(due_at: Instant, now: Instant) -> bool {
    (jst_date(due_at) - jst_date(now)).num_days() > 3
}

/// The first instant that counts as received after the cut-off of `day`: 13:01:00.000 with a cut-off of 13:00.
pub fn after_cutoff(day: NaiveDate, policy: &Policy) -> Instant {
    from_jst(day.and_time(policy.cutoff)) + chrono::TimeDelta::minutes(1)
}

#[cfg(test)]
mod tests;
