//! One entry's mails.

use mailer::{Audience, Letter, Mailer, RenderError, SendError};
use store::{OutboxEntry, StoreError};
use web::App;

use crate::{Drained, letters::letters, recipients::addresses, record::record};

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
    /// Nobody is there to be told.
    #[error("there is no address to send to")]
    NoAddress,
}

/// Sends what of the entry was not sent yet, marking each address that has it. One that fails does not keep the others from theirs.
pub(crate) async fn deliver_leased(
    app: &App,
    mailer: &Mailer,
    entry: &mut OutboxEntry,
    drained: &mut Drained,
) -> Result<(), DeliverError> {
    record(app, &entry.message).await?;
    let mut failed = None;
    for letter in letters(app, &entry.message).await? {
        if let Err(error) = send(app, mailer, &letter, entry, drained).await {
            failed = Some(error);
        }
    }
    failed.map_or(Ok(()), Err)
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
        match mailer.send(&address, &letter.subject, &letter.body).await {
            Ok(()) => drained.mails += 1,
            Err(error) if error.is_permanent() => drained.refused += 1,
            Err(error) => {
                failed = Some(error.into());
                continue;
            }
        }
        entry.sent.insert(mark);
        app.store.outbox_mark_sent(entry).await?;
    }
    failed.map_or(Ok(()), Err)
}

/// What is noted of an address that has the letter. By audience, since one address may be told as two: a message has one letter for each.
fn mark(to: &Audience, address: &str) -> String {
    let audience = match to {
        Audience::Prefecture(_) => "prefecture",
        Audience::Facility(_) => "facility",
        Audience::Ministry => "ministry",
    };
    format!("{audience} {address}")
}
