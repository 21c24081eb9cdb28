//! Where a verification goes on: what its cursor holds.

use std::fmt;

use chrono::NaiveDate;
use store::{AuditMark, PointerPlace};

/// A place in the whole of chains and days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// In a chain or, when it is gone, at the next by name: behind the row that was sound.
    Chain { chain: String, mark: AuditMark },
    /// Among the pointers of a day.
    Day { day: NaiveDate, pointer: PointerPlace },
}

impl Default for Place {
    fn default() -> Self {
        Self::Chain { chain: String::new(), mark: AuditMark::default() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chain { chain, mark } => write!(f, "chain {chain} {} {}", mark.sequence, mark.hash),
            Self::Day { day, pointer } => write!(f, "day {day} {} {}", pointer.shard, pointer.after),
        }
    }
}

impl Place {
    /// What `to_string` gave.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let (kind, name, number, rest) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        match kind {
            "chain" => {
                let mark = AuditMark { sequence: number.parse().ok()?, hash: rest.to_owned() };
                Some(Self::Chain { chain: name.to_owned(), mark })
            }
            "day" => {
                let pointer = PointerPlace { shard: number.parse().ok()?, after: rest.to_owned() };
                Some(Self::Day { day: name.parse().ok()?, pointer })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let mark = AuditMark { sequence: 7, hash: "ab".to_owned() };
        let pointer = PointerPlace { shard: 3, after: "1795480800123#tokyo#0000000001".to_owned() };
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        for place in [
            Place::default(),
            Place::Chain { chain: "~operator".to_owned(), mark },
            Place::Day { day, pointer },
            Place::Day { day, pointer: PointerPlace::default() },
        ] {
            assert_eq!(Place::read(&place.to_string()), Some(place));
        }
        assert_eq!(Place::read("elsewhere x 1 y"), None);
    }
}
