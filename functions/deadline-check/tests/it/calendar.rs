//! Closed days, extra days and the end of the holiday table.

use chrono::{NaiveDate, TimeDelta};
use deadline_check::{Report, RunError, run};
use domain::{
    calendar::HolidayTable,
    policy::{ExtraDays, PrefectureSettings},
    prefecture::Prefecture,
    time::start_of_day,
};
use testbed::TestBed;

use crate::{change_policy, check, digests, seed::Seed, start, told};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn set_days(bed: &TestBed, code: &str, days: ExtraDays) {
    let prefecture = Prefecture::parse(code).unwrap();
    let settings = bed.app.store.prefecture_get(prefecture).await.unwrap();
    bed.app.store.prefecture_put(&PrefectureSettings { days, ..settings }).await.unwrap();
}

#[tokio::test]
async fn closed_days_have_no_digests() {
    let bed = start("2026-11-20T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await; // overdue from Friday 17:00 on
    for closed in ["2026-11-21", "2026-11-22", "2026-11-23", "2026-12-29", "2027-01-03"] {
        for at in ["09:00:00", "13:01:00", "16:01:00", "17:01:00"] {
            let report = check(&bed, &format!("{closed}T{at}")).await;
            assert_eq!(report, Report::default(), "{closed} {at}");
        }
    }
    assert_eq!(told(&bed).await, [""; 0]);
}

#[tokio::test]
async fn a_prefecture_closed_today_has_no_digest_while_others_have() {
    let bed = start("2026-11-24T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    Seed::submit(&bed, "osaka-hospital").await;
    set_days(&bed, "27", ExtraDays { closed: [day("2026-11-24")].into(), ..ExtraDays::default() }).await;
    assert_eq!(check(&bed, "2026-11-24T13:01:00").await, digests(&["cutoff#13"]));
}

#[tokio::test]
async fn a_prefecture_open_on_a_closed_day_has_its_digests_and_the_ministry_none() {
    let bed = start("2026-11-20T10:00:00").await;
    set_days(&bed, "27", ExtraDays { open: [day("2026-11-21")].into(), ..ExtraDays::default() }).await;
    Seed::submit(&bed, "tokyo-hospital").await;
    Seed::submit(&bed, "osaka-hospital").await;
    assert_eq!(check(&bed, "2026-11-21T13:01:00").await, digests(&["cutoff#27"]));
    assert_eq!(check(&bed, "2026-11-21T16:01:00").await, digests(&[]));
    assert_eq!(check(&bed, "2026-11-21T17:01:00").await, digests(&["overdue#27"]));
}

#[tokio::test]
async fn reminders_follow_the_prefectures_own_days() {
    let bed = start("2026-11-20T10:00:00").await;
    set_days(&bed, "27", ExtraDays { open: [day("2026-11-21")].into(), ..ExtraDays::default() }).await;
    Seed::submit(&bed, "tokyo-hospital").await.ask().await;
    Seed::submit(&bed, "osaka-hospital").await.ask().await;
    check(&bed, "2026-11-21T09:00:00").await;
    assert_eq!(told(&bed).await, ["reminder osaka-hospital"]);
    check(&bed, "2026-11-24T09:00:00").await;
    assert_eq!(told(&bed).await, ["reminder osaka-hospital", "reminder tokyo-hospital"]);
}

#[tokio::test]
async fn a_day_the_ministry_closes_is_closed_for_all() {
    let bed = start("2026-11-24T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    change_policy(&bed, |policy| {
        policy.days.closed.insert(day("2026-11-24"));
    })
    .await;
    assert_eq!(
        check(&bed, "2026-11-24T17:01:00").await,
        Report { superseded: vec!["cutoff", "reminder"], ..Report::default() }
    );
}

#[tokio::test]
async fn the_slots_follow_the_policys_hours() {
    let bed = start("2026-11-24T10:00:00").await;
    change_policy(&bed, |policy| {
        policy.cutoff = "11:30:00".parse().unwrap();
        policy.target = "15:00:00".parse().unwrap();
    })
    .await;
    Seed::submit(&bed, "tokyo-hospital").await;
    assert_eq!(check(&bed, "2026-11-24T11:30:59").await, digests(&[]));
    assert_eq!(check(&bed, "2026-11-24T11:31:00").await, digests(&["cutoff#13"]));
    assert_eq!(check(&bed, "2026-11-24T14:01:00").await, digests(&["reminder#13"]));
    assert_eq!(check(&bed, "2026-11-24T15:01:00").await, digests(&["overdue#13", "ministry"]));
}

#[tokio::test]
async fn beyond_the_holiday_table_the_check_fails_by_name_even_with_nothing_to_send() {
    let bed = start("2026-11-24T10:00:00").await;
    let last = HolidayTable::shipped().last_day();
    let first_unknown = start_of_day(last + TimeDelta::days(1));
    let error = run(&bed.app, first_unknown).await.unwrap_err();
    assert!(matches!(error, RunError::OutsideCalendar(outside) if outside.last == last), "{error}");
    assert!(error.to_string().contains("outside the holiday table"), "{error}");
}

#[tokio::test]
async fn up_to_the_tables_last_business_day_all_is_sent_though_a_question_waits_beyond() {
    // 28 December is the last business day of a year; the next lies beyond the table.
    let last = HolidayTable::shipped().last_day();
    let days = [last - TimeDelta::days(4), last - TimeDelta::days(3)];
    let bed = start(&format!("{}T10:00:00", days[0])).await;
    let request = Seed::submit(&bed, "tokyo-hospital").await;
    bed.set_clock(&format!("{}T10:00:00", days[1]));
    request.ask().await;
    let report = check(&bed, &format!("{}T13:01:00", days[1])).await;
    assert_eq!(report.digests, ["cutoff#13"]);
}
