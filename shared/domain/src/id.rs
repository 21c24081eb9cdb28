//! Identifiers: parsed once at the edge, carried as types afterwards (SPEC 3).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::role::Role;

/// The 32 characters of Crockford's base 32, in value order.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A text that is not an identifier of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {kind}")]
pub struct InvalidId {
    /// The kind that was wanted, such as `request id`.
    pub kind: &'static str,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $valid:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes the text if it has the form of this identifier.
            ///
            /// # Errors
            /// [`InvalidId`] when it has not.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) { Ok(Self(text.to_owned())) } else { Err(InvalidId { kind: $kind }) }
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// The identifier of a request inside the system: a ULID, so that ids sort by creation.
    RequestId,
    "request id",
    |text| text.len() == 26 && text.bytes().all(is_crockford) && text.as_bytes()[0] <= b'7'
);

text_id!(
    /// The number people use for a request: `SOS-YYYYMMDD-XXXXX`.
    RequestNumber,
    "request number",
    |text| {
        text.len() == 18
            && text.is_ascii()
            && text.starts_with("SOS-")
            && NaiveDate::parse_from_str(&text[4..12], "%Y%m%d").is_ok()
            && text.as_bytes()[12] == b'-'
            && text[13..].bytes().all(is_crockford)
    }
);

text_id!(
    /// A medical institution in the master data: 4 to 16 lower-case letters, digits and hyphens.
    FacilityId,
    "facility id",
    |text| is_slug(text, 4, 16)
);

text_id!(
    /// A user name: 2 to 32 lower-case letters, digits and hyphens. It never changes (SPEC 10).
    UserName,
    "user name",
    |text| is_slug(text, 2, 32)
);

fn is_crockford(byte: u8) -> bool {
    CROCKFORD.contains(&byte)
}

fn is_slug(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

impl UserName {
    /// What stands for an office's user where the user must not be told: the role alone.
    pub(crate) fn of_office(role: Role) -> Self {
        let name = match role {
            Role::Facility => "facility",
            Role::Prefecture => "prefecture",
            Role::Ministry => "ministry",
        };
        Self(name.to_owned())
    }
}

impl RequestNumber {
    /// How many different numbers one day has.
    pub const PER_DAY: u32 = 1 << 25;

    /// The number for a first system check on `day` (JST), told from that day's others by `random`, of which 25 bits are used.
    pub fn new(day: NaiveDate, random: u32) -> Self {
        let tail: String =
            (0..5).rev().map(|i| CROCKFORD[(random >> (5 * i)) as usize & 31] as char).collect();
        Self(format!("SOS-{}-{tail}", day.format("%Y%m%d")))
    }

    /// Reads a number as people type it: any width, any case, spaces around it, with O for 0 and I or L for 1.
    ///
    /// # Errors
    /// [`InvalidId`] when it is not a number even so.
    pub fn parse_typed(text: &str) -> Result<Self, InvalidId> {
        let narrow: String = text.trim().chars().map(narrow).collect::<String>().to_ascii_uppercase();
        let mut parts = narrow.splitn(3, '-');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(sos), Some(day), Some(tail)) => {
                let tail: String = tail.chars().map(crockford_alias).collect();
                Self::parse(&format!("{sos}-{day}-{tail}"))
            }
            _ => Err(InvalidId { kind: "request number" }),
        }
    }
}

/// Full-width letters, digits and the dashes an IME puts for a hyphen, as their half-width counterparts.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        'ー' | '−' | '‐' | '‑' | '–' | '—' | '―' => '-',
        other => other,
    }
}

fn crockford_alias(c: char) -> char {
    match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_holds_its_day_and_five_characters() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(RequestNumber::new(day, 0).as_str(), "SOS-20261124-00000");
        assert_eq!(RequestNumber::new(day, RequestNumber::PER_DAY - 1).as_str(), "SOS-20261124-ZZZZZ");
        assert_eq!(RequestNumber::new(day, 32).as_str(), "SOS-20261124-00010");
    }

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for typed in [
            "SOS-20261124-7K3QX",
            " sos-20261124-7k3qx ",
            "ＳＯＳ－２０２６１１２４－７Ｋ３ＱＸ",
            "SOSー20261124ー7K3QX",
        ] {
            assert_eq!(RequestNumber::parse_typed(typed).unwrap().as_str(), "SOS-20261124-7K3QX", "{typed}");
        }
        assert_eq!(RequestNumber::parse_typed("SOS-20261124-OIL00").unwrap().as_str(), "SOS-20261124-01100");
        for bad in [
            "",
            "SOS",
            "SOS-20261324-7K3QX",
            "SOS-20261124-7K3Q",
            "SOS-20261124-7K3QU",
            "要請-20261124-7K3QX",
        ] {
            assert!(RequestNumber::parse_typed(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ids_of_the_wrong_form_are_refused() {
        assert!(RequestId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").is_ok());
        for bad in [
            "",
            "81ARZ3NDEKTSV4RRFFQ69G5FAV",
            "01arz3ndektsv4rrffq69g5fav",
            "01ARZ3NDEKTSV4RRFFQ69G5FA",
            "01ARZ3NDEKTSV4RRFFQ69G5FAU",
        ] {
            assert!(RequestId::parse(bad).is_err(), "{bad}");
        }
        assert!(FacilityId::parse("f-13-0001").is_ok());
        assert!(FacilityId::parse("F#1").is_err());
        assert!(UserName::parse("tokyo-hospital").is_ok());
        assert!(UserName::parse("東京").is_err());
    }
}
