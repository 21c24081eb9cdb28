//! What the ministry writes to make a new version of the policy, and what must be true of it (SPEC 4).

mod days;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveTime};

use crate::{
    facility::Designation,
    field::FieldError,
    label::label,
    supply::{Catalogue, ItemCode, SupplyItem},
    survey::Outlook,
    text::{check_free_text, check_line, is_blank},
    time::{Instant, jst_date, long_stamp},
};

use super::{Acceptance, ExtraDays, Policy};

/// Longest code of a supply: rows of lists hold the codes and must stay small.
const MAX_CODE_CHARS: usize = 16;
/// Most supplies that may be requested on one day, for the same reason.
const MAX_ITEMS: usize = 8;
/// Most supplies of a catalogue, past and future ones included: the policy is read at every act, and its row must stay small.
const MAX_CATALOGUE: usize = 50;
/// How far ahead a version may be scheduled; what lies further off is a slip of the pen.
const MAX_MONTHS_AHEAD: Months = Months::new(36);
/// Longest name of a supply, in characters.
const MAX_NAME_CHARS: usize = 40;

/// A new version, as the ministry writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDraft {
    /// From when it is to hold; none means at once.
    pub effective_from: Option<Instant>,
    /// Designations that fulfil condition ②.
    pub qualifying_designations: BTreeSet<Designation>,
    /// Outlooks that fulfil condition ③.
    pub qualifying_outlooks: BTreeSet<Outlook>,
    /// Received up to the end of this minute (JST) → due the same day.
    pub cutoff: NaiveTime,
    /// The hour (JST) of the target.
    pub target: NaiveTime,
    /// Extra closed and open days of the nation.
    pub days: ExtraDays,
    /// What may be requested, also in the past and the future.
    pub catalogue: Vec<SupplyItem>,
    /// Whether requests may be submitted.
    pub acceptance: Acceptance,
}

impl PolicyDraft {
    /// The version this draft makes after `latest`, the newest there is. `held` are those whose time has come and that were not withdrawn:
    /// requests may name their supplies.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn version_after(
        self,
        latest: &Policy,
        held: &[&Policy],
        now: Instant,
    ) -> Result<Policy, Vec<FieldError>> {
        let errors = self.faults(latest, held, now);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Policy {
            version: latest.version + 1,
            effective_from: self.effective_from.unwrap_or(now),
            qualifying_designations: self.qualifying_designations,
            qualifying_outlooks: self.qualifying_outlooks,
            cutoff: self.cutoff,
            target: self.target,
            days: self.days,
            catalogue: Catalogue::from(self.catalogue),
            acceptance: self.acceptance,
        })
    }

    fn faults(&self, latest: &Policy, held: &[&Policy], now: Instant) -> Vec<FieldError> {
        let mut errors = Vec::new();
        errors.extend(self.time_fault(now));
        if self.qualifying_designations.is_empty() {
            errors.push(FieldError::not_chosen("qualifying_designations", label("qualifying_designations")));
        }
        if self.qualifying_outlooks.is_empty() {
            errors.push(FieldError::not_chosen("qualifying_outlooks", label("qualifying_outlooks")));
        }
        if self.cutoff >= self.target {
            let message = "締切時刻は、入力期限の時刻より前にしてください。";
            errors.push(FieldError::new("cutoff", "order", message));
        }
        errors.extend(days::faults(&self.days, &latest.days, jst_date(now)));
        errors.extend(self.notice_faults());
        errors.extend(self.catalogue_faults(held));
        errors
    }

    /// A version holds from now on, or from a time that is not far off.
    fn time_fault(&self, now: Instant) -> Option<FieldError> {
        let (from, last) = (self.effective_from?, now.checked_add_months(MAX_MONTHS_AHEAD).unwrap_or(now));
        let (code, message) = if from < now {
            let message = format!(
                "適用開始日時は、現在（{}）より後にしてください。すぐに適用するときは空にします。",
                long_stamp(now)
            );
            ("past", message)
        } else if from > last {
            ("too_late", format!("適用開始日時は、3年以内（{}まで）にしてください。", long_stamp(last)))
        } else {
            return None;
        };
        Some(FieldError::new("effective_from", code, message))
    }

    /// A facility that is turned away must read why.
    fn notice_faults(&self) -> Option<FieldError> {
        let (field, notice) = ("acceptance.notice", self.acceptance.notice.as_deref().unwrap_or_default());
        if !self.acceptance.open && is_blank(notice) {
            return Some(FieldError::missing(field, label(field)));
        }
        check_free_text(notice).err().map(|fault| FieldError::text(field, label(field), fault))
    }

    fn catalogue_faults(&self, held: &[&Policy]) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut seen: BTreeSet<&ItemCode> = BTreeSet::new();
        for (index, item) in self.catalogue.iter().enumerate() {
            let at = |name: &str| format!("catalogue.{index}.{name}");
            if !seen.insert(&item.code) {
                let message = format!("物資コード「{}」が2回あります。", item.code);
                errors.push(FieldError::new(at("code"), "duplicate", message));
            }
            if item.code.as_str().len() > MAX_CODE_CHARS {
                let message =
                    format!("物資コード「{}」は{MAX_CODE_CHARS}文字以内にしてください。", item.code);
                errors.push(FieldError::new(at("code"), "too_long", message));
            }
            errors.extend(line_fault(&at("name"), &item.name));
            errors.extend(line_fault(&at("unit"), &item.unit));
            if matches!((item.valid_from, item.valid_to), (Some(from), Some(to)) if from > to) {
                let message = format!("{}の取扱終了日は、開始日以後にしてください。", item.name);
                errors.push(FieldError::new(at("valid_to"), "order", message));
            }
        }
        let used = held.iter().flat_map(|policy| policy.catalogue.items()).map(|item| (&item.code, item));
        let used: BTreeMap<&ItemCode, &SupplyItem> = used.collect();
        for gone in used.into_values().filter(|item| !seen.contains(&item.code)) {
            let message = format!(
                "{}は過去の要請に使われているため、一覧から消せません。取扱終了日を入れてください。",
                gone.name
            );
            errors.push(FieldError::new("catalogue", "removed", message));
        }
        if self.catalogue.len() > MAX_CATALOGUE {
            let message = format!("物資は、取扱いの終わったものも含めて{MAX_CATALOGUE}種類までです。");
            errors.push(FieldError::new("catalogue", "too_long", message));
        }
        if self.most_at_once() > MAX_ITEMS {
            let message = format!("同じ日に要請できる物資は{MAX_ITEMS}種類までです。");
            errors.push(FieldError::new("catalogue", "too_many", message));
        }
        errors
    }

    /// The most items that may be requested on one day: on one of the days on which an item begins.
    fn most_at_once(&self) -> usize {
        let begins = self.catalogue.iter().map(|item| item.valid_from.unwrap_or(chrono::NaiveDate::MIN));
        let on = |day| {
            let valid = |item: &&SupplyItem| {
                item.valid_from.is_none_or(|from| from <= day) && item.valid_to.is_none_or(|to| day <= to)
            };
            self.catalogue.iter().filter(valid).count()
        };
        begins.map(on).max().unwrap_or(0)
    }
}

fn line_fault(field: &str, text: &str) -> Option<FieldError> {
    if is_blank(text) {
        return Some(FieldError::missing(field, label(field)));
    }
    if text.chars().count() > MAX_NAME_CHARS {
        let message = format!("{}は{MAX_NAME_CHARS}文字以内で入力してください。", label(field));
        return Some(FieldError::new(field, "too_long", message));
    }
    check_line(text).err().map(|fault| FieldError::text(field, label(field), fault))
}

#[cfg(test)]
mod tests;
