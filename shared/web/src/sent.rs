//! Values that may turn out to be of another kind than asked for: named beside everything else that is wrong, not before it.

use domain::field::FieldError;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// A value as it was sent. Whatever it is, the body goes on being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent<T> {
    /// What was asked for.
    Read(T),
    /// Something else.
    Other(Value),
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Sent<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(T::deserialize(&value).map_or_else(|_| Self::Other(value), Self::Read))
    }
}

impl<T> Sent<T> {
    /// The value, or else a fault at `field`, which is called `label`.
    pub fn read(self, field: &str, label: &str, errors: &mut Vec<FieldError>) -> Option<T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Other(_) => {
                errors.push(wrong_type(field, label));
                None
            }
        }
    }

    /// The value out of a closed list, or else a fault at `field`, which is called `label`.
    pub fn read_choice(self, field: &str, label: &str, errors: &mut Vec<FieldError>) -> Option<T> {
        match self {
            Self::Other(Value::String(_)) => {
                errors.push(unknown_value(field, label));
                None
            }
            sent => sent.read(field, label, errors),
        }
    }
}

/// A value of the wrong kind, such as a number where there should be a text.
pub(crate) fn wrong_type(field: &str, label: &str) -> FieldError {
    FieldError::new(field, "wrong_type", format!("{label}の形式が正しくありません。"))
}

/// A word that is none of those to choose from.
pub(crate) fn unknown_value(field: &str, label: &str) -> FieldError {
    FieldError::new(field, "unknown_value", format!("{label}は選べる値の中から選んでください。"))
}

#[cfg(test)]
mod tests {
    use domain::survey::Outlook;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Body {
        remarks: Option<Sent<String>>,
        outlook: Option<Sent<Outlook>>,
    }

    #[track_caller]
    fn check(text: &str, expected: (Option<&str>, Option<Outlook>), codes: &[&str]) {
        let body: Body = serde_json::from_str(text).unwrap();
        let mut errors = Vec::new();
        let remarks = body.remarks.and_then(|sent| sent.read("remarks", "備考", &mut errors));
        let outlook = body.outlook.and_then(|sent| sent.read_choice("outlook", "備蓄見通し", &mut errors));
        assert_eq!((remarks.as_deref(), outlook), expected, "{text}");
        assert_eq!(errors.iter().map(|error| error.code).collect::<Vec<_>>(), codes, "{text}");
    }

    #[test]
    fn a_value_of_another_kind_is_named_and_the_rest_still_read() {
        let week = Some(Outlook::Within1Week);
        check(r#"{"remarks":"a","outlook":"within_1_week"}"#, (Some("a"), week), &[]);
        check(r#"{"remarks":5,"outlook":"within_1_week"}"#, (None, week), &["wrong_type"]);
        check(r#"{"remarks":["a"],"outlook":"soon"}"#, (None, None), &["wrong_type", "unknown_value"]);
        check(r#"{"remarks":"a","outlook":3}"#, (Some("a"), None), &["wrong_type"]);
        check(r#"{"remarks":null}"#, (None, None), &[]);
    }
}
