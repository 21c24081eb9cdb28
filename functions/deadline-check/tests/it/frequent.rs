//! Called every ten minutes, as schedules do it besides the fixed ones, the check follows the policy's hours whatever they are.

use chrono::TimeDelta;
use deadline_check::{Report, catch_up, run};
use store::Units;
use testbed::TestBed;
use web::App;

use crate::{change_policy, seed::Seed, start, told};

/// Runs the check every ten minutes from 8:00 to 20:00; tells the minutes at which something was sent, and what a run that sends nothing
/// cost at most after 9:00.
async fn day(bed: &TestBed) -> (Vec<String>, f64) {
    bed.set_clock("2026-11-24T08:00:00");
    let (mut sent, mut idle) = (Vec::new(), 0.0_f64);
    for turn in 0..=72 {
        let now = bed.app.clock.now() + TimeDelta::minutes(10 * turn);
        let (store, meter) = bed.app.store.metered();
        let report = catch_up(&App { store, ..bed.app.clone() }, now).await.unwrap();
        let Units { read, write, .. } = meter.take();
        if !report.digests.is_empty() {
            let at = domain::time::jst(now).format("%H:%M");
            sent.push(format!("{at} {}", report.digests.join(" ")));
        } else if write == 0.0 {
            idle = idle.max(read);
        }
        assert_eq!((&report.repeated[..], &report.superseded[..]), (&[][..], &[][..]));
    }
    (sent, idle)
}

#[track_caller]
fn check((sent, idle): (Vec<String>, f64), expected: &[&str]) {
    assert_eq!(sent, expected);
    assert!(idle <= 2.0, "{idle} read units for nothing");
}

async fn with_hours(cutoff: &str, target: &str) -> TestBed {
    let bed = start("2026-11-24T07:00:00").await;
    change_policy(&bed, |policy| {
        policy.cutoff = cutoff.parse().unwrap();
        policy.target = target.parse().unwrap();
    })
    .await;
    Seed::submit(&bed, "tokyo-hospital").await;
    bed
}

const ONCE: [&str; 4] = ["cutoff 13", "ministry", "overdue 13", "reminder 13"];

#[tokio::test]
async fn with_hours_earlier_than_the_fixed_schedules_each_digest_goes_out_once() {
    let bed = with_hours("12:00:00", "15:00:00").await;
    let expected = ["12:10 cutoff#13", "14:10 reminder#13", "15:10 overdue#13 ministry"];
    check(day(&bed).await, &expected);
    assert_eq!(told(&bed).await, ONCE);
}

#[tokio::test]
async fn with_hours_later_than_the_fixed_schedules_each_digest_goes_out_once() {
    let bed = with_hours("13:00:00", "18:00:00").await;
    let expected = ["13:10 cutoff#13", "17:10 reminder#13", "18:10 overdue#13 ministry"];
    check(day(&bed).await, &expected);
    assert_eq!(told(&bed).await, ONCE);
}

#[tokio::test]
async fn the_day_after_a_question_its_reminder_goes_out_once() {
    let bed = start("2026-11-23T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await.ask().await;
    check(day(&bed).await, &["13:10 cutoff#13", "17:10 overdue#13 ministry"]);
    assert_eq!(told(&bed).await, ["cutoff 13", "ministry", "overdue 13", "reminder tokyo-hospital"]);
}

#[tokio::test]
async fn what_the_fixed_schedules_did_is_not_done_again() {
    let bed = start("2026-11-24T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    bed.set_clock("2026-11-24T13:01:00");
    assert_eq!(run(&bed.app, bed.app.clock.now()).await.unwrap().digests, ["cutoff#13"]);
    bed.set_clock("2026-11-24T13:05:00");
    assert_eq!(catch_up(&bed.app, bed.app.clock.now()).await.unwrap(), Report::default());
    assert_eq!(told(&bed).await, ["cutoff 13"]);
}
