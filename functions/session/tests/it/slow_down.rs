//! Those who fail again and again are slowed down, and nobody is locked out (SPEC 10).

use domain::history::Value;
use store_emulator::{isolated_store, samples::PASSWORD};
use testbed::{Answer, TestBed};
use tokio::task::JoinSet;

use crate::{PATH, START, credentials, seed, seed::after, start};

async fn fail(bed: &TestBed, user_name: &str) -> Answer {
    bed.stranger().post(PATH, &credentials(user_name, "Wrong-2026")).await
}

/// Checks that no try is looked at for so many seconds, which is told in header and words.
#[track_caller]
pub(crate) fn check_wait(answer: Answer, seconds: u64) {
    assert_eq!(answer.header("retry-after"), Some(seconds.to_string().as_str()));
    let detail = answer.expect_problem(429, "too_many_tries")["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains(&format!("{seconds}秒")), "{detail}");
}

#[tokio::test]
async fn after_five_failures_the_waits_double_up_to_a_minute() {
    let bed = start().await;
    let mut now = 0;
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    for wait in [1, 2, 4, 8, 16, 32, 60, 60] {
        check_wait(fail(&bed, "tokyo").await, wait);
        now += wait;
        after(&bed, now - 1);
        check_wait(fail(&bed, "tokyo").await, 1);
        after(&bed, now);
        fail(&bed, "tokyo").await.expect(401);
    }
    assert_eq!(seed::last_of_strangers(&bed).await.subject, "tokyo");
}

#[tokio::test]
async fn the_right_password_has_to_wait_too_and_then_forgets_the_failures() {
    let bed = start().await;
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    let right = credentials("tokyo", PASSWORD);
    check_wait(bed.stranger().post(PATH, &right).await, 1);
    after(&bed, 1);
    bed.stranger().post(PATH, &right).await.expect(200);
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
}

#[tokio::test]
async fn other_users_do_not_wait() {
    let bed = start().await;
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    bed.stranger().post(PATH, &credentials("osaka", PASSWORD)).await.expect(200);
}

#[tokio::test]
async fn failures_are_forgotten_after_a_quarter_of_an_hour() {
    let bed = start().await;
    for _ in 0..4 {
        fail(&bed, "tokyo").await.expect(401);
    }
    after(&bed, 15 * 60);
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    check_wait(fail(&bed, "tokyo").await, 1);
}

#[tokio::test]
async fn tries_made_at_once_are_counted_each() {
    let bed = start().await;
    let mut tries = JoinSet::new();
    for _ in 0..12 {
        let stranger = bed.stranger();
        tries.spawn(
            async move { stranger.post(PATH, &credentials("tokyo", "Wrong-2026")).await.status.as_u16() },
        );
    }
    let statuses = tries.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 5, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 7, "{statuses:?}");
}

#[tokio::test]
async fn unknown_names_wait_like_known_ones_with_the_same_calls() {
    let (store, meter) = isolated_store().await.unwrap().metered();
    let bed = TestBed::on(store, session::router, START).await;
    seed::edit(&bed, "osaka", |user| user.disabled = true).await;
    let mut seen = Vec::new();
    for user_name in ["tokyo", "nobody", "osaka"] {
        let mut answers = Vec::new();
        for _ in 0..6 {
            meter.take();
            let answer = fail(&bed, user_name).await;
            let units = meter.take();
            answers.push((
                answer.status,
                answer.header("retry-after").map(str::to_owned),
                answer.bytes,
                units.calls,
            ));
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1], "an unknown name");
    assert_eq!(seen[0], seen[2], "a disabled user");
}

#[tokio::test]
async fn who_is_refused_unseen_has_no_entry_and_the_next_failure_tells_of_them() {
    let bed = start().await;
    for _ in 0..5 {
        fail(&bed, "tokyo").await.expect(401);
    }
    for _ in 0..9 {
        fail(&bed, "tokyo").await.expect(429);
    }
    let entries = seed::of_strangers(&bed).await;
    assert_eq!(entries.len(), 5);
    let begins: Vec<_> = entries.iter().map(|entry| seed::told(entry, "wait_seconds")).collect();
    assert_eq!(begins, [Some(&Value::Number(1)), None, None, None, None]);
    after(&bed, 1);
    fail(&bed, "tokyo").await.expect(401);
    let next = seed::last_of_strangers(&bed).await;
    assert_eq!(seed::told(&next, "wait_seconds"), Some(&Value::Number(2)));
    assert_eq!(seed::told(&next, "refused_meanwhile"), Some(&Value::Number(9)));
}
