//! The day's record of completions, kept here because the transaction of a completion has no room for it and this runs right after.

use domain::{completion::Completion, message::Message};
use store::StoreError;
use web::App;

/// Records a completion, or takes back one that was undone. Doing it again changes nothing.
pub(crate) async fn record(app: &App, message: &Message) -> Result<(), StoreError> {
    if let Some(completion) = Completion::of(message) {
        app.store.completion_put(&completion).await?;
    }
    if let Message::Reopened { request, completed_on, .. } = message {
        app.store.completion_delete(*completed_on, &request.id).await?;
    }
    Ok(())
}
