//! The checks of a business day (SPEC 5, 8): at 9:00 facilities are reminded of open questions, at 13:01, 16:01 and 17:01 prefectures get
//! their digest, and at 17:01 the ministry.
//!
//! A run finds what is due through the index by target, one Query per prefecture, and puts each digest into the outbox together with a mark:
//! it goes out once, however often the check runs. The mail itself is made when it is sent.

mod digests;
mod open_rows;
mod reminders;

use domain::{
    calendar::{BusinessCalendar, HolidayTable, OutsideCalendar},
    digest::Slot,
    policy::Policy,
    time::{Instant, jst_date},
};
use serde::Serialize;
use store::StoreError;
use web::App;

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Digests put into the outbox, such as `cutoff#13` or `ministry`.
    pub digests: Vec<String>,
    /// Slots of today that were missed and will not be sent any more.
    pub superseded: Vec<&'static str>,
    /// Reminders put into the outbox.
    pub reminders: usize,
}

/// Why a run failed. What it had put into the outbox before stays, and is not put there again by the next.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The table failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The holiday table has ended: nobody can tell what today is.
    #[error(transparent)]
    OutsideCalendar(#[from] OutsideCalendar),
}

/// Does what is to be done at `now`. Running it again, or twice at once, sends nothing twice. A run after a missed slot sends the newest
/// digest only and marks earlier ones superseded; reminders, which go to facilities and repeat nothing, are made up for by any later run.
///
/// # Errors
/// [`RunError`].
pub async fn run(app: &App, now: Instant) -> Result<Report, RunError> {
    let policy = app.store.policy_at(now).await?;
    let today = jst_date(now);
    warn_of_the_calendars_end(&policy, now);
    let mut report = Report::default();
    if now < Slot::AnswerReminder.begins(today, &policy) {
        return Ok(report);
    }
    let newest = Slot::newest_digest(now, &policy);
    let prefectures = open_rows::read(app, newest, today, &policy).await?;
    report.reminders = reminders::send(app, &prefectures, &policy, now).await?;
    if let Some(slot) = newest {
        report.digests = digests::send(app, slot, prefectures, &policy, now).await?;
        report.superseded = digests::supersede(app, slot, today, now).await?;
    }
    tracing::info!(digests = ?report.digests, superseded = ?report.superseded, reminders = report.reminders, "checked");
    Ok(report)
}

/// Operations are warned from 90 days before the holiday table ends.
fn warn_of_the_calendars_end(policy: &Policy, now: Instant) {
    let calendar = BusinessCalendar::national(HolidayTable::shipped(), &policy.days);
    if let Some(days) = calendar.days_left_if_few(jst_date(now)) {
        tracing::warn!(days, "the holiday table ends soon: load next year's (docs/decisions)");
    }
}
