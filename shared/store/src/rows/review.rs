//! The prefecture's part (`v`); while 要件未充足, the failed checks stand in its place.

use domain::{eligibility::CheckResult, review::Review};
use serde::{Deserialize, Serialize};

/// The row as stored; absent until there is something in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReviewRow {
    #[serde(flatten)]
    pub(crate) review: Review,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) failed_checks: Vec<CheckResult>,
}
