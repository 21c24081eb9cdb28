//! An import, and how far it got.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{role::Actor, time::Instant};
use serde::{Deserialize, Serialize};

use crate::{
    StoreError,
    item::{Item, TTL, encode, number},
    keys,
    write::{Condition, Write},
};

/// How long a file waits, in days from its making.
const KEPT_DAYS: i64 = 7;

/// An import and how far it got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacilityImport {
    /// Identifier.
    pub id: String,
    /// What may be done with it.
    pub state: ImportState,
    /// Who made it.
    pub by: Actor,
    /// When.
    pub created_at: Instant,
    /// Counts up with every write: the condition of the next.
    pub revision: u64,
    /// The parts that are there, from 1.
    #[serde(default)]
    pub parts: BTreeSet<u32>,
    /// What the check found wrong, the first of it.
    #[serde(default)]
    pub faults: Vec<RowFault>,
    /// How much more it found wrong.
    #[serde(default)]
    pub more_faults: usize,
    /// What the check warns of, by how many rows there are of it.
    #[serde(default)]
    pub doubtful_codes: usize,
    /// How many rows there are up to the end of each part, once they are checked.
    #[serde(default)]
    pub rows_until: Vec<usize>,
    /// SHA-256 of the file that was checked, in hexadecimal: all its parts one after another.
    #[serde(default)]
    pub file_sha256: String,
    /// How many rows are done; these made a facility, changed one, or changed nothing.
    #[serde(default)]
    pub applied: usize,
    /// Rows that made a facility.
    #[serde(default)]
    pub created: usize,
    /// Rows that changed one.
    #[serde(default)]
    pub changed: usize,
    /// Rows that changed nothing.
    #[serde(default)]
    pub unchanged: usize,
}

/// How far an import got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Parts are coming in.
    Open,
    /// Checked; something is wrong. Parts may be replaced and checked again.
    Faulty,
    /// Checked and good: may be applied.
    Checked,
    /// Being applied.
    Applying,
    /// All rows are applied.
    Done,
}

/// Something wrong with a row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    /// The row's number as a spreadsheet shows it; the headings are 1.
    pub row: u64,
    /// The column by its heading; none when the whole row is meant.
    #[serde(default)]
    pub column: Option<String>,
    /// Stable code.
    pub code: String,
    /// What is wrong and how to mend it, in Japanese.
    pub message: String,
}

impl FacilityImport {
    /// A new one without parts.
    pub fn new(id: String, by: Actor, created_at: Instant) -> Self {
        Self {
            id,
            state: ImportState::Open,
            by,
            created_at,
            revision: 1,
            parts: BTreeSet::new(),
            faults: Vec::new(),
            more_faults: 0,
            doubtful_codes: 0,
            rows_until: Vec::new(),
            file_sha256: String::new(),
            applied: 0,
            created: 0,
            changed: 0,
            unchanged: 0,
        }
    }

    /// How many rows the file has, once it is checked.
    pub fn total(&self) -> usize {
        self.rows_until.last().copied().unwrap_or_default()
    }

    /// Makes it open again: what an earlier check found no longer holds.
    pub fn reopen(&mut self) {
        self.state = ImportState::Open;
        self.faults.clear();
        self.rows_until.clear();
        self.file_sha256.clear();
        (self.more_faults, self.doubtful_codes) = (0, 0);
    }

    pub(super) fn item(&self) -> Result<Item, StoreError> {
        Ok(self.dying(encode(&keys::facility_import(&self.id), self)?))
    }

    /// The row, which the table drops when its time is over.
    pub(super) fn dying(&self, mut item: Item) -> Item {
        let ends = self.created_at + TimeDelta::days(KEPT_DAYS);
        item.insert(TTL.to_owned(), number(ends.timestamp()));
        item
    }

    /// The row with the next revision, if it still is as it was read.
    pub(super) fn write(&self) -> Result<Write, StoreError> {
        let next = Self { revision: self.revision + 1, ..self.clone() };
        let condition = Condition::named(
            "#revision = :revision",
            &["revision"],
            vec![(":revision".to_owned(), number(self.revision))],
        );
        Ok(Write::Put { item: next.item()?, old: None, condition })
    }
}
