//! Bundling: a prefecture may have submissions and updates gathered for some minutes and told in one mail (SPEC 8). What the facility is
//! told, and what is told of anything else, does not wait.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta};
use domain::{
    id::RequestId, message::Message, prefecture::Prefecture, prefecture_settings::MAX_BUNDLING_MINUTES,
    status::Status, time::Instant,
};
use mailer::{Audience, Letter, Settled, bundle_letter};
use store::{BundleRow, Consistency, Gathered, OutboxEntry, StoreError};
use web::App;

use crate::{
    deliver::{DeliverError, is_told},
    letters::Desk,
};

/// Marks an entry whose mail to the prefecture is a bundle's to tell.
const GATHERED: &str = "bundle";
/// How many messages one mail tells (MAILS 9); what is more is told in the next.
const MOST_ROWS: usize = 50;

/// Leaves an entry's message in its prefecture's bundle, if the prefecture wants that. What comes too late for its bundle is told at once,
/// and so is what somebody of the prefecture has been told already.
pub(crate) async fn gather(app: &App, entry: &mut OutboxEntry) -> Result<(), DeliverError> {
    let (Message::Submitted { request, .. } | Message::Updated { request, .. }) = &entry.message else {
        return Ok(());
    };
    let prefecture = request.prefecture;
    if is_gathered(entry) || is_told(entry, &Audience::Prefecture(prefecture)) {
        return Ok(());
    }
    let settings = app.store.prefecture_get(prefecture).await?;
    let end = bundle_end(entry.created_at, settings.bundling_minutes);
    let Some(until) = end.filter(|until| *until > app.clock.now()) else { return Ok(()) };
    match app.store.bundle_gather(entry, GATHERED, prefecture, until).await? {
        Gathered::Done => {
            entry.sent.insert(GATHERED.to_owned());
            Ok(())
        }
        Gathered::Closed => Ok(()),
        Gathered::Lost => Err(DeliverError::LeaseLost),
    }
}

/// Whether a bundle tells the prefecture.
pub(crate) fn is_gathered(entry: &OutboxEntry) -> bool {
    entry.sent.contains(GATHERED)
}

/// What a bundle tells now, and its letter; none when nothing in it is left to ask for. What was withdrawn or completed since it was gathered
/// is only named: of that the prefecture knows already.
pub(crate) async fn letter(
    desk: &Desk<'_>,
    entry: &OutboxEntry,
    prefecture: Prefecture,
) -> Result<(Option<Letter>, Vec<BundleRow>), DeliverError> {
    let mut rows = desk.app.store.bundle_rows(entry).await?;
    rows.truncate(MOST_ROWS);
    let messages: Vec<Message> = rows.iter().map(|row| row.message.clone()).collect();
    let requests: BTreeSet<&RequestId> =
        messages.iter().filter_map(Message::request).map(|request| &request.id).collect();
    let settled = settled(desk.app, &requests).await?;
    if settled.len() == requests.len() {
        return Ok((None, rows));
    }
    let settings = desk.app.store.prefecture_get(prefecture).await?;
    let letter = bundle_letter(prefecture, &messages, &settled, &desk.context(&settings))?;
    Ok((Some(letter), rows))
}

/// Those of the requests that need nothing any more.
async fn settled(
    app: &App,
    requests: &BTreeSet<&RequestId>,
) -> Result<BTreeMap<RequestId, Settled>, StoreError> {
    let mut settled = BTreeMap::new();
    for id in requests {
        let request = app.store.request_get(id, Consistency::Strong).await?;
        let standing = match request.map(|request| request.status) {
            Some(Status::Withdrawn) => Settled::Withdrawn,
            Some(Status::Accepted) => Settled::Completed,
            _ => continue,
        };
        settled.insert((*id).clone(), standing);
    }
    Ok(settled)
}

/// When the bundle ends that a message of that moment belongs to: the next multiple of the minutes, so at most that long after it.
fn bundle_end(at: Instant, minutes: u8) -> Option<Instant> {
    let window = TimeDelta::minutes(i64::from(minutes.min(MAX_BUNDLING_MINUTES))).num_milliseconds();
    let windows = at.timestamp_millis().checked_div_euclid(window)?;
    DateTime::from_timestamp_millis((windows + 1) * window)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(minutes: u8, at: &str, end: Option<&str>) {
        let instant = |time: &str| format!("2026-11-24T{time}Z").parse::<Instant>().unwrap();
        assert_eq!(bundle_end(instant(at), minutes), end.map(instant), "{minutes} {at}");
    }

    #[test]
    fn a_bundle_ends_at_the_next_multiple_of_the_minutes() {
        check(15, "03:00:00", Some("03:15:00"));
        check(15, "03:00:00.001", Some("03:15:00"));
        check(15, "03:14:59.999", Some("03:15:00"));
        check(15, "03:15:00", Some("03:30:00"));
        check(5, "03:04:59.999", Some("03:05:00"));
        check(1, "03:04:59.999", Some("03:05:00"));
    }

    #[test]
    fn without_minutes_nothing_is_gathered_and_none_waits_longer_than_the_most() {
        check(0, "03:00:00", None);
        check(200, "03:00:00", Some("03:15:00"));
    }
}
