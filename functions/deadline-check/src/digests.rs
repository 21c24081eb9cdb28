//! 13:01, 16:01, 17:01: a prefecture's digest, and the ministry's at 17:01 (SPEC 8).

use chrono::NaiveDate;
use domain::{
    calendar::{BusinessCalendar, HolidayTable},
    digest::{Slot, digest},
    message::Message,
    policy::Policy,
    time::{Instant, jst_date},
};
use store::Claim;
use web::App;

use crate::{RunError, open_rows::Desk};

/// Puts the slot's digests into the outbox; tells which were not there before.
pub(crate) async fn send(
    app: &App,
    slot: Slot,
    desks: Vec<Desk>,
    policy: &Policy,
    now: Instant,
) -> Result<Vec<String>, RunError> {
    let day = jst_date(now);
    let mut claimed = Vec::new();
    for desk in desks {
        if digest(slot, day, now, desk.rows, policy).is_empty(slot) {
            continue;
        }
        let settings = app.store.prefecture_get(desk.prefecture).await?;
        let calendar = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &policy.days, &settings.days);
        if calendar.is_business_day(day)? {
            let what = format!("{}#{}", slot.code(), desk.prefecture);
            let message = Message::Digest { prefecture: desk.prefecture, day, slot };
            claim(app, day, what, message, now, &mut claimed).await?;
        }
    }
    let nation = BusinessCalendar::national(HolidayTable::shipped(), &policy.days);
    if slot == Slot::Overdue && nation.is_business_day(day)? {
        // Whether there is anything to tell is seen when it is made; an empty one is not sent.
        claim(app, day, "ministry".to_owned(), Message::MinistryDigest { day }, now, &mut claimed).await?;
    }
    app.store.digest_done(day, slot.code(), now).await?;
    Ok(claimed)
}

async fn claim(
    app: &App,
    day: NaiveDate,
    what: String,
    message: Message,
    now: Instant,
    claimed: &mut Vec<String>,
) -> Result<(), RunError> {
    if app.store.digest_claim(day, &what, message, now).await? == Claim::Made {
        claimed.push(what);
    }
    Ok(())
}

/// Marks earlier slots of today that were neither done nor superseded; tells which.
pub(crate) async fn supersede(
    app: &App,
    newest: Slot,
    day: NaiveDate,
    now: Instant,
) -> Result<Vec<&'static str>, RunError> {
    let mut superseded = Vec::new();
    for slot in Slot::DIGESTS.into_iter().filter(|slot| *slot < newest) {
        if app.store.digest_supersede(day, slot.code(), now).await? == Claim::Made {
            superseded.push(slot.code());
        }
    }
    Ok(superseded)
}
