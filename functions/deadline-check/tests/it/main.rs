//! The deadline check on a table of its own. Tuesday 2026-11-24 is a business day; the three days before it are closed.

mod calendar;
mod costs;
mod day;
mod frequent;
mod log;
mod once;
mod reminders;
mod seed;

use axum::Router;
use deadline_check::{Report, run};
use domain::{message::Message, policy::Policy};
use testbed::TestBed;

/// A table with the sample data at that Japanese time.
async fn start(jst: &str) -> TestBed {
    TestBed::start(|_| Router::new(), jst).await
}

/// Sets the clock and runs the check.
async fn check(bed: &TestBed, jst: &str) -> Report {
    bed.set_clock(jst);
    run(&bed.app, bed.app.clock.now()).await.unwrap()
}

/// A report of these digests and nothing else.
fn digests(expected: &[&str]) -> Report {
    Report { digests: owned(expected), ..Report::default() }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// What checks put into the outbox, in words: digests as `cutoff 13`, the ministry's as `ministry`, reminders as `reminder <facility>`.
async fn told(bed: &TestBed) -> Vec<String> {
    let entries = bed.app.store.outbox_list().await.unwrap();
    let mut told: Vec<String> = entries.iter().filter_map(|entry| words(&entry.message)).collect();
    told.sort();
    told
}

fn words(message: &Message) -> Option<String> {
    match message {
        Message::Digest { prefecture, slot, .. } => Some(format!("{} {prefecture}", slot.code())),
        Message::MinistryDigest { .. } => Some("ministry".to_owned()),
        Message::AnswerReminder { request, .. } => Some(format!("reminder {}", request.facility)),
        _ => None,
    }
}

/// Puts a policy in force that differs from the one in force by this.
async fn change_policy(bed: &TestBed, change: impl FnOnce(&mut Policy)) {
    let mut policy = bed.app.store.policy_at(bed.app.clock.now()).await.unwrap();
    policy.version += 1;
    policy.effective_from = bed.app.clock.now();
    change(&mut policy);
    assert!(bed.app.store.policy_put(&policy).await.unwrap());
}
