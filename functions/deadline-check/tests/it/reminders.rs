//! 9:00: the facility is reminded of a question the next business day.

use deadline_check::Report;

use crate::{check, seed::Seed, start, told};

/// Asks at `asked` on a request submitted just before, and counts the reminders of a check at each of the times.
async fn reminders<const N: usize>(asked: &str, checks: [&str; N]) -> [usize; N] {
    let bed = start(asked).await;
    Seed::submit(&bed, "tokyo-hospital").await.ask().await;
    let mut counts = [0; N];
    for (count, at) in counts.iter_mut().zip(checks) {
        *count = check(&bed, at).await.reminders;
    }
    counts
}

#[tokio::test]
async fn the_next_business_day_at_9_00_once() {
    let days = ["2026-11-25T08:59:59", "2026-11-25T09:00:00", "2026-11-25T09:00:00", "2026-11-25T13:01:00"];
    assert_eq!(reminders("2026-11-24T10:00:00", days).await, [0, 1, 0, 0]);
}

#[tokio::test]
async fn not_on_the_day_it_was_asked() {
    let days = ["2026-11-24T09:00:00", "2026-11-24T13:01:00", "2026-11-24T17:01:00"];
    assert_eq!(reminders("2026-11-24T08:30:00", days).await, [0, 0, 0]);
}

#[tokio::test]
async fn closed_days_are_passed_over() {
    let days = ["2026-11-21T09:00:00", "2026-11-22T09:00:00", "2026-11-23T09:00:00", "2026-11-24T09:00:00"];
    assert_eq!(reminders("2026-11-20T15:00:00", days).await, [0, 0, 0, 1]);
}

#[tokio::test]
async fn a_question_asked_on_a_closed_day_is_recalled_on_the_next_business_day() {
    assert_eq!(reminders("2026-11-22T15:00:00", ["2026-11-24T09:00:00"]).await, [1]);
}

#[tokio::test]
async fn not_again_on_later_days() {
    let days = ["2026-11-25T09:00:00", "2026-11-26T09:00:00", "2026-11-27T09:00:00"];
    assert_eq!(reminders("2026-11-24T10:00:00", days).await, [1, 0, 0]);
}

#[tokio::test]
async fn a_missed_one_is_made_up_for_the_same_day_though_not_later() {
    for late in ["2026-11-25T12:00:00", "2026-11-25T13:01:00", "2026-11-25T17:01:00"] {
        assert_eq!(reminders("2026-11-24T10:00:00", [late, late]).await, [1, 0], "{late}");
    }
    assert_eq!(reminders("2026-11-24T10:00:00", ["2026-11-26T09:00:00"]).await, [0]);
}

#[tokio::test]
async fn a_question_that_was_answered_is_not_recalled() {
    let bed = start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&bed, "tokyo-hospital").await;
    request.ask().await;
    request.answer().await;
    assert_eq!(check(&bed, "2026-11-25T09:00:00").await, Report::default());
}

#[tokio::test]
async fn a_question_left_open_at_completion_is_not_recalled() {
    let bed = start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&bed, "tokyo-hospital").await;
    request.ask().await;
    request.complete().await;
    assert_eq!(check(&bed, "2026-11-25T09:00:00").await, Report::default());
}

#[tokio::test]
async fn a_second_question_has_a_reminder_of_its_own() {
    let bed = start("2026-11-24T10:00:00").await;
    let request = Seed::submit(&bed, "tokyo-hospital").await;
    request.ask().await;
    assert_eq!(check(&bed, "2026-11-25T09:00:00").await.reminders, 1);
    request.answer().await;
    request.ask().await;
    assert_eq!(check(&bed, "2026-11-26T09:00:00").await.reminders, 1);
    assert_eq!(told(&bed).await, ["reminder tokyo-hospital", "reminder tokyo-hospital"]);
}
