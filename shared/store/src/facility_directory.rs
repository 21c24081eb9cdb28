//! Facilities as a prefecture's directory lists them, by code. The directory keeps codes unique, and leads from a code to its facility.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    facility::{Category, Designation, Facility, FacilityCode},
    id::FacilityId,
    prefecture::Prefecture,
};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    item::{Item, decode, encode},
    keys::{self, Key},
    read::Query,
};

/// Rows looked at by one call of [`Store::facility_list`] at most: 30 read units at 240 bytes.
const MAX_LOOKED_AT: usize = 1_000;
/// Rows read at once when not every row is kept.
const CHUNK: usize = 250;

/// A facility as its directory lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacilityListing {
    /// Identifier.
    pub id: FacilityId,
    /// 医療機関コード
    pub code: String,
    /// 医療機関名
    pub name: String,
    /// 区分
    pub category: Category,
    /// Registered designations.
    #[serde(default)]
    pub designations: BTreeSet<Designation>,
    /// First day (JST) of its validity.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day (JST) of its validity.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
}

/// Which facilities are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacilityQuery {
    /// Whose directory.
    pub prefecture: Prefecture,
    /// Only codes that begin with these digits.
    pub code_prefix: String,
    /// Only those behind this code.
    pub after: Option<String>,
    /// How many at most.
    pub limit: usize,
}

/// A page of a directory, by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacilityPage {
    /// The facilities.
    pub items: Vec<FacilityListing>,
    /// Go on behind this code; none at the end. A page may be short, or empty, and still not the last.
    pub next: Option<String>,
}

impl FacilityListing {
    /// The facility as its directory lists it.
    pub fn of(facility: &Facility) -> Self {
        let profile = &facility.profile;
        Self {
            id: profile.id.clone(),
            code: profile.code.clone(),
            name: profile.name.clone(),
            category: profile.category,
            designations: profile.designations.clone(),
            valid_from: facility.valid_from,
            valid_to: facility.valid_to,
        }
    }
}

/// The directory's row of a facility.
pub(crate) fn listing_item(facility: &Facility) -> Result<Item, StoreError> {
    let key = keys::facility_listing(facility.profile.prefecture, &facility.profile.code);
    encode(&key, &FacilityListing::of(facility))
}

impl Store {
    /// A page of a prefecture's facilities of which `keep` holds. Looks at no more than 1,000 rows.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facility_list(
        &self,
        query: &FacilityQuery,
        keep: impl Fn(&FacilityListing) -> bool + Sync,
    ) -> Result<FacilityPage, StoreError> {
        let (mut kept, mut looked_at) = (Vec::new(), 0);
        let mut after = query.after.clone();
        while looked_at < MAX_LOOKED_AT {
            let rows = self.facility_rows(query, after.as_deref()).await?;
            let more = rows.len() == CHUNK;
            looked_at += rows.len();
            for row in rows {
                let last = row.code.clone();
                if keep(&row) {
                    // The one too many tells that there is more, and is read again with the next page.
                    if kept.len() == query.limit {
                        return Ok(FacilityPage { items: kept, next: after });
                    }
                    kept.push(row);
                }
                after = Some(last);
            }
            if !more {
                return Ok(FacilityPage { items: kept, next: None });
            }
        }
        Ok(FacilityPage { items: kept, next: after })
    }

    async fn facility_rows(
        &self,
        query: &FacilityQuery,
        after: Option<&str>,
    ) -> Result<Vec<FacilityListing>, StoreError> {
        // Just behind a code, and just behind all codes that begin with the prefix: codes are digits.
        let from = after.map_or_else(|| query.code_prefix.clone(), |code| format!("{code}!"));
        let query = Query {
            from: Some(from).filter(|from| !from.is_empty()),
            to: Some(format!("{}~", query.code_prefix)),
            limit: Some(CHUNK),
            ..Query::partition(keys::facility_directory(query.prefecture), Consistency::Eventual)
        };
        let (items, _) = self.query_page(&query, None).await?;
        items.iter().map(decode).collect()
    }

    /// The facilities that stand under these codes as they are now, by code.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facilities_of_codes(
        &self,
        codes: &[&FacilityCode],
    ) -> Result<HashMap<String, Facility>, StoreError> {
        let listings: Vec<Key> =
            codes.iter().map(|code| keys::facility_listing(code.prefecture(), code.as_str())).collect();
        let listed: Vec<FacilityListing> =
            self.get_many(&listings).await?.values().map(decode).collect::<Result<_, _>>()?;
        let rows: Vec<Key> = listed.iter().map(|listing| keys::facility(&listing.id)).collect();
        let found = self.get_many(&rows).await?;
        let facilities = found.values().map(decode::<Facility>);
        facilities
            .map(|facility| facility.map(|facility| (facility.profile.code.clone(), facility)))
            .collect()
    }
}
