//! A new version as it is sent.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use domain::{
    facility::Designation,
    field::FieldError,
    label::label,
    policy::{Acceptance, ExtraDays, PolicyDraft},
    supply::{ItemCode, SupplyItem},
    survey::Outlook,
    time::{Instant, parse_day},
};
use serde::Deserialize;
use web::Problem;

/// The whole of a version. All members but the time are mandatory: what is left out by mistake must not be a change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyInput {
    /// RFC 3339; left out or null for at once.
    #[serde(default)]
    effective_from: Option<String>,
    qualifying_designations: BTreeSet<Designation>,
    qualifying_outlooks: BTreeSet<Outlook>,
    /// `13:00`, Japanese time.
    cutoff: String,
    target: String,
    days: DaysInput,
    catalogue: Vec<SupplyInput>,
    acceptance: AcceptanceInput,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DaysInput {
    closed: Vec<String>,
    open: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptanceInput {
    open: bool,
    #[serde(default)]
    notice: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SupplyInput {
    code: String,
    name: String,
    order: u32,
    unit: String,
    aerosol_required: bool,
    #[serde(default)]
    valid_from: Option<String>,
    #[serde(default)]
    valid_to: Option<String>,
}

/// Collects what cannot be read, so that all of it is told at once.
#[derive(Default)]
struct Faults(Vec<FieldError>);

impl PolicyInput {
    /// What is meant.
    ///
    /// # Errors
    /// 422 with every member that cannot be read.
    pub(crate) fn read(self) -> Result<PolicyDraft, Problem> {
        let mut faults = Faults::default();
        let effective_from = self.effective_from.and_then(|text| faults.instant("effective_from", &text));
        let cutoff = faults.time("cutoff", &self.cutoff);
        let target = faults.time("target", &self.target);
        let days = ExtraDays {
            closed: faults.days("days.closed", &self.days.closed),
            open: faults.days("days.open", &self.days.open),
        };
        let items = self.catalogue.into_iter().enumerate();
        let catalogue = items.filter_map(|(index, item)| faults.supply(index, item)).collect();
        if !faults.0.is_empty() {
            return Err(Problem::invalid(faults.0));
        }
        let notice = self.acceptance.notice.filter(|notice| !notice.trim().is_empty());
        Ok(PolicyDraft {
            effective_from,
            qualifying_designations: self.qualifying_designations,
            qualifying_outlooks: self.qualifying_outlooks,
            cutoff,
            target,
            days,
            catalogue,
            acceptance: Acceptance { open: self.acceptance.open, notice },
        })
    }
}

impl Faults {
    fn instant(&mut self, field: &str, text: &str) -> Option<Instant> {
        let read = text.parse::<Instant>().ok();
        if read.is_none() {
            self.malformed(
                field,
                "「2026年12月1日」のような実在する日付と、「0:00」から「23:59」までの時刻で",
            );
        }
        read
    }

    fn time(&mut self, field: &str, text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap_or_else(|_| {
            self.malformed(field, "「13:00」の形で");
            NaiveTime::MIN
        })
    }

    fn days(&mut self, field: &str, texts: &[String]) -> BTreeSet<NaiveDate> {
        let read = texts
            .iter()
            .enumerate()
            .filter_map(|(index, text)| self.day(&format!("{field}.{index}"), field, text));
        read.collect()
    }

    fn day(&mut self, at: &str, field: &str, text: &str) -> Option<NaiveDate> {
        let read = parse_day(text);
        if read.is_none() {
            let message =
                format!("{}は「2026年12月28日」のような実在する日付で入力してください。", label(field));
            self.0.push(FieldError::new(at, "malformed", message));
        }
        read
    }

    fn supply(&mut self, index: usize, item: SupplyInput) -> Option<SupplyItem> {
        let at = |name: &str| format!("catalogue.{index}.{name}");
        let code = ItemCode::parse(&item.code).ok();
        if code.is_none() {
            self.malformed(&at("code"), "半角の英小文字・数字・下線（_）で");
        }
        let mut day =
            |name: &str, text: Option<String>| text.and_then(|text| self.day(&at(name), name, &text));
        let (valid_from, valid_to) = (day("valid_from", item.valid_from), day("valid_to", item.valid_to));
        Some(SupplyItem {
            code: code?,
            name: item.name,
            order: item.order,
            unit: item.unit,
            aerosol_required: item.aerosol_required,
            valid_from,
            valid_to,
        })
    }

    fn malformed(&mut self, field: &str, form: &str) {
        let message = format!("{}は{form}入力してください。", label(field));
        self.0.push(FieldError::new(field, "malformed", message));
    }
}
