//! The day's record of completions, kept here because the transaction of a completion has no room for it and this runs right after.

use domain::{
    completion::Completion,
    id::RequestId,
    message::Message,
    status::Status,
    time::{Instant, jst_date},
};
use store::{Consistency, StoreError};
use web::App;

/// Records a completion, or takes back one that was undone. Doing it again changes nothing, and neither does doing it late: a mail that was
/// put off may come after those of a later decision, so the request itself is asked how it stands.
pub(crate) async fn record(app: &App, message: &Message) -> Result<(), StoreError> {
    if let Some(completion) = Completion::of(message)
        && standing(app, &completion.request).await? == Some(completion.completed_at)
    {
        app.store.completion_put(&completion).await?;
    }
    if let Message::Reopened { request, completed_on, .. } = message
        && standing(app, &request.id).await?.map(jst_date) != Some(*completed_on)
    {
        app.store.completion_delete(*completed_on, &request.id).await?;
    }
    Ok(())
}

/// When the request was completed, if it is.
async fn standing(app: &App, id: &RequestId) -> Result<Option<Instant>, StoreError> {
    let request = app.store.request_get(id, Consistency::Strong).await?;
    Ok(request
        .filter(|request| request.status == Status::Accepted)
        .and_then(|request| request.review.reviewed_at))
}
