//! Instants as milliseconds since 1970: eight bytes instead of twenty-four. For `#[serde(with = "millis")]`.

use chrono::DateTime;
use domain::time::Instant;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

#[allow(clippy::ref_option, reason = "the signature serde asks for")]
pub(crate) fn serialize<S: Serializer>(at: &Option<Instant>, serializer: S) -> Result<S::Ok, S::Error> {
    at.map(|at| at.timestamp_millis()).serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Instant>, D::Error> {
    let millis = Option::<i64>::deserialize(deserializer)?;
    millis
        .map(|millis| {
            DateTime::from_timestamp_millis(millis).ok_or_else(|| D::Error::custom("not an instant"))
        })
        .transpose()
}
