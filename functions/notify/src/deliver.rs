//! One entry's mails.

use chrono::TimeDelta;
use domain::time::Instant;
use mailer::{Audience, Letter, Mailer, RenderError, SendError};
use store::{BundleRow, OutboxEntry, StoreError};
use web::App;

use crate::{
    Drained,
    bundling::gather,
    letters::{Told, told},
    recipients::addresses,
    record::record,
};

/// Longer than sending and marking one mail may take (the mail service is given 10 s).
const LONGEST_SENDING: TimeDelta = TimeDelta::seconds(15);

/// Why an entry is put off.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeliverError {
    /// The table failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A letter cannot be made: a fault of the program, which an operator has to look at.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The mail service failed, for at least one address.
    #[error(transparent)]
    Send(#[from] SendError),
    /// The lease has ended, or nearly: the entry is the next sender's, who finds what was sent marked.
    #[error("the lease has ended")]
    LeaseLost,
    /// Nobody is there to be told.
    #[error("there is no address to send to")]
    NoAddress,
    /// The system has no randomness to make a link of.
    #[error("no token can be made")]
    NoToken,
}

/// Sends what of the entry was not sent yet, marking each address that has it. One that fails does not keep the others from theirs. Tells
/// what of a bundle is done by it.
pub(crate) async fn deliver_leased(
    app: &App,
    mailer: &Mailer,
    entry: &mut OutboxEntry,
    drained: &mut Drained,
) -> Result<Vec<BundleRow>, DeliverError> {
    record(app, &entry.message).await?;
    gather(app, entry).await?;
    // Boxed, since the many kinds of letters make a large future.
    let Told { letters, rows } = Box::pin(told(app, entry)).await?;
    let mut failed = None;
    for letter in letters {
        if let Err(error) = send(app, mailer, &letter, entry, drained).await {
            failed = Some(error);
        }
    }
    failed.map_or(Ok(rows), Err)
}

/// Sends a letter to each address of its audience. An address that is refused for good counts as done: trying again would not help, and
/// the mailer has logged it.
async fn send(
    app: &App,
    mailer: &Mailer,
    letter: &Letter,
    entry: &mut OutboxEntry,
    drained: &mut Drained,
) -> Result<(), DeliverError> {
    let addresses = addresses(app, &letter.to).await?;
    if addresses.is_empty() {
        return Err(DeliverError::NoAddress);
    }
    let mut failed = None;
    for address in addresses {
        let mark = mark(&letter.to, &address);
        if entry.sent.contains(&mark) {
            continue;
        }
        if !leaves_time(entry, app.clock.now()) {
            return Err(DeliverError::LeaseLost);
        }
        match mailer.send(&address, &letter.subject, &letter.body).await {
            Ok(()) => drained.mails += 1,
            Err(error) if error.is_permanent() => drained.refused += 1,
            Err(error) => {
                failed = Some(error.into());
                continue;
            }
        }
        entry.sent.insert(mark);
        if !app.store.outbox_mark_sent(entry).await? {
            return Err(DeliverError::LeaseLost);
        }
    }
    failed.map_or(Ok(()), Err)
}

/// Whether the lease lasts for one more mail, so that no mail is under way when the next sender begins.
fn leaves_time(entry: &OutboxEntry, now: Instant) -> bool {
    entry.not_before.is_some_and(|lease_ends| lease_ends - now >= LONGEST_SENDING)
}

/// Whether any address of that audience has the entry's mail.
pub(crate) fn is_told(entry: &OutboxEntry, audience: &Audience) -> bool {
    entry.sent.iter().any(|sent| sent.starts_with(&mark(audience, "")))
}

/// What is noted of an address that has the letter. By audience, since one address may be told as two: a message has one letter for each.
fn mark(to: &Audience, address: &str) -> String {
    let audience = match to {
        Audience::Prefecture(_) => "prefecture",
        Audience::Facility(_) => "facility",
        Audience::Ministry => "ministry",
        Audience::Address(_) => "address",
    };
    format!("{audience} {address}")
}

#[cfg(test)]
mod tests {
    use domain::{digest::Slot, message::Message, prefecture::Prefecture};

    use super::*;

    #[test]
    fn no_mail_is_begun_that_the_lease_may_not_outlast() {
        let now: Instant = "2026-11-24T04:01:00Z".parse().unwrap();
        let day = "2026-11-24".parse().unwrap();
        let prefecture = Prefecture::parse("13").unwrap();
        let mut entry = OutboxEntry {
            id: String::new(),
            message: Message::Digest { prefecture, day, slot: Slot::Cutoff },
            created_at: now,
            sent: std::collections::BTreeSet::new(),
            failures: 0,
            not_before: None,
            gathered: 0,
        };
        assert!(!leaves_time(&entry, now), "without a lease nothing is sent");
        for (seconds, enough) in [(120, true), (15, true), (14, false), (0, false), (-1, false)] {
            entry.not_before = Some(now + TimeDelta::seconds(seconds));
            assert_eq!(leaves_time(&entry, now), enough, "{seconds}");
        }
    }
}
