//! What a run may consume (DESIGN: 24 read units and what is due, 4 write units a digest).

use deadline_check::run;
use store::Units;
use testbed::TestBed;
use web::App;

use crate::{seed::Seed, start};

/// Runs the check at that time; tells what it consumed.
async fn consumed(bed: &TestBed, jst: &str) -> Units {
    bed.set_clock(jst);
    let (store, meter) = bed.app.store.metered();
    let app = App { store, ..bed.app.clone() };
    run(&app, app.clock.now()).await.unwrap();
    meter.take()
}

#[track_caller]
fn check(consumed: Units, read: f64, write: f64) {
    assert!(consumed.read <= read, "{consumed:?}: more than {read} read units");
    assert!(consumed.write <= write, "{consumed:?}: more than {write} write units");
}

/// What one mark costs.
const MARK: f64 = 2.0;
/// What one digest costs.
const DIGEST: f64 = 4.0;

#[tokio::test]
async fn with_nothing_due_a_run_costs_24_read_units_and_its_mark() {
    let bed = start("2026-11-24T15:00:00").await;
    for _ in 0..20 {
        Seed::submit(&bed, "tokyo-hospital").await; // all due tomorrow
    }
    check(consumed(&bed, "2026-11-24T13:01:00").await, 24.0, MARK);
    check(consumed(&bed, "2026-11-24T16:01:00").await, 24.0, MARK);
    check(consumed(&bed, "2026-11-24T17:01:00").await, 24.0, MARK + DIGEST);
}

#[tokio::test]
async fn a_missed_slot_costs_its_mark() {
    let bed = start("2026-11-24T15:00:00").await;
    check(consumed(&bed, "2026-11-24T16:01:00").await, 24.0, MARK + MARK);
}

#[tokio::test]
async fn a_digest_costs_four_write_units_and_the_prefectures_settings() {
    let bed = start("2026-11-24T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    Seed::submit(&bed, "osaka-hospital").await;
    check(consumed(&bed, "2026-11-24T13:01:00").await, 24.0 + 2.0 * 0.5, MARK + 2.0 * DIGEST);
}

#[tokio::test]
async fn before_the_first_slot_only_the_policy_is_read() {
    let bed = start("2026-11-24T08:00:00").await;
    check(consumed(&bed, "2026-11-24T08:00:00").await, 0.5, 0.0);
}

#[tokio::test]
async fn at_9_00_a_reminder_costs_its_request_the_settings_and_four_write_units() {
    let bed = start("2026-11-24T15:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await.ask().await;
    check(consumed(&bed, "2026-11-25T09:00:00").await, 24.0 + 0.5 + 1.0, DIGEST);
}
