//! One letter in the table for each value of an enum: every list row holds several of them, and bytes are what lists cost.

use domain::{
    deadline::DueReason,
    facility::Category,
    role::Role,
    status::{Outcome, PrefectureStatus, Status},
    survey::Outlook,
};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// An enum with a letter for each of its values.
pub(crate) trait Code: Copy + PartialEq + 'static {
    /// Every value with its letter. Letters are data: one that was used is never given another meaning.
    const LETTERS: &'static [(Self, &'static str)];

    /// The letter; empty for a value that has none, which the test below rules out.
    fn letter(self) -> &'static str {
        Self::LETTERS.iter().find(|(value, _)| *value == self).map_or("", |(_, letter)| letter)
    }

    /// The value of a letter.
    fn of_letter(letter: &str) -> Option<Self> {
        Self::LETTERS.iter().find(|(_, own)| *own == letter).map(|(value, _)| *value)
    }
}

impl Code for Status {
    const LETTERS: &'static [(Self, &'static str)] = &[
        (Self::Draft, "d"),
        (Self::Ineligible, "i"),
        (Self::UnderReview, "u"),
        (Self::Accepted, "a"),
        (Self::Withdrawn, "w"),
    ];
}

impl Code for Outcome {
    const LETTERS: &'static [(Self, &'static str)] =
        &[(Self::Full, "f"), (Self::Partial, "p"), (Self::None, "n")];
}

impl Code for PrefectureStatus {
    const LETTERS: &'static [(Self, &'static str)] =
        &[(Self::NotStarted, "n"), (Self::InProgress, "i"), (Self::Completed, "c")];
}

impl Code for Category {
    const LETTERS: &'static [(Self, &'static str)] =
        &[(Self::Hospital, "h"), (Self::Clinic, "c"), (Self::Dental, "d"), (Self::Other, "o")];
}

impl Code for Outlook {
    const LETTERS: &'static [(Self, &'static str)] =
        &[(Self::Within1Week, "1"), (Self::TwoToThreeWeeks, "2"), (Self::OneMonthOrMore, "4")];
}

impl Code for DueReason {
    const LETTERS: &'static [(Self, &'static str)] =
        &[(Self::BeforeCutoff, "b"), (Self::AfterCutoff, "a"), (Self::ClosedDay, "c"), (Self::Reopened, "r")];
}

impl Code for Role {
    const LETTERS: &'static [(Self, &'static str)] =
        &[(Self::Facility, "f"), (Self::Prefecture, "p"), (Self::Ministry, "m")];
}

/// For `#[serde(with = "letter")]`.
pub(crate) mod letter {
    use super::{Code, Deserialize, Deserializer, Error, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    pub(crate) fn serialize<T: Code, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.letter())
    }

    pub(crate) fn deserialize<'de, T: Code, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let text = String::deserialize(deserializer)?;
        T::of_letter(&text).ok_or_else(|| D::Error::custom(format!("unknown letter {text:?}")))
    }
}

/// The same for what may be absent.
pub(crate) mod letter_option {
    use super::{Code, Deserialize, Deserializer, Error, Serializer};

    #[allow(clippy::ref_option, reason = "the signature serde asks for")]
    pub(crate) fn serialize<T: Code, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_str(value.letter()),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, T: Code, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        T::of_letter(&text).map(Some).ok_or_else(|| D::Error::custom(format!("unknown letter {text:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T: Code + std::fmt::Debug>(values: usize) {
        assert_eq!(T::LETTERS.len(), values);
        for (value, letter) in T::LETTERS {
            assert_eq!(letter.len(), 1);
            assert_eq!(T::of_letter(letter), Some(*value), "{letter} is used twice");
            assert_eq!(value.letter(), *letter);
        }
        assert_eq!(T::of_letter("?"), None);
    }

    #[test]
    fn every_value_has_a_letter_of_its_own() {
        check::<Status>(5);
        check::<Outcome>(3);
        check::<PrefectureStatus>(3);
        check::<Category>(4);
        check::<Outlook>(3);
        check::<DueReason>(4);
        check::<Role>(3);
    }
}
