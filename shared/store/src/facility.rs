//! Facilities: the master data, and what a facility's past says. How they are changed is in `facility_change`, how they are listed in
//! `facility_directory`.

use std::collections::BTreeMap;

use domain::{
    facility::Facility,
    id::{FacilityId, RequestId},
    request::Evidence,
    row::RequestRow,
    supply::ItemCode,
};

use crate::{
    Consistency, ListScope, Store, StoreError,
    facility_directory::listing_item,
    item::{Item, decode, encode},
    keys,
    write::{Condition, Write},
};

impl Store {
    /// Writes a facility whatever was there, with its row in the directory: samples and tests.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_put(&self, facility: &Facility) -> Result<(), StoreError> {
        let put = |item| Write::Put { item, old: None, condition: Condition::none() };
        let writes = vec![put(facility_item(facility)?), put(listing_item(facility)?)];
        self.transact(writes).await.map_err(StoreError::from_unconditional)
    }

    /// The facility of that id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_get(&self, id: &FacilityId) -> Result<Option<Facility>, StoreError> {
        self.facility_read(id, Consistency::Eventual).await
    }

    /// The facility of that id as it stands now, for who is going to change it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_current(&self, id: &FacilityId) -> Result<Option<Facility>, StoreError> {
        self.facility_read(id, Consistency::Strong).await
    }

    async fn facility_read(
        &self,
        id: &FacilityId,
        consistency: Consistency,
    ) -> Result<Option<Facility>, StoreError> {
        let item = self.get(&keys::facility(id), consistency).await?;
        item.as_ref().map(decode).transpose()
    }

    /// What stock flag and distributions so far of the request `of` are computed from: the facility's latest survey, and its accepted
    /// requests but for that one, which may still be listed as accepted when it is reopened.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_evidence(&self, id: &FacilityId, of: &RequestId) -> Result<Evidence, StoreError> {
        let mut rows = self.request_rows(ListScope::OfFacility(id.clone()), None, None).await?;
        rows.retain(|row| row.id != *of);
        Ok(Evidence { latest_survey: self.survey_latest(id).await?, distributions: distributions(&rows) })
    }
}

/// The row of the master data.
pub(crate) fn facility_item(facility: &Facility) -> Result<Item, StoreError> {
    encode(&keys::facility(&facility.profile.id), facility)
}

fn distributions(rows: &[RequestRow]) -> BTreeMap<ItemCode, u32> {
    let mut counts = BTreeMap::new();
    for (code, _) in rows.iter().flat_map(|row| &row.items).filter(|(_, item)| item.distributed) {
        *counts.entry(code.clone()).or_default() += 1;
    }
    counts
}
