//! The weekly survey (週次調査) and the stock flag computed from it (SPEC 6; manual 3-1③).

use std::{collections::BTreeMap, fmt};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::{
    quantity::Quantity,
    role::Actor,
    supply::ItemCode,
    time::{Instant, jst_date},
};

/// 備蓄見通し: how long the stock will last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// 1週間以内
    #[serde(rename = "within_1_week")]
    Within1Week,
    /// 2～3週間; also more than one week and less than a month.
    TwoToThreeWeeks,
    /// 1か月以上
    OneMonthOrMore,
}

impl Outlook {
    /// The outlook as shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Within1Week => "1週間以内",
            Self::TwoToThreeWeeks => "2～3週間",
            Self::OneMonthOrMore => "1か月以上",
        }
    }
}

/// An ISO week, written `2026-W47`. Weeks begin on Monday in Japan time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SurveyWeek {
    year: i32,
    week: u32,
}

/// A text that is not an ISO week of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO week such as 2026-W47")]
pub struct InvalidWeek;

impl SurveyWeek {
    /// Reads `2026-W47`.
    ///
    /// # Errors
    /// [`InvalidWeek`] for another form or a week the year does not have.
    pub fn parse(text: &str) -> Result<Self, InvalidWeek> {
        let (year, week) = text.split_once("-W").ok_or(InvalidWeek)?;
        let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return Err(InvalidWeek);
        }
        let (year, week) = (year.parse().map_err(|_| InvalidWeek)?, week.parse().map_err(|_| InvalidWeek)?);
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(|_| Self { year, week }).ok_or(InvalidWeek)
    }

    /// The week in which the instant lies, in Japan time.
    pub fn at(now: Instant) -> Self {
        let week = jst_date(now).iso_week();
        Self { year: week.year(), week: week.week() }
    }

    /// The Monday it begins on.
    pub fn monday(self) -> NaiveDate {
        NaiveDate::from_isoywd_opt(self.year, self.week, Weekday::Mon).unwrap_or_default()
    }
}

impl TryFrom<String> for SurveyWeek {
    type Error = InvalidWeek;
    fn try_from(text: String) -> Result<Self, InvalidWeek> {
        Self::parse(&text)
    }
}

impl From<SurveyWeek> for String {
    fn from(week: SurveyWeek) -> String {
        week.to_string()
    }
}

impl fmt::Display for SurveyWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

/// One facility's answer for one week; the last answer of a week wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// Which week.
    pub week: SurveyWeek,
    /// The answers per supply.
    pub items: BTreeMap<ItemCode, SurveyItem>,
    /// When it was answered.
    pub answered_at: Instant,
    /// By whom.
    pub answered_by: Actor,
}

/// A week's figures for one supply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyItem {
    /// 前日時点の在庫量（枚）
    pub stock: Quantity,
    /// 今後1週間の想定消費量（枚）
    pub weekly_consumption: Quantity,
    /// 購入予定量（枚）
    pub planned_purchase: Quantity,
    /// 備蓄見通し
    pub outlook: Outlook,
}

/// 「在庫量が1ヶ月分以上の可能性あり」. Facilities never see it (SPEC 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockFlag {
    /// Expected weekly consumption × 4 is below the stock.
    Flagged,
    /// It is not.
    NotFlagged,
    /// The facility has not answered a survey for this item, which is not the same as not flagged.
    NoSurvey,
}

/// The figures a flag was computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockFlagBasis {
    /// The survey's week.
    pub week: SurveyWeek,
    /// 今後1週間の想定消費量（枚）
    pub weekly_consumption: Quantity,
    /// 前日時点の在庫量（枚）
    pub stock: Quantity,
}

/// The flag of one item by the facility's latest survey, with the figures behind it.
pub fn stock_flag(latest: Option<&Survey>, item: &ItemCode) -> (StockFlag, Option<StockFlagBasis>) {
    let Some((survey, figures)) = latest.and_then(|survey| Some((survey, survey.items.get(item)?))) else {
        return (StockFlag::NoSurvey, None);
    };
    let basis = StockFlagBasis {
        week: survey.week,
        weekly_consumption: figures.weekly_consumption,
        stock: figures.stock,
    };
    let flagged = figures.weekly_consumption.pieces() * 4 < figures.stock.pieces();
    (if flagged { StockFlag::Flagged } else { StockFlag::NotFlagged }, Some(basis))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::samples::{code, facility_actor};

    fn survey(consumption: i64, stock: i64) -> Survey {
        let item = SurveyItem {
            stock: Quantity::new(stock).unwrap(),
            weekly_consumption: Quantity::new(consumption).unwrap(),
            planned_purchase: Quantity::ZERO,
            outlook: Outlook::TwoToThreeWeeks,
        };
        Survey {
            week: SurveyWeek::parse("2026-W47").unwrap(),
            items: [(code("gloves"), item)].into(),
            answered_at: "2026-11-18T00:00:00Z".parse().unwrap(),
            answered_by: facility_actor(),
        }
    }

    #[test]
    fn the_flag_is_set_when_four_weeks_are_strictly_below_the_stock() {
        for (consumption, stock, expected) in [
            (1_000, 3_999, StockFlag::NotFlagged),
            (1_000, 4_000, StockFlag::NotFlagged),
            (1_000, 4_001, StockFlag::Flagged),
            (0, 0, StockFlag::NotFlagged),
            (0, 1, StockFlag::Flagged),
            (9_999_999, 9_999_999, StockFlag::NotFlagged),
        ] {
            let (flag, basis) = stock_flag(Some(&survey(consumption, stock)), &code("gloves"));
            assert_eq!(flag, expected, "{consumption} × 4 < {stock}");
            assert_eq!(basis.unwrap().stock.pieces(), u64::try_from(stock).unwrap());
        }
    }

    #[test]
    fn no_survey_is_not_the_same_as_not_flagged() {
        assert_eq!(stock_flag(None, &code("gloves")), (StockFlag::NoSurvey, None));
        assert_eq!(stock_flag(Some(&survey(1, 9)), &code("n95_mask")), (StockFlag::NoSurvey, None));
    }

    #[test]
    fn weeks_are_iso_weeks_in_japan_time() {
        assert_eq!(SurveyWeek::parse("2026-W53").unwrap().monday().to_string(), "2026-12-28");
        for bad in ["2027-W53", "2026-W00", "2026-W1", "2026W47", "26-W47", "2026-W47x", "+026-W01"] {
            assert!(SurveyWeek::parse(bad).is_err(), "{bad}");
        }
        // Monday 2026-11-23 00:00 in Japan is still Sunday in UTC.
        assert_eq!(SurveyWeek::at("2026-11-22T15:00:00Z".parse().unwrap()).to_string(), "2026-W48");
        assert_eq!(SurveyWeek::at("2026-11-22T14:59:59Z".parse().unwrap()).to_string(), "2026-W47");
    }
}
