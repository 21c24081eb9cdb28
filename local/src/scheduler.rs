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
/// The chart is at most this old (manual 5-1).
const COUNT_EVERY: TimeDelta = TimeDelta::minutes(10);

/// How far the day is: the day, and how many of its slots have begun.
type Moment = (NaiveDate, usize);

/// Starts the loop. A failure is logged, and tried again at the next look.
pub(crate) fn start(app: App) {
    tokio::spawn(async move {
        let (mut checked, mut counted) = (None, None);
        loop {
            if let Err(error) = look(&app, &mut checked, &mut counted).await {
                tracing::error!(error, "a scheduled job failed");
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    });
}

async fn look(app: &App, checked: &mut Option<Moment>, counted: &mut Option<Instant>) -> Result<(), String> {
    let now = app.clock.now();
    let policy = app.store.policy_at(now).await.map_err(|error| error.to_string())?;
    let moment = moment(now, &policy);
    if *checked != Some(moment) {
        jobs::deadline_check(app, now).await.map_err(|error| error.to_string())?;
        *checked = Some(moment);
    }
    let fresh = counted.is_some_and(|at| (now - at).abs() < COUNT_EVERY);
    if !fresh {
        jobs::count(app).await.map_err(|error| error.to_string())?;
        *counted = Some(now);
    }
    Ok(())
}

fn moment(now: Instant, policy: &Policy) -> Moment {
    let today = jst_date(now);
    let slots = [Slot::AnswerReminder, Slot::Cutoff, Slot::Reminder, Slot::Overdue];
    (today, slots.iter().filter(|slot| slot.begins(today, policy) <= now).count())
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
