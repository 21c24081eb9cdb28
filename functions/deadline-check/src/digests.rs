//! 13:01, 16:01, 17:01, with the policy's hours as shipped: a prefecture's digest, and the ministry's at 17:01 (SPEC 8).

use domain::{
    calendar::{BusinessCalendar, HolidayTable},
    digest::{Slot, digest},
    message::Message,
    policy::Policy,
    time::{Instant, jst_date},
};
use store::{Claim, StoreError};
use web::App;

use crate::{Report, RunError, open_rows::Desk};

/// Puts a prefecture's digest of the slot into the outbox, if there is something to tell and it is open today.
pub(crate) async fn send(
    app: &App,
    slot: Slot,
    Desk { prefecture, rows }: Desk,
    policy: &Policy,
    now: Instant,
    report: &mut Report,
) -> Result<(), RunError> {
    let day = jst_date(now);
    if digest(slot, day, now, rows, policy).is_empty(slot) {
        return Ok(());
    }
    let settings = app.store.prefecture_get(prefecture).await?;
    let calendar = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &policy.days, &settings.days);
    if calendar.is_business_day(day)? {
        let what = format!("{}#{prefecture}", slot.code());
        claim(app, what, Message::Digest { prefecture, day, slot }, now, report).await?;
    }
    Ok(())
}

/// Puts the ministry's digest into the outbox. Whether it has anything to tell is seen when it is made, since what was completed just now
/// is recorded by the outbox's sender, a moment later; an empty one is not sent.
pub(crate) async fn send_to_ministry(app: &App, now: Instant, report: &mut Report) -> Result<(), StoreError> {
    let message = Message::MinistryDigest { day: jst_date(now) };
    claim(app, "ministry".to_owned(), message, now, report).await
}

async fn claim(
    app: &App,
    what: String,
    message: Message,
    now: Instant,
    report: &mut Report,
) -> Result<(), StoreError> {
    match app.store.digest_claim(jst_date(now), &what, message, now).await? {
        Claim::Made => report.digests.push(what),
        Claim::Taken => report.repeated.push(what),
    }
    Ok(())
}

/// Marks the slot as done, and earlier digests of today that nobody did as superseded.
pub(crate) async fn close(
    app: &App,
    slot: Slot,
    now: Instant,
    report: &mut Report,
) -> Result<(), StoreError> {
    let day = jst_date(now);
    app.store.digest_done(day, slot.code(), now).await?;
    for earlier in Slot::DIGESTS.into_iter().filter(|earlier| *earlier < slot) {
        if app.store.digest_supersede(day, earlier.code(), now).await? == Claim::Made {
            report.superseded.push(earlier.code());
        }
    }
    Ok(())
}
