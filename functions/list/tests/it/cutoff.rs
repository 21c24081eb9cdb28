//! 「前営業日13時以降」: where the view begins on each kind of day.

use domain::{
    policy::{ExtraDays, FIRST_VERSION, Policy, PrefectureSettings},
    prefecture::Prefecture,
};
use testbed::{TestBed, instant};

use crate::views::ids;

/// At `now`, a request received in the last millisecond before `begins` is out, one at `begins` is in.
async fn check_on(bed: &TestBed, who: &str, now: &str, begins: &str) {
    let first = instant(begins);
    bed.app.clock.set(first - chrono::TimeDelta::milliseconds(1));
    bed.seed_under_review("tokyo-hospital").await;
    bed.app.clock.set(first);
    let inside = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock(now);
    let client = bed.sign_in(who).await;
    assert_eq!(ids(&client, "?view=since_cutoff").await, [inside.id.as_str()], "{who} at {now}");
    assert_eq!(ids(&client, "?view=since_cutoff&limit=100&sort=updated_at").await.len(), 1, "{who} at {now}");
}

async fn check(now: &str, begins: &str) {
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        check_on(&TestBed::start(list::router, begins).await, who, now, begins).await;
    }
}

#[tokio::test]
async fn a_weekday_looks_back_to_yesterday() {
    check("2026-11-26T09:00:00", "2026-11-25T13:01:00").await;
    check("2026-11-26T23:59:59", "2026-11-25T13:01:00").await;
}

#[tokio::test]
async fn a_monday_and_a_weekend_look_back_to_friday() {
    check("2026-11-16T09:00:00", "2026-11-13T13:01:00").await;
    check("2026-11-15T09:00:00", "2026-11-13T13:01:00").await;
}

#[tokio::test]
async fn behind_a_run_of_holidays_it_looks_back_over_all_of_them() {
    // 21, 22 and 23 September 2026 are holidays behind a weekend.
    check("2026-09-24T09:00:00", "2026-09-18T13:01:00").await;
    check("2027-01-04T09:00:00", "2026-12-28T13:01:00").await;
}

#[tokio::test]
async fn a_prefectures_own_closed_day_is_skipped_for_it_and_its_facilities_only() {
    let tokyo = Prefecture::parse("13").unwrap();
    let closed = ExtraDays { closed: ["2026-11-25".parse().unwrap()].into(), ..ExtraDays::default() };
    for (who, begins) in [
        ("tokyo", "2026-11-24T13:01:00"),
        ("tokyo-hospital", "2026-11-24T13:01:00"),
        ("ministry", "2026-11-25T13:01:00"),
    ] {
        let bed = TestBed::start(list::router, "2026-11-24T09:00:00").await;
        let settings = PrefectureSettings { days: closed.clone(), ..PrefectureSettings::unset(tokyo) };
        bed.app.store.prefecture_put(&settings).await.unwrap();
        check_on(&bed, who, "2026-11-26T09:00:00", begins).await;
    }
}

#[tokio::test]
async fn the_cut_off_is_the_policys() {
    let bed = TestBed::start(list::router, "2026-11-25T09:00:00").await;
    let mut policy: Policy = serde_json::from_str(FIRST_VERSION).unwrap();
    policy.version = 2;
    policy.effective_from = instant("2026-11-20T00:00:00");
    policy.cutoff = "11:30:00".parse().unwrap();
    bed.app.store.policy_put(&policy).await.unwrap();
    check_on(&bed, "tokyo", "2026-11-26T09:00:00", "2026-11-25T11:31:00").await;
}

#[tokio::test]
async fn beyond_the_holiday_table_the_view_is_refused_and_the_others_go_on() {
    let bed = TestBed::start(list::router, "2027-12-28T10:00:00").await;
    let request = bed.seed_accepted("tokyo-hospital").await;
    bed.set_clock("2028-02-01T10:00:00");
    for who in ["tokyo", "ministry", "tokyo-hospital"] {
        let client = bed.sign_in(who).await;
        let refused = client.get("/api/requests?view=since_cutoff").await;
        refused.expect_problem(503, "calendar_end");
        assert_eq!(ids(&client, "?view=all").await, [request.id.as_str()], "{who}");
        assert!(ids(&client, "?view=recent").await.is_empty(), "{who}");
    }
}
