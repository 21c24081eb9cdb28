//! How tries of one kind are slowed down.

use chrono::TimeDelta;
use domain::time::Instant;
use store::TriesRow;

/// The longest wait between two tries that fail.
const LONGEST: TimeDelta = TimeDelta::seconds(60);
/// After how long without a failure they are forgotten.
const FAILURES_FORGOTTEN: TimeDelta = TimeDelta::minutes(15);
/// The time a quota holds for.
const QUOTA_TIME: TimeDelta = TimeDelta::hours(1);

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// After so many failures a wait of a second, and double as long after each further one: never long, so that no stranger can lock
    /// anybody out.
    Slowing { after: u32 },
    /// So many within an hour of the first, and no more.
    Quota { most: u32 },
}

impl Rule {
    /// Who mistypes a few times notices nothing.
    pub(super) const SIGN_IN_OF_USER: Self = Self::Slowing { after: 5 };
    /// An office or a hospital has one address for many users.
    pub(super) const SIGN_IN_FROM_ADDRESS: Self = Self::Slowing { after: 30 };
    /// No mailbox is to be flooded.
    pub(super) const RESET_OF_USER: Self = Self::Quota { most: 5 };
    /// The same, by one who knows many names.
    pub(super) const RESET_FROM_ADDRESS: Self = Self::Quota { most: 30 };

    /// The row after one more try at `now`.
    pub(super) fn next(self, row: Option<&TriesRow>, now: Instant) -> TriesRow {
        let remembered = row.filter(|row| row.forgotten_at > now);
        let failures = remembered.map_or(0, |row| row.failures).saturating_add(1);
        match self {
            Self::Slowing { after } => TriesRow {
                failures,
                not_before: now + slowed(failures, after),
                forgotten_at: now + FAILURES_FORGOTTEN,
            },
            Self::Quota { most } => {
                let forgotten_at = remembered.map_or(now + QUOTA_TIME, |row| row.forgotten_at);
                let not_before = if failures < most { now } else { forgotten_at };
                TriesRow { failures, not_before, forgotten_at }
            }
        }
    }
}

fn slowed(failures: u32, after: u32) -> TimeDelta {
    match failures.checked_sub(after) {
        None => TimeDelta::zero(),
        // Six doublings are beyond the longest already.
        Some(more) => TimeDelta::seconds(1 << more.min(6)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_timestamp(1_795_478_400 + seconds, 0).unwrap()
    }

    /// The wait in seconds after each of so many tries, each made as soon as it may be.
    fn waits(rule: Rule, tries: usize) -> Vec<i64> {
        let (mut row, mut now, mut waits) = (None, at(0), Vec::new());
        for _ in 0..tries {
            let next = rule.next(row.as_ref(), now);
            waits.push((next.not_before - now).num_seconds());
            now = next.not_before;
            row = Some(next);
        }
        waits
    }

    #[test]
    fn waits_double_from_the_fifth_failure_and_stay_at_a_minute() {
        let expected = [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60];
        assert_eq!(waits(Rule::SIGN_IN_OF_USER, 13), expected);
        let of_address = waits(Rule::SIGN_IN_FROM_ADDRESS, 40);
        assert!(of_address[..29].iter().all(|wait| *wait == 0));
        assert_eq!(of_address[29..32], [1, 2, 4]);
        assert_eq!(slowed(u32::MAX, 5), LONGEST);
    }

    #[test]
    fn failures_are_forgotten_after_a_quarter_of_an_hour_without_one() {
        let row = TriesRow { failures: 9, not_before: at(0), forgotten_at: at(900) };
        assert_eq!(Rule::SIGN_IN_OF_USER.next(Some(&row), at(899)).failures, 10);
        let anew = Rule::SIGN_IN_OF_USER.next(Some(&row), at(900));
        assert_eq!((anew.failures, anew.not_before, anew.forgotten_at), (1, at(900), at(1_800)));
    }

    #[test]
    fn a_quota_counts_within_an_hour_of_the_first() {
        assert_eq!(waits(Rule::RESET_OF_USER, 6), [0, 0, 0, 0, 3_600, 0]);
        let first = Rule::RESET_OF_USER.next(None, at(0));
        let second = Rule::RESET_OF_USER.next(Some(&first), at(3_000));
        assert_eq!((second.failures, second.forgotten_at), (2, at(3_600)));
        assert_eq!(Rule::RESET_OF_USER.next(Some(&second), at(3_600)).failures, 1);
    }
}
