//! One entry's mails.

use mailer::{Mailer, RenderError, SendError};
use store::{OutboxEntry, StoreError};
use web::App;

use crate::{letters::letters, recipients::addresses, record::record};

/// Why an entry is put off.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeliverError {
    /// The table failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A letter cannot be made: a fault of the program, which an operator has to look at.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The mail service refused or failed, for at least one address.
    #[error(transparent)]
    Send(#[from] SendError),
    /// Nobody is there to be told.
    #[error("there is no address to send to")]
    NoAddress,
}

/// Sends what of the entry was not sent yet, marking each address that has it. One address that fails does not keep the others from theirs.
pub(crate) async fn deliver_leased(
    app: &App,
    mailer: &Mailer,
    entry: &mut OutboxEntry,
) -> Result<(), DeliverError> {
    record(app, &entry.message).await?;
    let mut failed = None;
    for (index, letter) in letters(app, &entry.message).await?.iter().enumerate() {
        let addresses = addresses(app, &letter.to).await?;
        if addresses.is_empty() {
            failed = Some(DeliverError::NoAddress);
        }
        for address in addresses {
            // By letter as well: one address may be told as two.
            let mark = format!("{index}#{address}");
            if entry.sent.contains(&mark) {
                continue;
            }
            match mailer.send(&address, &letter.subject, &letter.body).await {
                Ok(()) => {
                    entry.sent.insert(mark);
                    app.store.outbox_mark_sent(entry).await?;
                }
                Err(error) => failed = Some(error.into()),
            }
        }
    }
    failed.map_or(Ok(()), Err)
}
