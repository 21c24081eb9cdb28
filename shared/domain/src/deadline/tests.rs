use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::{calendar::HolidayTable, policy::ExtraDays, request::samples::policy};

fn at(jst: &str) -> Instant {
    from_jst(jst.parse::<NaiveDateTime>().unwrap())
}

fn due(received: Instant) -> Result<Deadline, OutsideCalendar> {
    let none = ExtraDays::default();
    deadline(received, &policy(), &BusinessCalendar::national(HolidayTable::shipped(), &none))
}

#[track_caller]
fn check(received: &str, expected: &str, reason: DueReason) {
    assert_eq!(due(at(received)), Ok(Deadline { due_at: at(expected), reason }), "{received}");
}

use DueReason::{AfterCutoff, BeforeCutoff, ClosedDay};

#[test]
fn the_fixtures_of_the_spec() {
    check("2026-11-20T13:00:59.999", "2026-11-20T17:00:00", BeforeCutoff);
    check("2026-11-20T13:05:00", "2026-11-24T17:00:00", AfterCutoff);
    check("2026-09-18T13:01:00", "2026-09-24T17:00:00", AfterCutoff);
    check("2026-12-28T14:00:00", "2027-01-04T17:00:00", AfterCutoff);
    check("2026-11-22T09:00:00", "2026-11-24T17:00:00", ClosedDay);
}

#[test]
fn the_whole_minute_of_the_cut_off_counts() {
    check("2026-11-24T00:00:00", "2026-11-24T17:00:00", BeforeCutoff);
    check("2026-11-24T13:00:00", "2026-11-24T17:00:00", BeforeCutoff);
    check("2026-11-24T13:00:59.999", "2026-11-24T17:00:00", BeforeCutoff);
    check("2026-11-24T13:01:00.000", "2026-11-25T17:00:00", AfterCutoff);
    check("2026-11-24T23:59:59.999", "2026-11-25T17:00:00", AfterCutoff);
}

#[test]
fn golden_week_and_year_end() {
    check("2026-05-01T13:01:00", "2026-05-07T17:00:00", AfterCutoff);
    check("2026-05-04T10:00:00", "2026-05-07T17:00:00", ClosedDay);
    check("2026-04-28T13:01:00", "2026-04-30T17:00:00", AfterCutoff);
    check("2026-12-28T13:00:00", "2026-12-28T17:00:00", BeforeCutoff);
    check("2026-12-29T09:00:00", "2027-01-04T17:00:00", ClosedDay);
    check("2027-01-01T00:00:00", "2027-01-04T17:00:00", ClosedDay);
}

#[test]
fn beyond_the_holiday_table_there_is_no_date() {
    assert!(due(at("2027-12-28T13:00:00")).is_ok());
    assert!(due(at("2027-12-28T13:01:00")).is_err());
    assert!(due(at("2028-02-01T09:00:00")).is_err());
}

#[test]
fn the_target_itself_is_in_time() {
    let due_at = at("2026-11-24T17:00:00");
    assert!(!is_overdue(due_at, at("2026-11-24T17:00:00.000")));
    assert!(is_overdue(due_at, at("2026-11-24T17:00:00.001")));
}

#[test]
fn more_than_three_calendar_days_are_far_off() {
    let due_at = at("2026-11-24T17:00:00");
    assert!(!is_far_off(due_at, at("2026-11-21T00:00:00")));
    assert!(is_far_off(due_at, at("2026-11-20T23:59:59")));
}

#[test]
fn hours_come_from_the_policy() {
    let none = ExtraDays::default();
    let calendar = BusinessCalendar::national(HolidayTable::shipped(), &none);
    let mut early = policy();
    early.cutoff = "11:30:00".parse().unwrap();
    early.target = "15:15:00".parse().unwrap();
    let got = deadline(at("2026-11-24T11:30:30"), &early, &calendar).unwrap();
    assert_eq!(got.due_at, at("2026-11-24T15:15:00"));
    assert_eq!(
        deadline(at("2026-11-24T11:31:00"), &early, &calendar).unwrap().due_at,
        at("2026-11-25T15:15:00")
    );
    assert_eq!(after_cutoff("2026-11-24".parse().unwrap(), &early), at("2026-11-24T11:31:00"));
}

proptest! {
    /// Receipts over seventy years, to the millisecond.
    #[test]
    fn a_deadline_is_a_business_days_target_never_before_the_receipt_and_monotonic(
        first in 0_i64..70 * 365 * 86_400_000, gap in 0_i64..10 * 86_400_000
    ) {
        let start = at("1957-01-01T00:00:00");
        let earlier = start + TimeDelta::milliseconds(first);
        let later = earlier + TimeDelta::milliseconds(gap);
        let (one, two) = (due(earlier).unwrap(), due(later).unwrap());
        prop_assert!(one.due_at >= earlier);
        prop_assert!(one.due_at <= two.due_at);
        let local = jst(one.due_at);
        prop_assert_eq!(local.time(), policy().target);
        let none = ExtraDays::default();
        let calendar = BusinessCalendar::national(HolidayTable::shipped(), &none);
        prop_assert!(calendar.is_business_day(local.date_naive()).unwrap());
    }
}
