//! Facilities: the master data, and what a facility's past says.

use std::collections::BTreeMap;

use domain::{facility::Facility, id::FacilityId, request::Evidence, row::RequestRow, supply::ItemCode};

use crate::{
    Consistency, ListScope, Store, StoreError,
    item::{decode, encode},
    keys,
    write::{Condition, Write},
};

impl Store {
    /// Writes a facility of the master data.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_put(&self, facility: &Facility) -> Result<(), StoreError> {
        let item = encode(&keys::facility(&facility.profile.id), facility)?;
        self.write(Write::Put { item, old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }

    /// The facility of that id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_get(&self, id: &FacilityId) -> Result<Option<Facility>, StoreError> {
        let item = self.get(&keys::facility(id), Consistency::Eventual).await?;
        item.as_ref().map(decode).transpose()
    }

    /// What stock flag and distributions so far are computed from: the latest survey, and the facility's accepted requests.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_evidence(&self, id: &FacilityId) -> Result<Evidence, StoreError> {
        let rows = self.request_rows(ListScope::OfFacility(id.clone()), None, None).await?;
        Ok(Evidence { latest_survey: self.survey_latest(id).await?, distributions: distributions(&rows) })
    }
}

fn distributions(rows: &[RequestRow]) -> BTreeMap<ItemCode, u32> {
    let mut counts = BTreeMap::new();
    for (code, _) in rows.iter().flat_map(|row| &row.items).filter(|(_, item)| item.distributed) {
        *counts.entry(code.clone()).or_default() += 1;
    }
    counts
}
