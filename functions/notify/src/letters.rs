//! The letters of a message. Digests are made now, from what is open now: what was completed meanwhile is not asked for any more.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use domain::{
    calendar::{BusinessCalendar, HolidayTable},
    deadline::target,
    digest::{Slot, digest, ministry_digest},
    message::Message,
    policy::{Policy, PrefectureSettings},
    prefecture::Prefecture,
    time::Instant,
};
use mailer::{Context, Letter, Letterhead, digest_letter, ministry_letter};
use store::ListScope;
use web::{App, Stage};

use crate::deliver::DeliverError;

/// Every letter of a message; none for a digest that has become empty.
pub(crate) async fn letters(app: &App, message: &Message) -> Result<Vec<Letter>, DeliverError> {
    let now = app.clock.now();
    let policy = app.store.policy_at(now).await?;
    match message {
        Message::Digest { prefecture, day, slot } => {
            of_digest(app, &policy, *prefecture, *day, *slot, now).await
        }
        Message::MinistryDigest { day } => of_ministry(app, &policy, *day, now).await,
        message => {
            let Some(request) = message.request() else { return Ok(Vec::new()) };
            let settings = app.store.prefecture_get(request.prefecture).await?;
            let letterhead = letterhead(app);
            Ok(mailer::letters(message, &context(&letterhead, &policy, &settings, now))?)
        }
    }
}

async fn of_digest(
    app: &App,
    policy: &Policy,
    prefecture: Prefecture,
    day: NaiveDate,
    slot: Slot,
    now: Instant,
) -> Result<Vec<Letter>, DeliverError> {
    let until = target(day, policy) + TimeDelta::milliseconds(1);
    let rows = app.store.request_rows(ListScope::ByDue(vec![prefecture]), None, Some(until)).await?;
    let digest = digest(slot, day, now, rows, policy);
    if digest.is_empty(slot) {
        return Ok(Vec::new());
    }
    let settings = app.store.prefecture_get(prefecture).await?;
    let calendar = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &policy.days, &settings.days);
    // Where the calendar does not reach, the sentence about the days before is left out.
    let after_closed_days =
        calendar.previous_business_day(day).is_ok_and(|previous| day - previous > TimeDelta::days(1));
    let letterhead = letterhead(app);
    let context = context(&letterhead, policy, &settings, now);
    Ok(vec![digest_letter(slot, day, prefecture, &digest, after_closed_days, &context)?])
}

async fn of_ministry(
    app: &App,
    policy: &Policy,
    day: NaiveDate,
    now: Instant,
) -> Result<Vec<Letter>, DeliverError> {
    let open = app.store.request_rows(ListScope::ByDue(Prefecture::all().collect()), None, None).await?;
    let completions = app.store.completion_list(day).await?;
    let concerned: BTreeSet<Prefecture> =
        open.iter().map(|row| row.prefecture).chain(completions.iter().map(|c| c.prefecture)).collect();
    let mut unreachable = Vec::new();
    for prefecture in concerned {
        if app.store.prefecture_get(prefecture).await?.notification_addresses.is_empty() {
            unreachable.push(prefecture);
        }
    }
    let digest = ministry_digest(day, now, &open, &completions, unreachable, policy);
    if digest.is_empty() {
        return Ok(Vec::new());
    }
    let (letterhead, nobody) = (letterhead(app), Prefecture::all().next().map(PrefectureSettings::unset));
    let Some(nobody) = nobody else { return Ok(Vec::new()) };
    Ok(vec![ministry_letter(day, &digest, &context(&letterhead, policy, &nobody, now))?])
}

fn context<'a>(
    letterhead: &'a Letterhead,
    policy: &'a Policy,
    prefecture: &'a PrefectureSettings,
    now: Instant,
) -> Context<'a> {
    Context { letterhead, catalogue: &policy.catalogue, prefecture, now }
}

fn letterhead(app: &App) -> Letterhead {
    let config = &app.config;
    Letterhead {
        office_name: config.office.name.clone(),
        office_phone: config.office.phone.clone(),
        office_hours: config.office.hours.clone(),
        public_url: config.public_url.clone(),
        guide_url: config.guide_url.clone(),
        practice: config.stage != Stage::Prod,
    }
}
