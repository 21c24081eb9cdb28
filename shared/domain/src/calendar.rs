//! Business days (SPEC 5): weekends, national holidays, the year end, and the extra days of policy and prefecture.

use std::{collections::BTreeSet, sync::LazyLock};

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use crate::policy::ExtraDays;

/// How long before the end of the holiday table operations are warned.
pub const WARN_DAYS_BEFORE_END: i64 = 90;

/// The Cabinet Office's file, unchanged. Names are Windows-31J, so only the dates before the first comma are read.
const CABINET_OFFICE_TABLE: &[u8] = include_bytes!("../data/syukujitsu.csv");

static HOLIDAYS: LazyLock<HolidayTable> = LazyLock::new(|| {
    HolidayTable::read(CABINET_OFFICE_TABLE).expect("the shipped holiday table is well-formed")
});

/// The national holidays (国民の祝日, 振替休日 and 国民の休日 included) of whole years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayTable {
    days: BTreeSet<NaiveDate>,
    first: NaiveDate,
    last: NaiveDate,
}

/// A holiday table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the holiday table holds no date")]
pub struct BadHolidayTable {
    /// Line number, counted from 1.
    pub line: usize,
}

/// The day lies outside the holiday table, so that nobody can tell whether it is a business day. Never guessed (SPEC 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{day} is outside the holiday table, which ends on {last}")]
pub struct OutsideCalendar {
    /// The day asked for.
    pub day: NaiveDate,
    /// The last day the table covers.
    pub last: NaiveDate,
}

impl OutsideCalendar {
    /// What the user reads.
    pub fn message(self) -> String {
        format!(
            "休日の一覧が{}年{}月{}日までしか登録されていないため、都道府県が確認を終える目安を計算できず、申請を受け付けられません。下書きは保存されています。事務局へお問い合わせください。",
            self.last.year(),
            self.last.month(),
            self.last.day()
        )
    }
}

impl HolidayTable {
    /// The table shipped with the program (see `data/README.md`).
    pub fn shipped() -> &'static Self {
        &HOLIDAYS
    }

    /// Reads the Cabinet Office's CSV: a heading, then `1955/1/1,<name>` per line. The table covers the years of its first to its last row.
    ///
    /// # Errors
    /// [`BadHolidayTable`] for the first line without a date, or for a table without rows.
    pub fn read(csv: &[u8]) -> Result<Self, BadHolidayTable> {
        let mut days = BTreeSet::new();
        for (index, line) in csv.split(|b| *b == b'\n').enumerate().skip(1) {
            if line.is_empty() {
                continue;
            }
            let date = line.split(|b| *b == b',').next().and_then(|bytes| std::str::from_utf8(bytes).ok());
            let day = date.and_then(|text| NaiveDate::parse_from_str(text, "%Y/%m/%d").ok());
            days.insert(day.ok_or(BadHolidayTable { line: index + 1 })?);
        }
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Err(BadHolidayTable { line: 2 });
        };
        let first = first.with_month(1).and_then(|d| d.with_day(1)).ok_or(BadHolidayTable { line: 2 })?;
        let last = NaiveDate::from_ymd_opt(last.year(), 12, 31).ok_or(BadHolidayTable { line: 2 })?;
        Ok(Self { days, first, last })
    }

    /// Whether the day is a national holiday.
    ///
    /// # Errors
    /// [`OutsideCalendar`] beyond the table's years.
    pub fn is_holiday(&self, day: NaiveDate) -> Result<bool, OutsideCalendar> {
        if day < self.first || day > self.last {
            return Err(OutsideCalendar { day, last: self.last });
        }
        Ok(self.days.contains(&day))
    }

    /// The last day the table covers.
    pub fn last_day(&self) -> NaiveDate {
        self.last
    }
}

/// The business days that hold for one prefecture, or for the nation.
#[derive(Debug, Clone)]
pub struct BusinessCalendar<'a> {
    holidays: &'a HolidayTable,
    /// In order of precedence: the prefecture's own days, then the nation's.
    extra: Vec<&'a ExtraDays>,
}

impl<'a> BusinessCalendar<'a> {
    /// The calendar of the nation.
    pub fn national(holidays: &'a HolidayTable, nation: &'a ExtraDays) -> Self {
        Self { holidays, extra: vec![nation] }
    }

    /// The calendar of a prefecture: its own extra days win over the nation's.
    pub fn of_prefecture(
        holidays: &'a HolidayTable,
        nation: &'a ExtraDays,
        prefecture: &'a ExtraDays,
    ) -> Self {
        Self { holidays, extra: vec![prefecture, nation] }
    }

    /// Whether requests are handled on this day (JST).
    ///
    /// # Errors
    /// [`OutsideCalendar`] beyond the holiday table, whatever the extra days say.
    pub fn is_business_day(&self, day: NaiveDate) -> Result<bool, OutsideCalendar> {
        let holiday = self.holidays.is_holiday(day)?;
        for extra in &self.extra {
            if extra.closed.contains(&day) {
                return Ok(false);
            }
            if extra.open.contains(&day) {
                return Ok(true);
            }
        }
        Ok(!holiday && !is_weekend(day) && !is_year_end(day))
    }

    /// The first business day after `day`.
    ///
    /// # Errors
    /// [`OutsideCalendar`] when the table ends before one is found.
    pub fn next_business_day(&self, day: NaiveDate) -> Result<NaiveDate, OutsideCalendar> {
        self.walk(day, 1)
    }

    /// The last business day before `day`.
    ///
    /// # Errors
    /// [`OutsideCalendar`] when the table begins after it.
    pub fn previous_business_day(&self, day: NaiveDate) -> Result<NaiveDate, OutsideCalendar> {
        self.walk(day, -1)
    }

    fn walk(&self, from: NaiveDate, step: i64) -> Result<NaiveDate, OutsideCalendar> {
        let mut day = from;
        loop {
            day += TimeDelta::days(step);
            if self.is_business_day(day)? {
                return Ok(day);
            }
        }
    }

    /// How many days of the holiday table are left, when so few that operations must be warned.
    pub fn days_left_if_few(&self, today: NaiveDate) -> Option<i64> {
        let left = (self.holidays.last_day() - today).num_days();
        (left <= WARN_DAYS_BEFORE_END).then_some(left)
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// 29 December to 3 January, when prefectures close by ordinance (地方自治法4条の2).
fn is_year_end(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (12, 29..=31) | (1, 1..=3))
}

#[cfg(test)]
mod tests;
