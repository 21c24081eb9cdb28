//! The ministry's digest of a day, made when it is sent (SPEC 8).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    completion::Completion, digest::ministry_digest, policy::PrefectureSettings, prefecture::Prefecture,
};
use mailer::{Letter, ministry_letter};
use store::{ListScope, StoreError};
use web::App;

use crate::{deliver::DeliverError, letters::Desk, record::record};

/// The letter; none when there is nothing to tell.
///
/// All that is open is read, not only what is due: a completion of today counts only while its request was not opened again, which moves the
/// target to a later day.
pub(crate) async fn letter(desk: &Desk<'_>, day: NaiveDate) -> Result<Option<Letter>, DeliverError> {
    let Desk { app, policy, now, .. } = desk;
    let completions = completions(app, day).await?;
    let open = app.store.request_rows(ListScope::ByDue(Prefecture::all().collect()), None, None).await?;
    let concerned =
        open.iter().map(|row| row.prefecture).chain(completions.iter().map(|done| done.prefecture)).collect();
    let unreachable = unreachable(app, concerned).await?;
    let digest = ministry_digest(day, *now, &open, &completions, unreachable, policy);
    let Some(any) = Prefecture::all().next().filter(|_| !digest.is_empty()) else { return Ok(None) };
    // The letter is about no prefecture in particular; the settings are not looked at.
    Ok(Some(ministry_letter(day, &digest, &desk.context(&PrefectureSettings::unset(any)))?))
}

/// The day's completions, those included whose mail is still in the outbox and which nobody has recorded yet.
async fn completions(app: &App, day: NaiveDate) -> Result<Vec<Completion>, StoreError> {
    for id in app.store.outbox_ids().await? {
        match app.store.outbox_get(&id).await {
            Ok(entry) => {
                if let Some(entry) = entry {
                    record(app, &entry.message).await?;
                }
            }
            // One that cannot be read is told when its own turn comes; it must not take the digest from the ministry.
            Err(StoreError::Corrupt { key, reason }) => {
                tracing::error!(key, reason, "not counted in the digest");
            }
            Err(error) => return Err(error),
        }
    }
    app.store.completion_list(day).await
}

/// Prefectures that requests came in for, but that no mail reaches.
async fn unreachable(app: &App, concerned: BTreeSet<Prefecture>) -> Result<Vec<Prefecture>, StoreError> {
    let mut unreachable = Vec::new();
    for prefecture in concerned {
        if app.store.prefecture_get(prefecture).await?.notification_addresses.is_empty() {
            unreachable.push(prefecture);
        }
    }
    Ok(unreachable)
}
