//! Settings as an officer edits them, all at once, and what must be true of them. Addresses are no part of it: each has to be confirmed.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::{MAX_BUNDLING_MINUTES, PrefectureSettings, StockLevel};
use crate::{
    field::FieldError,
    label::label,
    phone::read_phone,
    policy::ExtraDays,
    request::Saved,
    supply::{Catalogue, ItemCode},
    text::check_line,
    time::{jst_date, long_date},
};

/// How many closed, or open, days a prefecture may keep: its settings are read at every act.
pub const MAX_EXTRA_DAYS: usize = 100;
/// How far ahead a day may be set; what lies further off is a slip of the pen.
const MAX_MONTHS_AHEAD: Months = Months::new(36);

/// Everything of the settings that is edited, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsDraft {
    /// 担当課名; may be empty.
    pub office: String,
    /// Phone of the office; may be empty.
    pub phone: String,
    /// 休日の緊急連絡先; empty for none.
    pub emergency_phone: String,
    /// For how many minutes requests are gathered into one mail.
    pub bundling_minutes: u8,
    /// The prefecture's own closed and open days.
    pub days: ExtraDays,
    /// What the prefecture has in stock; what is left out is not known.
    pub stock: BTreeMap<ItemCode, StockLevel>,
}

/// Reads for how many minutes requests are gathered into one mail.
///
/// # Errors
/// A [`FieldError`] for anything but 0 to [`MAX_BUNDLING_MINUTES`].
pub fn read_bundling_minutes(minutes: Option<i64>) -> Result<u8, FieldError> {
    let read = minutes.and_then(|minutes| u8::try_from(minutes).ok());
    read.filter(|minutes| *minutes <= MAX_BUNDLING_MINUTES).ok_or_else(|| {
        let field = "bundling_minutes";
        let message =
            format!("{}は0から{MAX_BUNDLING_MINUTES}までの整数（分）で入力してください。", label(field));
        FieldError::new(field, "out_of_range", message)
    })
}

impl PrefectureSettings {
    /// The settings as edited, one version and edition on; none when nothing would change.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn edit(
        &self,
        draft: SettingsDraft,
        catalogue: &Catalogue,
        saved: Saved,
    ) -> Result<Option<Self>, Vec<FieldError>> {
        let today = jst_date(saved.at);
        let mut errors = Vec::new();
        let office = draft.office.trim().to_owned();
        errors.extend(
            check_line(&office).err().map(|fault| FieldError::text("office", label("office"), fault)),
        );
        let mut phone = |field: &str, typed: &str| {
            read_phone(field, label(field), typed).map_err(|error| errors.push(error)).unwrap_or_default()
        };
        let (phone, emergency_phone) =
            (phone("phone", &draft.phone), phone("emergency_phone", &draft.emergency_phone));
        errors.extend(read_bundling_minutes(Some(draft.bundling_minutes.into())).err());
        errors.extend(days_faults(&draft.days, &self.days, today));
        errors.extend(
            draft.stock.iter().filter_map(|(code, level)| as_of_fault(code, *level, catalogue, today)),
        );
        if !errors.is_empty() {
            return Err(errors);
        }
        let edited = Self {
            office,
            phone,
            emergency_phone: Some(emergency_phone).filter(|phone| !phone.is_empty()),
            bundling_minutes: draft.bundling_minutes,
            days: draft.days,
            stock: draft.stock,
            ..self.clone()
        };
        Ok((edited != *self).then(|| Self { edition: self.edition + 1, saved: Some(saved), ..edited.next() }))
    }
}

/// Days that are there already may stay, also in the past; new ones must lie ahead, since targets once given stand.
fn days_faults(days: &ExtraDays, before: &ExtraDays, today: NaiveDate) -> Vec<FieldError> {
    let last = today.checked_add_months(MAX_MONTHS_AHEAD).unwrap_or(today);
    let mut errors = Vec::new();
    for (field, days, before) in
        [("days.closed", &days.closed, &before.closed), ("days.open", &days.open, &before.open)]
    {
        let label = label(field);
        for day in days.difference(before).filter(|day| **day < today || **day > last) {
            let message = format!(
                "{label}に{}は追加できません。{}から{}までの日を入力してください。",
                long_date(*day),
                long_date(today),
                long_date(last)
            );
            errors.push(FieldError::new(field, "out_of_range", message));
        }
        if days.len() > MAX_EXTRA_DAYS {
            let message = format!("{label}は{MAX_EXTRA_DAYS}日までです。過ぎた日を削除してください。");
            errors.push(FieldError::new(field, "too_many", message));
        }
    }
    errors.extend(days.closed.intersection(&days.open).map(|day| {
        let day = long_date(*day);
        let message = format!("{day}が休業日と営業日の両方にあります。どちらか一方にしてください。");
        FieldError::new("days", "contradiction", message)
    }));
    errors
}

fn as_of_fault(
    code: &ItemCode,
    level: StockLevel,
    catalogue: &Catalogue,
    today: NaiveDate,
) -> Option<FieldError> {
    (level.as_of > today).then(|| {
        let message = format!(
            "{}の在庫の基準日は、今日（{}）までの日を入力してください。",
            catalogue.name(code),
            long_date(today)
        );
        FieldError::new(format!("stock.{code}.as_of"), "future", message)
    })
}
