//! The letters of an entry. Digests are made now, from what is open now: what was completed meanwhile is not asked for any more.

use chrono::{NaiveDate, TimeDelta};
use domain::{
    calendar::{BusinessCalendar, HolidayTable},
    deadline::target,
    digest::{Slot, digest},
    message::Message,
    policy::{Policy, PrefectureSettings},
    prefecture::Prefecture,
    time::Instant,
};
use mailer::{Audience, Context, Letter, Letterhead, digest_letter};
use store::{BundleRow, ListScope, OutboxEntry};
use web::{App, Stage};

use crate::{accounts, bundling, deliver::DeliverError, ministry};

/// What the letters of this moment have in common.
pub(crate) struct Desk<'a> {
    pub(crate) app: &'a App,
    pub(crate) policy: Policy,
    pub(crate) now: Instant,
    pub(crate) letterhead: Letterhead,
}

/// What an entry is told by.
pub(crate) struct Told {
    pub(crate) letters: Vec<Letter>,
    /// What of a bundle the letter tells; empty for every other entry.
    pub(crate) rows: Vec<BundleRow>,
}

/// Every letter of an entry that is not another's to send; none for a digest that has become empty or was overtaken by the day's next, and
/// for what nobody may be told any more.
pub(crate) async fn told(app: &App, entry: &OutboxEntry) -> Result<Told, DeliverError> {
    let now = app.clock.now();
    let desk = Desk { app, policy: app.store.policy_at(now).await?, now, letterhead: letterhead(app) };
    let one = |letter: Option<Letter>| letter.into_iter().collect();
    let letters = match &entry.message {
        Message::Digest { prefecture, day, slot } => one(desk.of_digest(*prefecture, *day, *slot).await?),
        Message::MinistryDigest { day } => one(ministry::letter(&desk, *day).await?),
        Message::Bundle { prefecture, .. } => {
            let (letter, rows) = bundling::letter(&desk, entry, *prefecture).await?;
            return Ok(Told { letters: one(letter), rows });
        }
        Message::PasswordReset { .. }
        | Message::PasswordSet { .. }
        | Message::Invitation { .. }
        | Message::AddressConfirmation { .. } => one(accounts::letter(&desk, entry).await?),
        Message::DesignationCheck { prefecture, .. } => desk.of_message(entry, *prefecture).await?,
        message => match message.request() {
            Some(request) => desk.of_message(entry, request.prefecture).await?,
            None => Vec::new(),
        },
    };
    Ok(Told { letters, rows: Vec::new() })
}

impl Desk<'_> {
    /// The letters that a message alone tells, without what is left to a bundle.
    async fn of_message(
        &self,
        entry: &OutboxEntry,
        prefecture: Prefecture,
    ) -> Result<Vec<Letter>, DeliverError> {
        let settings = self.app.store.prefecture_get(prefecture).await?;
        let mut letters = mailer::letters(&entry.message, &self.context(&settings))?;
        if bundling::is_gathered(entry) {
            letters.retain(|letter| !matches!(letter.to, Audience::Prefecture(_)));
        }
        Ok(letters)
    }

    pub(crate) fn context<'b>(&'b self, prefecture: &'b PrefectureSettings) -> Context<'b> {
        let Self { policy, now, letterhead, .. } = self;
        Context { letterhead, catalogue: &policy.catalogue, prefecture, now: *now }
    }

    async fn of_digest(
        &self,
        prefecture: Prefecture,
        day: NaiveDate,
        slot: Slot,
    ) -> Result<Option<Letter>, DeliverError> {
        let Self { app, policy, now, .. } = self;
        if is_overtaken(slot, day, *now, policy) {
            return Ok(None);
        }
        let until = target(day, policy) + TimeDelta::milliseconds(1);
        let rows = app.store.request_rows(ListScope::ByDue(vec![prefecture]), None, Some(until)).await?;
        let digest = digest(slot, day, *now, rows, policy);
        if digest.is_empty(slot) {
            return Ok(None);
        }
        let settings = app.store.prefecture_get(prefecture).await?;
        let calendar = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &policy.days, &settings.days);
        // Where the calendar does not reach, the sentence about the days before is left out.
        let after_closed_days =
            calendar.previous_business_day(day).is_ok_and(|previous| day - previous > TimeDelta::days(1));
        let context = self.context(&settings);
        Ok(Some(digest_letter(slot, day, prefecture, &digest, after_closed_days, &context)?))
    }
}

/// Whether the day's next digest has begun. One that a failing mail service held up until then is as good as missed, and only the newest
/// is sent (SPEC 8); what it would have told is in the next.
fn is_overtaken(slot: Slot, day: NaiveDate, now: Instant, policy: &Policy) -> bool {
    Slot::DIGESTS.into_iter().any(|later| later > slot && later.begins(day, policy) <= now)
}

fn letterhead(app: &App) -> Letterhead {
    let config = &app.config;
    Letterhead {
        office_name: config.office.name.clone(),
        office_phone: config.office.phone.clone(),
        office_hours: config.office.hours.clone(),
        public_url: config.public_url.clone(),
        guide_url: config.guide_url.clone(),
        mail_from: config.mail_from.clone(),
        practice: config.stage != Stage::Prod,
    }
}
