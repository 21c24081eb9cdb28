//! The checks of a business day (SPEC 5, 8): at 9:00 facilities are reminded of open questions, at 13:01, 16:01 and 17:01 prefectures get
//! their digest, and at 17:01 the ministry.
//!
//! A run finds what is due through the index by target, one Query per prefecture, and puts each digest into the outbox together with a mark:
//! it goes out once, however often the check runs. The mail itself is made when it is sent. A run costs 24 read units (policy and 47 Queries)
//! and what is due, 0.5 for the settings of each prefecture with something to tell, 4 write units a digest and 2 for the slot's mark.
//!
//! Schedules are fixed, a policy's hours are not, and a run may be missed: so every few minutes [`catch_up`] looks whether the newest slot is
//! done, which costs 1 read unit, and runs when it is not.
//!
//! *Architecture Invariant:* 入力期限超過 is worked out from the target and the clock; nothing here writes it to a request.

mod digests;
mod failures;
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
    /// Digests that were in the outbox already, put there by an earlier run of the same slot or by one at the same time.
    pub repeated: Vec<String>,
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

/// Does what is to be done at `now`. Running it again, or twice at once, sends nothing twice.
///
/// A run after a missed slot sends the newest digest only and marks earlier ones superseded. That rule of SPEC 8 is about digests, which
/// repeat each other; the reminders of 9:00 go to facilities and repeat nothing, so any later run of the day makes up for them.
///
/// What fails in one prefecture keeps no other from its reminders and its digest, nor a reminder the digest: the first error is returned at
/// the end, and the slot stays open for the next run.
///
/// A run that went well ends with the log line `checked`; an alarm misses it.
///
/// # Errors
/// [`RunError`].
pub async fn run(app: &App, now: Instant) -> Result<Report, RunError> {
    let today = Today::load(app, now).await?;
    let mut report = Report::default();
    if let Some(slot) = today.slot {
        work(app, slot, &today, now, &mut report).await?;
        if slot != Slot::AnswerReminder {
            digests::close(app, slot, now, &mut report).await?;
        }
    }
    Ok(checked(report))
}

/// The same, unless the newest slot is done. For schedules that come every few minutes: an idle call reads the policy and one mark.
///
/// # Errors
/// [`RunError`].
pub async fn catch_up(app: &App, now: Instant) -> Result<Report, RunError> {
    let today = Today::load(app, now).await?;
    let mut report = Report::default();
    if let Some(slot) = today.slot
        && !app.store.digest_is_done(jst_date(now), slot.code()).await?
    {
        work(app, slot, &today, now, &mut report).await?;
        digests::close(app, slot, now, &mut report).await?;
    }
    Ok(checked(report))
}

/// What a run is to do.
struct Today {
    policy: Policy,
    open_in_the_nation: bool,
    /// The newest slot that has begun. Nothing is sent before 9:00, whatever the policy's hours. That the nation is closed says nothing: a
    /// prefecture may be open all the same.
    slot: Option<Slot>,
}

impl Today {
    async fn load(app: &App, now: Instant) -> Result<Self, RunError> {
        let policy = app.store.policy_at(now).await?;
        let nation = BusinessCalendar::national(HolidayTable::shipped(), &policy.days);
        warn_of_the_calendars_end(&nation, now);
        // Also asked on days without anything to send, so that the end of the table is noticed on its first day.
        let open_in_the_nation = nation.is_business_day(jst_date(now))?;
        let begun = Slot::AnswerReminder.begins(jst_date(now), &policy) <= now;
        let slot = begun.then(|| Slot::newest_digest(now, &policy).unwrap_or(Slot::AnswerReminder));
        Ok(Self { policy, open_in_the_nation, slot })
    }
}

fn checked(report: Report) -> Report {
    tracing::info!(?report, "checked");
    report
}

/// Everybody's reminders, and the slot's digests.
async fn work(
    app: &App,
    slot: Slot,
    today: &Today,
    now: Instant,
    report: &mut Report,
) -> Result<(), RunError> {
    let Today { policy, open_in_the_nation, .. } = today;
    let (desks, mut failures) = open_rows::read(app, slot, jst_date(now), policy).await;
    for desk in desks {
        failures.note(reminders::send(app, &desk, policy, now, report).await);
        failures.note(digests::send(app, slot, desk, policy, now, report).await);
    }
    if slot == Slot::Overdue && *open_in_the_nation {
        failures.note(digests::send_to_ministry(app, now, report).await);
    }
    failures.first()
}

/// Operations are warned from 90 days before the holiday table ends.
fn warn_of_the_calendars_end(nation: &BusinessCalendar, now: Instant) {
    if let Some(days) = nation.days_left_if_few(jst_date(now)) {
        tracing::warn!(
            days,
            "the holiday table ends soon: put the Cabinet Office's new file into shared/domain/data"
        );
    }
}
