//! Policy: what the ministry may change without a developer, as versions with an effective time (SPEC 4).

mod changes;
mod draft;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{facility::Designation, supply::Catalogue, survey::Outlook, time::Instant};

pub use crate::prefecture_settings::PrefectureSettings;
pub use draft::PolicyDraft;

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

impl Acceptance {
    /// In a word, as the ministry reads it.
    pub fn words(&self) -> &'static str {
        if self.open { "受付中" } else { "受付停止" }
    }
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
