//! The day's digests (SPEC 8): which slot is due, and what belongs into it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{
    completion::Completion,
    deadline::{is_overdue, target},
    id::RequestId,
    policy::Policy,
    prefecture::Prefecture,
    row::RequestRow,
    supply::ItemCode,
    survey::Outlook,
    time::{Instant, from_jst, jst},
};

/// A time of a business day at which something is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// 9:00: facilities are reminded of questions asked before today.
    AnswerReminder,
    /// 13:01: what is due at 17:00.
    Cutoff,
    /// 16:01: what is still open.
    Reminder,
    /// 17:01: what is overdue; and the ministry's digest.
    Overdue,
}

impl Slot {
    /// The three digests to prefectures, earliest first.
    pub const DIGESTS: [Self; 3] = [Self::Cutoff, Self::Reminder, Self::Overdue];

    /// When the slot begins on a day: a minute after the cut-off, an hour before and a minute after the target, so that the whole
    /// minute named in the mail is over.
    pub fn begins(self, day: NaiveDate, policy: &Policy) -> Instant {
        let minute = TimeDelta::minutes(1);
        let of = |time: NaiveTime| from_jst(day.and_time(time));
        match self {
            Self::AnswerReminder => of(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default()),
            Self::Cutoff => of(policy.cutoff) + minute,
            Self::Reminder => of(policy.target) - TimeDelta::hours(1) + minute,
            Self::Overdue => of(policy.target) + minute,
        }
    }

    /// The name in keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::AnswerReminder => "answer_reminder",
            Self::Cutoff => "cutoff",
            Self::Reminder => "reminder",
            Self::Overdue => "overdue",
        }
    }

    /// The newest digest that has begun at `now`, if any of today's has.
    pub fn newest_digest(now: Instant, policy: &Policy) -> Option<Self> {
        let today = jst(now).date_naive();
        Self::DIGESTS.into_iter().rev().find(|slot| slot.begins(today, policy) <= now)
    }
}

/// A prefecture's digest: rows by deadline, each in just one of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// What the mail is about; its count is in the subject.
    pub main: Vec<RequestRow>,
    /// The same, but waiting for the facility's answer.
    pub awaiting: Vec<RequestRow>,
    /// Carried over from earlier days; only at 13:01.
    pub carried: Vec<RequestRow>,
}

/// Makes a digest from the open rows whose target is today's or earlier.
pub fn digest(
    slot: Slot,
    day: NaiveDate,
    now: Instant,
    open_rows: Vec<RequestRow>,
    policy: &Policy,
) -> Digest {
    let today = target(day, policy);
    let mut digest = Digest::default();
    for row in open_rows {
        let due_today = row.due_at == Some(today);
        let overdue = row.due_at.is_some_and(|due_at| is_overdue(due_at, now));
        match slot {
            // The 13:01 count holds all that is due; those waiting for an answer are listed apart as well.
            Slot::Cutoff if due_today => {
                if row.awaiting_answer {
                    digest.awaiting.push(row.clone());
                }
                digest.main.push(row);
            }
            Slot::Cutoff if overdue => digest.carried.push(row),
            // Left out of the 16:00 count, listed apart at 17:00 (SPEC 5).
            Slot::Reminder if due_today && !row.awaiting_answer => digest.main.push(row),
            Slot::Reminder if due_today => digest.awaiting.push(row),
            Slot::Overdue if overdue && row.awaiting_answer => digest.awaiting.push(row),
            Slot::Overdue if overdue => digest.main.push(row),
            _ => {}
        }
    }
    digest
}

impl Digest {
    /// Whether there is nothing to send. At 13:01 what is carried over alone is worth a mail as well; at 16:01 only what the prefecture
    /// can act on; at 17:01 all that is late.
    pub fn is_empty(&self, slot: Slot) -> bool {
        match slot {
            Slot::Cutoff => self.main.is_empty() && self.carried.is_empty(),
            Slot::Reminder => self.main.is_empty(),
            Slot::Overdue => self.main.is_empty() && self.awaiting.is_empty(),
            Slot::AnswerReminder => true,
        }
    }
}

/// The ministry's digest of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MinistryDigest {
    /// Prefectures with something overdue, in code order.
    pub prefectures: BTreeMap<Prefecture, OverdueCount>,
    /// Requests whose target was today's, completed or not.
    pub due_today: u64,
    /// Of those, the completed ones.
    pub completed: u64,
    /// Requests completed today with something 国から直送.
    pub national_requests: u64,
    /// Pieces 国から直送 completed today.
    pub national: BTreeMap<ItemCode, u64>,
    /// Prefectures that a request came in for but that have no confirmed address.
    pub unreachable: Vec<Prefecture>,
}

/// What is overdue in a prefecture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverdueCount {
    /// All of it.
    pub overdue: u64,
    /// Of those, waiting for the facility's answer.
    pub awaiting: u64,
    /// Of those, with an outlook of 1週間以内.
    pub within_one_week: u64,
    /// The oldest target.
    pub oldest_due_at: Option<Instant>,
}

/// Makes the ministry's digest from every prefecture's open rows and the day's completions.
pub fn ministry_digest(
    day: NaiveDate,
    now: Instant,
    open_rows: &[RequestRow],
    completions: &[Completion],
    unreachable: Vec<Prefecture>,
    policy: &Policy,
) -> MinistryDigest {
    let today = target(day, policy);
    let mut digest = MinistryDigest { unreachable, ..MinistryDigest::default() };
    for row in open_rows {
        digest.due_today += u64::from(row.due_at == Some(today));
        if row.is_overdue(now) {
            let count = digest.prefectures.entry(row.prefecture).or_default();
            count.overdue += 1;
            count.awaiting += u64::from(row.awaiting_answer);
            count.within_one_week += u64::from(row.shortest_outlook == Some(Outlook::Within1Week));
            count.oldest_due_at = count.oldest_due_at.into_iter().chain(row.due_at).min();
        }
    }
    for completion in standing(completions, open_rows) {
        let due_today = completion.due_at == today;
        digest.due_today += u64::from(due_today);
        digest.completed += u64::from(due_today);
        digest.national_requests += u64::from(!completion.national.is_empty());
        for (item, quantity) in &completion.national {
            *digest.national.entry(item.clone()).or_default() += quantity.pieces();
        }
    }
    digest
}

/// The last completion of each request, without those taken back since: a request decided twice in a day counts once.
fn standing<'a>(
    completions: &'a [Completion],
    open_rows: &[RequestRow],
) -> impl Iterator<Item = &'a Completion> {
    let mut last: BTreeMap<&RequestId, &Completion> = BTreeMap::new();
    for completion in completions {
        let kept = last.entry(&completion.request).or_insert(completion);
        if completion.completed_at > kept.completed_at {
            *kept = completion;
        }
    }
    for row in open_rows {
        last.remove(&row.id);
    }
    last.into_values()
}

impl MinistryDigest {
    /// How many requests are overdue in the nation.
    pub fn overdue(&self) -> u64 {
        self.prefectures.values().map(|count| count.overdue).sum()
    }

    /// How many of those wait for an answer.
    pub fn awaiting(&self) -> u64 {
        self.prefectures.values().map(|count| count.awaiting).sum()
    }

    /// Nothing overdue, nobody unreachable and nothing 国から直送: not sent.
    pub fn is_empty(&self) -> bool {
        self.prefectures.is_empty() && self.unreachable.is_empty() && self.national_requests == 0
    }
}

#[cfg(test)]
mod tests;
