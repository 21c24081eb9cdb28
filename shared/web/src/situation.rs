//! What holds at an act: the policy in force, the prefecture's settings and its business days.

use domain::{
    calendar::{BusinessCalendar, HolidayTable},
    policy::{Policy, PrefectureSettings},
    prefecture::Prefecture,
    request::Act,
    role::Actor,
    time::Instant,
};

use crate::{App, Problem};

/// Loaded once per call, from which any number of acts are made.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The policy in force.
    pub policy: Policy,
    /// The prefecture's settings; those of no prefecture in particular for the nation.
    pub prefecture: PrefectureSettings,
    /// The clock when it was loaded.
    pub now: Instant,
}

impl Situation {
    /// Loads what holds now in a prefecture.
    ///
    /// # Errors
    /// A [`Problem`] when the store fails.
    pub async fn load(app: &App, prefecture: Prefecture) -> Result<Self, Problem> {
        let now = app.clock.now();
        let policy = app.store.policy_at(now).await?;
        Ok(Self { policy, prefecture: app.store.prefecture_get(prefecture).await?, now })
    }

    /// Loads what holds now in the nation, for lists over all prefectures: no prefecture's own days count.
    ///
    /// # Errors
    /// A [`Problem`] when the store fails.
    pub async fn national(app: &App) -> Result<Self, Problem> {
        let now = app.clock.now();
        let prefecture =
            Prefecture::all().next().ok_or_else(|| Problem::internal(&"there are no prefectures"))?;
        Ok(Self {
            policy: app.store.policy_at(now).await?,
            prefecture: PrefectureSettings::unset(prefecture),
            now,
        })
    }

    /// The prefecture's business days.
    pub fn calendar(&self) -> BusinessCalendar<'_> {
        BusinessCalendar::of_prefecture(HolidayTable::shipped(), &self.policy.days, &self.prefecture.days)
    }

    /// Runs `decide` with the act of `by` at this moment.
    pub fn act<T>(&self, by: &Actor, decide: impl FnOnce(&Act) -> T) -> T {
        let calendar = self.calendar();
        decide(&Act {
            by,
            at: self.now,
            policy: &self.policy,
            calendar: &calendar,
            prefecture: &self.prefecture,
        })
    }
}
