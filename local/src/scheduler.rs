//! The schedules of an account, on one machine, by the system's clock: wherever that is moved, the day's slots are noticed.

use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use domain::{
    digest::Slot,
    policy::Policy,
    time::{Instant, jst_date},
};
use web::App;

use crate::jobs;

const LOOK_EVERY: Duration = Duration::from_secs(1);
/// What fails now most likely fails a second later as well.
const RETRY_AFTER: Duration = Duration::from_secs(10);
/// The chart is at most this old (manual 5-1).
const COUNT_EVERY: TimeDelta = TimeDelta::minutes(10);

/// Every slot of a day, as it passes.
pub(crate) const SLOTS: [Slot; 4] = [Slot::AnswerReminder, Slot::Cutoff, Slot::Reminder, Slot::Overdue];

/// How far the day is: the day, and how many of its slots have begun.
type Moment = (NaiveDate, usize);

/// What was done last.
#[derive(Debug, Default)]
struct Done {
    checked: Option<Moment>,
    counted: Option<Instant>,
}

/// Starts the loop. A failure is logged, and tried again a little later.
pub(crate) fn start(app: App) {
    tokio::spawn(async move {
        let mut done = Done::default();
        loop {
            let (checked, counted) = (done.check(&app).await, done.count(&app).await);
            let failures = [checked.err(), counted.err()];
            for error in failures.iter().flatten() {
                tracing::error!(error, "a scheduled job failed");
            }
            let failed = failures.iter().any(Option::is_some);
            tokio::time::sleep(if failed { RETRY_AFTER } else { LOOK_EVERY }).await;
        }
    });
}

impl Done {
    /// The deadline check, when a slot has begun or the clock was moved across one.
    async fn check(&mut self, app: &App) -> Result<(), String> {
        let now = app.clock.now();
        let policy = app.store.policy_at(now).await.map_err(|error| error.to_string())?;
        let moment = moment(now, &policy);
        if self.checked != Some(moment) {
            jobs::deadline_check(app, now).await.map_err(|error| error.to_string())?;
            self.checked = Some(moment);
        }
        Ok(())
    }

    /// The chart's figures, every ten minutes and when the clock was moved by as much.
    async fn count(&mut self, app: &App) -> Result<(), String> {
        let now = app.clock.now();
        if self.counted.is_none_or(|at| (now - at).abs() >= COUNT_EVERY) {
            jobs::count(app).await.map_err(|error| error.to_string())?;
            self.counted = Some(now);
        }
        Ok(())
    }
}

fn moment(now: Instant, policy: &Policy) -> Moment {
    let today = jst_date(now);
    (today, SLOTS.iter().filter(|slot| slot.begins(today, policy) <= now).count())
}

#[cfg(test)]
mod tests {
    use domain::policy::FIRST_VERSION;

    use super::*;

    #[test]
    fn each_slot_of_a_day_is_a_moment_of_its_own() {
        let policy: Policy = serde_json::from_str(FIRST_VERSION).unwrap();
        let at = |text: &str| {
            moment(text.parse::<chrono::DateTime<chrono::FixedOffset>>().unwrap().to_utc(), &policy).1
        };
        for (time, begun) in [
            ("08:59:59", 0),
            ("09:00:00", 1),
            ("13:00:59", 1),
            ("13:01:00", 2),
            ("16:01:00", 3),
            ("17:01:00", 4),
            ("23:59:59", 4),
        ] {
            assert_eq!(at(&format!("2026-11-24T{time}+09:00")), begun, "{time}");
        }
    }
}
