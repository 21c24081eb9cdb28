//! What each slot of a business day tells whom.

use crate::{
    check, digests,
    seed::{Seed, facility_in},
    start, told,
};

#[tokio::test]
async fn a_business_day_has_its_digests_at_13_01_16_01_and_17_01() {
    let bed = start("2026-11-24T08:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await;
    Seed::submit(&bed, "osaka-hospital").await;
    for (at, expected) in [
        ("08:59:59.999", vec![]),
        ("09:00:00", vec![]),
        ("13:00:59.999", vec![]),
        ("13:01:00", vec!["cutoff#13", "cutoff#27"]),
        ("16:01:00", vec!["reminder#13", "reminder#27"]),
        ("17:01:00", vec!["overdue#13", "overdue#27", "ministry"]),
    ] {
        assert_eq!(check(&bed, &format!("2026-11-24T{at}")).await, digests(&expected), "{at}");
    }
    assert_eq!(
        told(&bed).await,
        ["cutoff 13", "cutoff 27", "ministry", "overdue 13", "overdue 27", "reminder 13", "reminder 27"]
    );
}

#[tokio::test]
async fn what_is_completed_or_due_later_is_in_no_digest() {
    let bed = start("2026-11-24T13:01:00").await;
    Seed::submit(&bed, "osaka-hospital").await; // due tomorrow
    bed.set_clock("2026-11-24T10:00:00");
    Seed::submit(&bed, "tokyo-hospital").await.complete().await;
    for at in ["13:01:00", "16:01:00"] {
        assert_eq!(check(&bed, &format!("2026-11-24T{at}")).await, digests(&[]), "{at}");
    }
    assert_eq!(check(&bed, "2026-11-24T17:01:00").await, digests(&["ministry"]));
}

#[tokio::test]
async fn what_is_carried_over_is_told_at_13_01_and_17_01_but_not_at_16_01() {
    let bed = start("2026-11-20T10:00:00").await;
    Seed::submit(&bed, "tokyo-hospital").await; // due on Friday
    assert_eq!(check(&bed, "2026-11-24T13:01:00").await, digests(&["cutoff#13"]));
    assert_eq!(check(&bed, "2026-11-24T16:01:00").await, digests(&[]));
    assert_eq!(check(&bed, "2026-11-24T17:01:00").await, digests(&["overdue#13", "ministry"]));
}

#[tokio::test]
async fn what_waits_for_an_answer_alone_makes_no_digest_at_16_01() {
    let bed = start("2026-11-24T10:00:00").await;
    let waiting = Seed::submit(&bed, "tokyo-hospital").await;
    waiting.ask().await;
    assert_eq!(check(&bed, "2026-11-24T13:01:00").await, digests(&["cutoff#13"]));
    assert_eq!(check(&bed, "2026-11-24T16:01:00").await, digests(&[]));
    assert_eq!(check(&bed, "2026-11-24T17:01:00").await, digests(&["overdue#13", "ministry"]));
}

#[tokio::test]
async fn once_answered_it_is_in_the_digest_of_16_01() {
    let bed = start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&bed, "tokyo-hospital").await;
    request.ask().await;
    request.answer().await;
    assert_eq!(check(&bed, "2026-11-24T13:01:00").await, digests(&["cutoff#13"]));
    assert_eq!(check(&bed, "2026-11-24T16:01:00").await, digests(&["reminder#13"]));
}

#[tokio::test]
async fn a_prefecture_without_settings_has_its_digests_too() {
    let bed = start("2026-11-24T10:00:00").await;
    let hospital = facility_in(&bed, "47").await;
    Seed::submit(&bed, &hospital).await;
    assert_eq!(check(&bed, "2026-11-24T13:01:00").await, digests(&["cutoff#47"]));
}
