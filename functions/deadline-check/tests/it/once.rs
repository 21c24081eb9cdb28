//! However often and however late the check runs, each digest goes out once.

use std::sync::atomic::{AtomicUsize, Ordering};

use deadline_check::{Report, run};
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::TestBed;

use crate::{
    check, digests, owned,
    seed::{Seed, facility_in},
    start, told,
};

#[tokio::test]
async fn running_again_sends_nothing_again() {
    let bed = start("2026-11-24T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    assert_eq!(check(&bed, "2026-11-24T17:01:00").await.digests, ["overdue#13", "ministry"]);
    let again = check(&bed, "2026-11-24T17:01:00").await;
    assert_eq!(again, Report { repeated: owned(&["overdue#13", "ministry"]), ..Report::default() });
    let later = check(&bed, "2026-11-24T23:59:59").await;
    assert_eq!(later, again);
    assert_eq!(told(&bed).await, ["ministry", "overdue 13"]);
}

#[tokio::test]
async fn two_checks_at_once_send_everything_once() {
    let bed = start("2026-11-24T10:00:00").await;
    for facility in ["tokyo-hospital", "tokyo-clinic", "osaka-hospital"] {
        Seed::submit(&bed, facility).await.ask().await;
    }
    bed.set_clock("2026-11-25T17:01:00");
    let now = bed.app.clock.now();
    let (one, two) = tokio::join!(run(&bed.app, now), run(&bed.app, now));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.reminders + two.reminders, 3);
    assert_eq!(one.digests.len() + two.digests.len(), 3, "{one:?} {two:?}");
    assert_eq!(
        told(&bed).await,
        [
            "ministry",
            "overdue 13",
            "overdue 27",
            "reminder osaka-hospital",
            "reminder tokyo-clinic",
            "reminder tokyo-hospital"
        ]
    );
}

#[tokio::test]
async fn after_a_missed_slot_only_the_newest_is_sent() {
    let bed = start("2026-11-24T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    let late = check(&bed, "2026-11-24T17:05:00").await;
    assert_eq!(late.digests, ["overdue#13", "ministry"]);
    assert_eq!(late.superseded, ["cutoff", "reminder"]);
    assert_eq!(told(&bed).await, ["ministry", "overdue 13"]);
}

#[tokio::test]
async fn only_what_was_missed_is_superseded() {
    let bed = start("2026-11-24T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    assert_eq!(check(&bed, "2026-11-24T13:30:00").await, digests(&["cutoff#13"]));
    assert_eq!(check(&bed, "2026-11-24T17:05:00").await.superseded, ["reminder"]);
    assert_eq!(check(&bed, "2026-11-24T17:05:00").await.superseded, [""; 0]);
}

#[tokio::test]
async fn a_new_day_begins_anew() {
    let bed = start("2026-11-24T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    assert_eq!(check(&bed, "2026-11-24T17:01:00").await.digests, ["overdue#13", "ministry"]);
    assert_eq!(check(&bed, "2026-11-25T17:01:00").await.digests, ["overdue#13", "ministry"]);
}

/// A table behind a proxy, with a request of each of two prefectures that are read last.
async fn behind_a_proxy() -> (FaultProxy, TestBed) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, |_| axum::Router::new(), "2026-11-24T10:00:00").await;
    for prefecture in ["46", "47"] {
        Seed::submit(&bed, &facility_in(&bed, prefecture).await).await;
    }
    bed.set_clock("2026-11-24T13:01:00");
    (proxy, bed)
}

/// Makes calls of that operation fail from the second on.
fn fail_from_the_second(proxy: &FaultProxy, failing: &'static str, times: usize) {
    let seen = AtomicUsize::new(0);
    let matches = move |operation: &str| operation == failing && seen.fetch_add(1, Ordering::SeqCst) > 0;
    proxy.fail_when(matches, Fault::ServerError, times);
}

#[tokio::test]
async fn a_check_that_failed_half_way_is_made_up_for_by_the_next() {
    let (proxy, bed) = behind_a_proxy().await;
    // The first digest is claimed, the second is not, however often the SDK tries.
    fail_from_the_second(&proxy, "TransactWriteItems", 4);
    run(&bed.app, bed.app.clock.now()).await.unwrap_err();
    assert_eq!(told(&bed).await, ["cutoff 46"]);
    let next = check(&bed, "2026-11-24T13:02:00").await;
    let expected =
        Report { digests: owned(&["cutoff#47"]), repeated: owned(&["cutoff#46"]), ..Report::default() };
    assert_eq!(next, expected);
}

#[tokio::test]
async fn a_prefecture_that_cannot_be_read_keeps_no_other_from_its_digest() {
    let (proxy, bed) = behind_a_proxy().await;
    // The first Query reads the policy. Of the eight prefectures read next at once, the SDK tries each four times: so many faults that the
    // very first fails for certain, and too few to reach the last two.
    fail_from_the_second(&proxy, "Query", 8 * 4);
    run(&bed.app, bed.app.clock.now()).await.unwrap_err();
    assert_eq!(told(&bed).await, ["cutoff 46", "cutoff 47"]);
    let next = check(&bed, "2026-11-24T16:01:00").await;
    assert_eq!(next.digests, ["reminder#46", "reminder#47"]);
    assert_eq!(next.superseded, ["cutoff"], "the slot that failed was not done");
}

#[tokio::test]
async fn a_reminder_that_fails_keeps_no_digest_and_no_other_reminder_back() {
    let (proxy, bed) = behind_a_proxy().await;
    bed.set_clock("2026-11-24T10:00:00");
    for prefecture in ["46", "47"] {
        Seed::submit(&bed, &format!("hospital-{prefecture}")).await.ask().await;
    }
    bed.set_clock("2026-11-25T13:01:00");
    // The settings of the first prefecture, however often the SDK tries.
    proxy.fail_when(|operation| operation == "GetItem", Fault::ServerError, 4);
    run(&bed.app, bed.app.clock.now()).await.unwrap_err();
    assert_eq!(proxy.faults_left(), 0);
    assert_eq!(told(&bed).await, ["cutoff 46", "cutoff 47", "reminder hospital-47"]);
    let next = check(&bed, "2026-11-25T13:02:00").await;
    assert_eq!((next.reminders, next.repeated), (1, owned(&["cutoff#46", "cutoff#47"])), "made up for");
}
