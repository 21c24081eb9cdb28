//! How tries of one kind are slowed down.

use chrono::TimeDelta;
use domain::time::Instant;
use store::TriesRow;

/// A rule: never a lock, lest a stranger lock anybody out, but ever longer waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    /// The failure that begins the first wait.
    from: u32,
    /// The first wait; each further failure doubles it.
    first: TimeDelta,
    /// The longest wait.
    longest: TimeDelta,
    /// After how long without a failure they are forgotten.
    forgotten: TimeDelta,
}

impl Rule {
    /// Who mistypes a few times notices nothing.
    pub(super) const SIGN_IN_OF_USER: Self = Self::of_seconds(5);
    /// An office or a hospital has one address for many users.
    pub(super) const SIGN_IN_FROM_ADDRESS: Self = Self::of_seconds(30);
    /// No mailbox is to be flooded: twelve mails an hour at most, and none in vain, since the last one is on its way.
    pub(super) const RESET_OF_USER: Self = Self {
        from: 1,
        first: TimeDelta::minutes(1),
        longest: TimeDelta::minutes(5),
        forgotten: TimeDelta::hours(1),
    };
    /// The same, by one who knows many names.
    pub(super) const RESET_FROM_ADDRESS: Self = Self::of_seconds(30);

    const fn of_seconds(from: u32) -> Self {
        Self {
            from,
            first: TimeDelta::seconds(1),
            longest: TimeDelta::seconds(60),
            forgotten: TimeDelta::minutes(15),
        }
    }

    /// The row after one more try at `now` that is not known yet to be a failure: it prolongs no failure's memory.
    pub(super) fn next(self, row: Option<&TriesRow>, now: Instant) -> TriesRow {
        let remembered = row.filter(|row| row.forgotten_at > now);
        let failures = remembered.map_or(0, |row| row.failures).saturating_add(1);
        TriesRow {
            failures,
            not_before: now + self.wait(failures),
            forgotten_at: remembered.map_or(now + self.forgotten, |row| row.forgotten_at),
            refused: 0,
        }
    }

    /// The row once a try turned out to be a failure at `now`.
    pub(super) fn failed(self, row: &TriesRow, now: Instant) -> TriesRow {
        TriesRow { forgotten_at: row.forgotten_at.max(now + self.forgotten), ..row.clone() }
    }

    fn wait(self, failures: u32) -> TimeDelta {
        match failures.checked_sub(self.from) {
            None => TimeDelta::zero(),
            // Six doublings are beyond the longest already.
            Some(more) => (self.first * (1 << more.min(6))).min(self.longest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_timestamp(1_795_478_400 + seconds, 0).unwrap()
    }

    /// The wait in seconds after each of so many failures, each made as soon as it may be.
    fn waits(rule: Rule, failures: usize) -> Vec<i64> {
        let (mut row, mut now, mut waits) = (None, at(0), Vec::new());
        for _ in 0..failures {
            let next = rule.failed(&rule.next(row.as_ref(), now), now);
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
        for of_address in [waits(Rule::SIGN_IN_FROM_ADDRESS, 40), waits(Rule::RESET_FROM_ADDRESS, 40)] {
            assert!(of_address[..29].iter().all(|wait| *wait == 0));
            assert_eq!(of_address[29..32], [1, 2, 4]);
        }
        assert_eq!(Rule::SIGN_IN_OF_USER.wait(u32::MAX), TimeDelta::minutes(1));
    }

    #[test]
    fn resets_of_one_name_wait_from_the_first_and_never_longer_than_five_minutes() {
        assert_eq!(waits(Rule::RESET_OF_USER, 6), [60, 120, 240, 300, 300, 300]);
    }

    #[test]
    fn failures_are_forgotten_after_a_quarter_of_an_hour_without_one() {
        let rule = Rule::SIGN_IN_OF_USER;
        let row = TriesRow { failures: 9, not_before: at(0), forgotten_at: at(900), refused: 3 };
        let next = rule.next(Some(&row), at(899));
        assert_eq!((next.failures, next.forgotten_at, next.refused), (10, at(900), 0), "no failure yet");
        assert_eq!(rule.failed(&next, at(899)).forgotten_at, at(1_799));
        assert_eq!(rule.failed(&next, at(-1)).forgotten_at, at(900), "one that was faster had a later clock");
        let anew = rule.next(Some(&row), at(900));
        assert_eq!((anew.failures, anew.not_before, anew.forgotten_at), (1, at(900), at(1_800)));
    }
}
