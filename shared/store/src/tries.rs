//! Failed tries of somebody to get in, counted so that they can be slowed down (SPEC 10).

use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    item::{TTL, decode, encode, number},
    keys,
    write::{Condition, Write, WriteError},
};

/// Failed tries so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriesRow {
    /// How many in a row.
    pub failures: u32,
    /// Until when no further try is looked at.
    pub not_before: Instant,
    /// When they are forgotten.
    pub forgotten_at: Instant,
    /// About how many were refused unseen since the last that was looked at: at the same moment, some are missed.
    #[serde(default)]
    pub refused: u32,
}

impl Store {
    /// The failed tries of somebody, such as `user tokyo` or `address 192.0.2.1`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn tries_get(&self, whose: &str) -> Result<Option<TriesRow>, StoreError> {
        let item = self.get(&keys::tries(whose), Consistency::Strong).await?;
        item.as_ref().map(decode).transpose()
    }

    /// Writes the failed tries, if they are still as `before` was read. False when another try was counted meanwhile; those
    /// refused unseen do not matter here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn tries_put(
        &self,
        whose: &str,
        before: Option<&TriesRow>,
        after: &TriesRow,
    ) -> Result<bool, StoreError> {
        let mut item = encode(&keys::tries(whose), after)?;
        item.insert(TTL.to_owned(), number(after.forgotten_at.timestamp()));
        let condition = match before {
            None => Condition::absent(),
            Some(before) => {
                let stands = encode(&keys::tries(whose), before)?;
                let value = |name: &str| stands.get(name).cloned().map(|value| (format!(":{name}"), value));
                let values =
                    ["failures", "not_before", "forgotten_at"].into_iter().filter_map(value).collect();
                let same =
                    "failures = :failures AND not_before = :not_before AND forgotten_at = :forgotten_at";
                Condition::holds(same, values)
            }
        };
        match self.write(Write::Put { item, old: None, condition }).await {
            Ok(()) => Ok(true),
            Err(WriteError::ConditionFailed(_)) => Ok(false),
            Err(WriteError::Store(error)) => Err(error),
        }
    }

    /// Forgets them, after a try that succeeded.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn tries_delete(&self, whose: &str) -> Result<(), StoreError> {
        self.write(Write::Delete { key: keys::tries(whose), old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }
}
