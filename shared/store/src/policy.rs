//! Policy versions: version 1 is shipped, later ones are rows (SPEC 4).

use domain::{
    policy::{FIRST_VERSION, Policy},
    time::Instant,
};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    item::{decode, encode},
    keys,
    read::Query,
    write::{Condition, Write, WriteError},
};

/// Versions read at once, newest first. The one in force is almost always the newest, and a second waits for its time at most.
const READ_AT_ONCE: usize = 2;

/// JSON, since nothing in the table ever looks inside.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct PolicyRow {
    policy: String,
}

impl Store {
    /// The policy in force at an instant: the newest version whose time has come.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn policy_at(&self, now: Instant) -> Result<Policy, StoreError> {
        let query = Query {
            ascending: false,
            limit: Some(READ_AT_ONCE),
            ..Query::partition(keys::POLICY_PARTITION, Consistency::Eventual)
        };
        let (mut items, mut next) = self.query_page(&query, None).await?;
        loop {
            for item in &items {
                let policy = parse(&decode::<PolicyRow>(item)?.policy)?;
                if policy.effective_from <= now {
                    return Ok(policy);
                }
            }
            let Some(start) = next else { return parse(FIRST_VERSION) };
            (items, next) = self.query_page(&query, Some(start)).await?;
        }
    }

    /// Adds a version. False when that version is there already: versions are never changed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn policy_put(&self, policy: &Policy) -> Result<bool, StoreError> {
        let text =
            serde_json::to_string(policy).map_err(|error| StoreError::Unwritable(error.to_string()))?;
        let item = encode(&keys::policy(policy.version), &PolicyRow { policy: text })?;
        // A transaction although it is one write: it carries a token, so that a retry after a lost answer does not meet its own row.
        match self.transact(vec![Write::Put { item, old: None, condition: Condition::absent() }]).await {
            Ok(()) => Ok(true),
            Err(WriteError::ConditionFailed(_)) => Ok(false),
            Err(WriteError::Store(error)) => Err(error),
        }
    }
}

fn parse(text: &str) -> Result<Policy, StoreError> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt {
        key: keys::POLICY_PARTITION.to_owned(),
        reason: error.to_string(),
    };
    serde_json::from_str(text).map_err(corrupt)
}
