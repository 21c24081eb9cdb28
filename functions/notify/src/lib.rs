//! The outbox's sender, and the only one who mails (SPEC 8): lease, leave to a bundle what is to be gathered, make the letters, send to
//! each address, mark, take out.
//!
//! *Architecture Invariant:* an entry leaves the outbox only when each of its mails was taken by the mail service, or refused for good.
//! A failure puts it off; it is never dropped, and never keeps others waiting.

mod accounts;
mod bundling;
mod deliver;
mod event;
mod letters;
mod ministry;
mod recipients;
mod record;
mod undelivered;

use chrono::TimeDelta;
use domain::time::Instant;
use mailer::Mailer;
use store::{OutboxEntry, StoreError};
use web::App;

pub use event::outbox_ids;
pub use undelivered::{Undelivered, note_undelivered, undelivered};

use deliver::{DeliverError, deliver_leased};

/// How long an entry is one sender's own. A sender stops before its lease ends, and nothing it writes afterwards counts; a crashed one's
/// entries come up again.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// An entry that failed waits a minute, then twice as long each time, at most this long.
const LONGEST_WAIT_MINUTES: i64 = 15;

/// What a drain did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Drained {
    /// Mails taken by the mail service.
    pub mails: usize,
    /// Mails refused for good, such as to an address that is none.
    pub refused: usize,
    /// Entries done and taken out, or told in part: a bundle too long for one mail.
    pub finished: usize,
    /// Entries put off after a failure.
    pub postponed: usize,
}

/// Sends all that is due, and logs how long the oldest waits that is still unsent; an alarm reads it. Lambda's sweep, the local system and the
/// tests all call this.
///
/// # Errors
/// [`StoreError`] when the outbox cannot be read; a failing entry is put off instead.
pub async fn drain(app: &App, mailer: &Mailer) -> Result<Drained, StoreError> {
    let due = app.store.outbox_due(app.clock.now()).await?;
    let drained = deliver(app, mailer, &due).await;
    let now = app.clock.now();
    let waits =
        app.store.outbox_oldest(now).await.map(|oldest| oldest.map_or(TimeDelta::zero(), |at| now - at));
    // Also when an entry is stuck: it is the one that waits.
    if let Ok(waits) = &waits {
        tracing::info!(oldest_unsent_seconds = waits.num_seconds(), "swept");
    }
    drained.and_then(|drained| waits.map(|_| drained))
}

/// Sends the entries of these ids, such as a stream names them. Those that are done, put off or another sender's are passed over.
///
/// # Errors
/// The first [`StoreError`] of an entry that could neither be sent nor put off, after all the others had their turn.
pub async fn deliver(app: &App, mailer: &Mailer, ids: &[String]) -> Result<Drained, StoreError> {
    let (mut drained, mut failed) = (Drained::default(), None);
    for id in ids {
        if let Err(error) = take_on(app, mailer, id, &mut drained).await {
            tracing::error!(%error, entry = id, "an entry of the outbox is stuck");
            failed.get_or_insert(error);
        }
    }
    failed.map_or(Ok(drained), Err)
}

/// Leases an entry and sends it, or puts it off.
async fn take_on(app: &App, mailer: &Mailer, id: &str, drained: &mut Drained) -> Result<(), StoreError> {
    let now = app.clock.now();
    if !app.store.outbox_lease(id, now, LEASE).await? {
        return Ok(());
    }
    // Read again: another sender whose lease ran out may have sent some of it.
    let Some(mut entry) = app.store.outbox_get(id).await? else { return Ok(()) };
    match deliver_leased(app, mailer, &mut entry, drained).await {
        Ok(rows) => {
            let finished = app.store.bundle_finish(&entry, &rows, now).await?;
            drained.finished += usize::from(finished);
        }
        // Left as it is: it comes up again when the lease has ended, which is now or soon.
        Err(DeliverError::LeaseLost) => tracing::warn!(entry = entry.id, "a lease ended before all was sent"),
        Err(error) => {
            tracing::error!(%error, entry = entry.id, failures = entry.failures, "a mail is put off");
            let postponed = app.store.outbox_postpone(&entry, wait_until(&entry, now)).await?;
            drained.postponed += usize::from(postponed);
        }
    }
    Ok(())
}

fn wait_until(entry: &OutboxEntry, now: Instant) -> Instant {
    let minutes =
        1_i64.checked_shl(entry.failures.min(10)).unwrap_or(LONGEST_WAIT_MINUTES).min(LONGEST_WAIT_MINUTES);
    now + TimeDelta::minutes(minutes)
}
