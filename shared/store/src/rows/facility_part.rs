//! The facility's part (`f`): what it wrote, and of the facility what lists do not show.

use std::collections::BTreeSet;

use domain::{facility::Designation, request::FacilityPart};
use serde::{Deserialize, Serialize};

/// The row as stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FacilityPartRow {
    #[serde(flatten)]
    pub(crate) part: FacilityPart,
    pub(crate) code: String,
    pub(crate) designations: BTreeSet<Designation>,
}
