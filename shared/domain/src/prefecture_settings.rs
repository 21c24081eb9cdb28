//! What a prefecture sets for itself: whom facilities turn to, where requests are mailed, its business days and its stock (SPEC 5, 8).
//! How it is edited is in `draft`, how addresses come and go in `addresses`.

mod addresses;
mod draft;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    history::{Change, Fields, Value},
    policy::ExtraDays,
    prefecture::Prefecture,
    quantity::{Quantity, with_commas},
    request::Saved,
    supply::ItemCode,
    time::{Instant, long_date, stamp},
};

pub use addresses::{ADDRESS_LABEL, Adding, MAX_ADDRESSES};
pub use draft::{MAX_EXTRA_DAYS, SettingsDraft, read_bundling_minutes};

/// The longest that bundling may delay a mail, in minutes (SPEC 8).
pub const MAX_BUNDLING_MINUTES: u8 = 15;

/// A prefecture's own settings.
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
    /// Addresses not confirmed yet, with the time their link was last asked for: nothing is mailed to them but the link.
    #[serde(default)]
    pub unconfirmed_addresses: BTreeMap<String, Instant>,
    /// Addresses of either kind that the mail service could not reach, with what it told last.
    #[serde(default)]
    pub undeliverable: BTreeMap<String, Undeliverable>,
    /// For how many minutes requests are gathered into one mail; 0 for at once, at most [`MAX_BUNDLING_MINUTES`].
    #[serde(default)]
    pub bundling_minutes: u8,
    /// The prefecture's own closed and open days; they win over the national ones.
    #[serde(default)]
    pub days: ExtraDays,
    /// What the prefecture has in stock, as it says.
    #[serde(default)]
    pub stock: BTreeMap<ItemCode, StockLevel>,
    /// Counts up with every write; 0 for a prefecture that has made no settings.
    #[serde(default)]
    pub version: u64,
    /// Counts up when the settings are edited, but not when an address is added, confirmed or removed: a link that is followed meanwhile
    /// must not refuse an officer's save.
    #[serde(default)]
    pub edition: u64,
    /// Who edited last.
    #[serde(default)]
    pub saved: Option<Saved>,
}

/// Why an address is not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undeliverable {
    /// When the mail service told so.
    pub at: Instant,
    /// Whether the reader called our mail unwanted, instead of the address not taking any.
    pub complaint: bool,
}

/// A prefecture's stock of one supply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockLevel {
    /// Pieces (枚).
    pub quantity: Quantity,
    /// The day (JST) it was counted.
    pub as_of: NaiveDate,
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
            unconfirmed_addresses: BTreeMap::new(),
            undeliverable: BTreeMap::new(),
            bundling_minutes: 0,
            days: ExtraDays::default(),
            stock: BTreeMap::new(),
            version: 0,
            edition: 0,
            saved: None,
        }
    }

    /// Office and phone in one line; the prefecture's name when nothing is set.
    pub fn contact_line(&self) -> String {
        let office = if self.office.is_empty() { self.prefecture.name() } else { &self.office };
        if self.phone.is_empty() { office.to_owned() } else { format!("{office}　{}", self.phone) }
    }

    /// What changed since `before`, for the audit record.
    pub fn changes_since(&self, before: &Self) -> Vec<Change> {
        before.fields().changes_to(&self.fields())
    }

    fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.put("office", Value::text(&self.office));
        fields.put("phone", Value::text(&self.phone));
        fields.put("emergency_phone", Value::text(self.emergency_phone.as_deref().unwrap_or_default()));
        fields.put("bundling_minutes", Value::Number(self.bundling_minutes.into()));
        fields.put("days.closed", joined(&self.days.closed));
        fields.put("days.open", joined(&self.days.open));
        fields.put("notification_addresses", joined(&self.notification_addresses));
        let waiting = |(address, asked_at): (&String, &Instant)| format!("{address}（{}）", stamp(*asked_at));
        fields.put("unconfirmed_addresses", joined(self.unconfirmed_addresses.iter().map(waiting)));
        fields.put("undeliverable", joined(self.undeliverable.keys()));
        for (code, level) in &self.stock {
            let words =
                format!("{}枚（{}現在）", with_commas(level.quantity.pieces()), long_date(level.as_of));
            fields.put(format!("stock.{code}"), Value::text(&words));
        }
        fields
    }
}

fn joined(values: impl IntoIterator<Item = impl ToString>) -> Value {
    Value::text(&values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join("、"))
}

#[cfg(test)]
mod tests;
