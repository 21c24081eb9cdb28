//! The prefecture's part (都道府県記入欄) (SPEC 7; manual 3-1④–⑦).

mod complete;
mod rules;
mod save;

pub use complete::outcome;
pub use rules::{Warning, warnings};
pub use save::{ReviewDraft, ReviewError, save_review};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    history::{Fields, Value},
    quantity::Quantity,
    role::Actor,
    status::PrefectureStatus,
    supply::ItemCode,
    survey::{StockFlag, StockFlagBasis},
    time::Instant,
};

/// What the prefecture fills in, and what the system computed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// 都道府県確認ステータス
    pub status: PrefectureStatus,
    /// Why the target cannot be kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delay_reason: String,
    /// The day the prefecture expects to decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_on: Option<NaiveDate>,
    /// One entry per requested item.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<ItemCode, ItemReview>,
    /// Who saved last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<Actor>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_at: Option<Instant>,
}

/// One requested item: the officer's decision beside what the system computed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemReview {
    /// What the officer typed.
    #[serde(flatten)]
    pub decision: Decision,
    /// 「在庫量が1ヶ月分以上の可能性あり」; none before the first passed check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock_flag: Option<StockFlag>,
    /// The figures behind the flag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock_flag_basis: Option<StockFlagBasis>,
    /// How often this item was distributed to the facility before, counted from its other accepted requests; stands still from completion
    /// on, counts on after a reopening.
    #[serde(default)]
    pub counted_distributions: u32,
    /// Set while the facility's update of this item has not been saved again by the officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_since: Option<Instant>,
}

/// What the officer decides on one item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// 緊急配布の要否: 要 or 否.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<bool>,
    /// 配布方法
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// 県の配布枚数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefecture_quantity: Option<Quantity>,
    /// 国の配布枚数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub national_quantity: Option<Quantity>,
    /// 総配布枚数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_quantity: Option<Quantity>,
    /// The officer confirmed a total above double the request.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub quantity_confirmed: bool,
    /// これまでの配布回数, when the officer corrected the counted one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prior_distributions: Option<u32>,
    /// 自ら調達できない具体的な事情
    #[serde(skip_serializing_if = "String::is_empty")]
    pub circumstances: String,
    /// エアロゾル発生手技を行う具体的な事情
    #[serde(skip_serializing_if = "String::is_empty")]
    pub aerosol_procedures: String,
    /// Why both sources are used.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub both_sources_reason: String,
    /// 配布しない理由
    #[serde(skip_serializing_if = "String::is_empty")]
    pub refusal_reason: String,
    /// その他の意見
    #[serde(skip_serializing_if = "String::is_empty")]
    pub opinion: String,
    /// 医療機関への連絡: the only text of the prefecture's part that a facility ever sees.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub message_to_facility: String,
}

/// 配布方法
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 都道府県の備蓄
    Prefecture,
    /// 国から直送
    Nation,
}

impl Source {
    /// The source as shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Prefecture => "都道府県の備蓄",
            Self::Nation => "国から直送",
        }
    }
}

impl Default for Review {
    fn default() -> Self {
        Self {
            status: PrefectureStatus::NotStarted,
            delay_reason: String::new(),
            expected_on: None,
            items: BTreeMap::new(),
            reviewed_by: None,
            reviewed_at: None,
        }
    }
}

impl ItemReview {
    /// これまでの配布回数 as shown: the officer's figure, else the counted one.
    pub fn prior_distributions(&self) -> u32 {
        self.decision.prior_distributions.unwrap_or(self.counted_distributions)
    }

    /// Whether the item counts as not to be procured without a look: the stock flag is set.
    pub fn is_flagged(&self) -> bool {
        self.stock_flag == Some(StockFlag::Flagged)
    }
}

impl Decision {
    /// Pieces decided; nothing when refused or not yet typed.
    pub fn total(&self) -> Quantity {
        self.total_quantity.unwrap_or_default()
    }
}

impl Review {
    /// Every typed field as a flat list of paths and values: what history compares.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.put("review.delay_reason", Value::text(&self.delay_reason));
        fields.put(
            "review.expected_on",
            self.expected_on.map_or(Value::Nothing, |day| Value::Text(day.to_string())),
        );
        for (code, item) in &self.items {
            let mut put = |name: &str, value| fields.put(format!("review.items.{code}.{name}"), value);
            let typed = &item.decision;
            let needed = |needed: bool| Value::text(if needed { "要" } else { "否" });
            put("needed", typed.needed.map_or(Value::Nothing, needed));
            put("source", typed.source.map_or(Value::Nothing, |source| Value::text(source.label())));
            put("prefecture_quantity", Value::number(typed.prefecture_quantity));
            put("national_quantity", Value::number(typed.national_quantity));
            put("total_quantity", Value::number(typed.total_quantity));
            put("quantity_confirmed", Value::Flag(typed.quantity_confirmed));
            put(
                "prior_distributions",
                typed.prior_distributions.map_or(Value::Nothing, |n| Value::Number(n.into())),
            );
            put("circumstances", Value::text(&typed.circumstances));
            put("aerosol_procedures", Value::text(&typed.aerosol_procedures));
            put("both_sources_reason", Value::text(&typed.both_sources_reason));
            put("refusal_reason", Value::text(&typed.refusal_reason));
            put("opinion", Value::text(&typed.opinion));
            put("message_to_facility", Value::text(&typed.message_to_facility));
        }
        fields
    }
}
