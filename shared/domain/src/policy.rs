//! Policy: what the ministry may change without a developer, as versions with an effective time (SPEC 4).

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{
    facility::Designation, prefecture::Prefecture, supply::Catalogue, survey::Outlook, time::Instant,
};

/// Version 1, shipped with the program, as JSON: what holds until the ministry sets another.
pub const FIRST_VERSION: &str = include_str!("../data/policy.json");

/// One version of the rules that may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// 1 for the version shipped with the program, then counting up; each check records it.
    pub version: u32,
    /// From when it holds.
    pub effective_from: Instant,
    /// Designations that fulfil condition ②.
    pub qualifying_designations: BTreeSet<Designation>,
    /// Outlooks that fulfil condition ③.
    pub qualifying_outlooks: BTreeSet<Outlook>,
    /// Received up to the end of this minute (JST) on a business day → due the same day.
    pub cutoff: NaiveTime,
    /// The hour (JST) of the target, 入力期限（目安）.
    pub target: NaiveTime,
    /// Days closed or open nationally beyond the holidays and the year end.
    #[serde(default)]
    pub days: ExtraDays,
    /// What may be requested.
    pub catalogue: Catalogue,
    /// Whether requests may be submitted.
    pub acceptance: Acceptance,
}

/// Whether requests may be submitted, with what facilities are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Whether a submission is taken.
    pub open: bool,
    /// The ministry's notice; shown when set, always while acceptance is stopped.
    #[serde(default)]
    pub notice: Option<String>,
}

/// Closed and open days that no general rule gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraDays {
    /// Closed although the general rule says open.
    #[serde(default)]
    pub closed: BTreeSet<NaiveDate>,
    /// Open although the general rule says closed.
    #[serde(default)]
    pub open: BTreeSet<NaiveDate>,
}

/// A prefecture's own settings as far as a request needs them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrefectureSettings {
    /// Whose settings.
    pub prefecture: Prefecture,
    /// 担当課名, shown to facilities.
    #[serde(default)]
    pub office: String,
    /// Phone of the office.
    #[serde(default)]
    pub phone: String,
    /// 休日の緊急連絡先, if there is one.
    #[serde(default)]
    pub emergency_phone: Option<String>,
    /// Confirmed addresses that requests are mailed to.
    #[serde(default)]
    pub notification_addresses: BTreeSet<String>,
    /// The prefecture's own closed and open days; they win over the national ones.
    #[serde(default)]
    pub days: ExtraDays,
}

impl PrefectureSettings {
    /// The settings of a prefecture that has not made any.
    pub fn unset(prefecture: Prefecture) -> Self {
        Self {
            prefecture,
            office: String::new(),
            phone: String::new(),
            emergency_phone: None,
            notification_addresses: BTreeSet::new(),
            days: ExtraDays::default(),
        }
    }

    /// Office and phone in one line; the prefecture's name when nothing is set.
    pub fn contact_line(&self) -> String {
        let office = if self.office.is_empty() { self.prefecture.name() } else { &self.office };
        if self.phone.is_empty() { office.to_owned() } else { format!("{office}　{}", self.phone) }
    }
}
