//! The other way round: from a day's pointers to rows and heads. This notices what following the chains cannot, since a chain is followed
//! only when its head is there.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    Consistency, Store, StoreError,
    item::{SK, attribute},
    keys::{self, Key},
    read::Query,
};

/// Where a look at a day's pointers stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PointerPlace {
    /// Which of the day's partitions.
    pub shard: u8,
    /// Behind this place in it; from its beginning when empty.
    pub after: String,
}

/// Something that a pointer leads to is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditPointerFault {
    /// The chain has no head, so that nothing follows it.
    HeadMissing {
        /// Whose chain.
        chain: String,
        /// The row that is pointed to.
        sequence: u64,
    },
    /// The row is not there.
    RowMissing {
        /// Whose chain.
        chain: String,
        /// The row that is pointed to.
        sequence: u64,
    },
    /// A pointer is not what this program writes.
    Unreadable {
        /// The pointer.
        place: String,
    },
}

/// What a look at some pointers of a day found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPointers {
    /// How many were looked at.
    pub looked_at: u64,
    /// What is wrong: of each chain the first.
    pub faults: Vec<AuditPointerFault>,
    /// Where to go on; none at the end of the day.
    pub next: Option<PointerPlace>,
}

impl Store {
    /// Looks at the next pointers of a day (JST), `limit` at most: each must lead to a row, whose chain must have a head.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit_pointers_verify(
        &self,
        day: NaiveDate,
        place: &PointerPlace,
        limit: usize,
    ) -> Result<AuditPointers, StoreError> {
        let query = Query {
            from: Some(place.after.clone()).filter(|after| !after.is_empty()),
            // The place itself is read again and left out below.
            limit: Some(limit + 1),
            ..Query::partition(keys::audit_day_partition(day, place.shard), Consistency::Strong)
        };
        let (items, more) = self.query_page(&query, None).await?;
        let places: Vec<&str> = items
            .iter()
            .map(|item| attribute(item, SK))
            .filter(|sort| *sort > place.after.as_str())
            .collect();
        let next = match places.last().filter(|_| more.is_some()) {
            Some(last) => Some(PointerPlace { shard: place.shard, after: (*last).to_owned() }),
            None => Some(PointerPlace { shard: place.shard + 1, after: String::new() })
                .filter(|next| next.shard < keys::AUDIT_SHARDS),
        };
        let faults = self.audit_pointer_faults(&places).await?;
        Ok(AuditPointers { looked_at: u64::try_from(places.len()).unwrap_or(u64::MAX), faults, next })
    }

    async fn audit_pointer_faults(&self, places: &[&str]) -> Result<Vec<AuditPointerFault>, StoreError> {
        let mut faults = Vec::new();
        let mut chains: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        for place in places {
            match keys::audit_place(place) {
                Some((_, chain, sequence)) => chains.entry(chain).or_default().push(sequence),
                None => faults.push(AuditPointerFault::Unreadable { place: (*place).to_owned() }),
            }
        }
        for sequences in chains.values_mut() {
            // A forged pointer may name a row twice; no row is asked for twice.
            sequences.sort_unstable();
            sequences.dedup();
        }
        let heads: Vec<Key> = chains.keys().map(|chain| keys::audit_head(chain)).collect();
        let rows: Vec<Key> = chains
            .iter()
            .flat_map(|(chain, sequences)| sequences.iter().map(|sequence| keys::audit(chain, *sequence)))
            .collect();
        let (heads, rows) = (self.get_many(&heads).await?, self.get_many(&rows).await?);
        let there = |found: &std::collections::HashMap<_, _>, key: Key| found.contains_key(&(key.pk, key.sk));
        for (chain, sequences) in chains {
            let name = chain.to_owned();
            if !there(&heads, keys::audit_head(chain)) {
                faults.push(AuditPointerFault::HeadMissing { chain: name, sequence: sequences[0] });
            } else if let Some(gone) = sequences.iter().find(|row| !there(&rows, keys::audit(chain, **row))) {
                faults.push(AuditPointerFault::RowMissing { chain: name, sequence: *gone });
            }
        }
        Ok(faults)
    }
}
