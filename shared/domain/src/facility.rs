//! A medical institution (医療機関) as the master data knows it (SPEC 3, 4).

mod code;
mod imported;
mod master;
mod validity;

pub use code::{CodeFault, CodeWarning, FacilityCode};
pub use imported::{Imported, ImportedData, ImportedRow};
pub use master::{FacilityHistoryEntry, MasterData};
pub use validity::OutsideValidity;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{id::FacilityId, prefecture::Prefecture};

/// Longest name the master data takes, in characters: list rows hold the name and must stay below 480 bytes.
pub const MAX_NAME_CHARS: usize = 50;

/// The kind of institution (区分).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 病院
    Hospital,
    /// 診療所
    Clinic,
    /// 歯科診療所
    Dental,
    /// その他
    Other,
}

/// What the prefecture has registered an institution as (要件②).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Designation {
    /// Takes in COVID-19 patients, suspected ones included.
    CovidInpatient,
    /// 外来対応医療機関: outpatient institution designated for patients with fever.
    FeverOutpatient,
    /// 後方支援医療機関: takes in patients after recovery.
    RecoveryBackup,
}

/// Who answers for a request (連絡先).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// 担当者名
    #[serde(default)]
    pub person: String,
    /// 電話番号
    #[serde(default)]
    pub phone: String,
}

/// Where goods go (届け先).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// 郵便番号, such as 100-8916.
    #[serde(default)]
    pub postal_code: String,
    /// 住所
    #[serde(default)]
    pub address: String,
    /// 受取り可能な時間
    #[serde(default)]
    pub receiving_hours: String,
}

/// The part of the master data that a request carries along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacilityProfile {
    /// Identifier inside the system.
    pub id: FacilityId,
    /// 医療機関コード, ten digits.
    pub code: String,
    /// Name, at most [`MAX_NAME_CHARS`] characters.
    pub name: String,
    /// 区分
    pub category: Category,
    /// The prefecture that decides on its requests.
    pub prefecture: Prefecture,
    /// Registered designations; a facility cannot grant itself one.
    pub designations: BTreeSet<Designation>,
}

/// An institution in the master data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facility {
    /// What requests carry along.
    #[serde(flatten)]
    pub profile: FacilityProfile,
    /// Default contact of a new request.
    pub contact: Contact,
    /// Default delivery of a new request.
    pub delivery: Delivery,
    /// Where mails to the facility go.
    pub mail: String,
    /// The first day (JST) on which it may make requests; any day before `valid_to` without one.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// The last day (JST) on which it may make requests.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Counts up with every write of the master data.
    #[serde(default)]
    pub version: u64,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Hospital, Self::Clinic, Self::Dental, Self::Other];

    /// The name in Japanese.
    pub fn label(self) -> &'static str {
        match self {
            Self::Hospital => "病院",
            Self::Clinic => "診療所",
            Self::Dental => "歯科診療所",
            Self::Other => "その他",
        }
    }
}

impl Designation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::CovidInpatient, Self::FeverOutpatient, Self::RecoveryBackup];

    /// The name in Japanese.
    pub fn label(self) -> &'static str {
        match self {
            Self::CovidInpatient => "新型コロナウイルス感染症患者（疑い患者を含む）を受け入れる医療機関",
            Self::FeverOutpatient => "外来対応医療機関",
            Self::RecoveryBackup => "後方支援医療機関",
        }
    }
}
