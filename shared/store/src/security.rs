//! What the ministry decides about signing in (SPEC 10): one row for the nation.

use std::collections::BTreeSet;

use domain::{audit::AuditEntry, role::Role};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    item::{decode, encode, number},
    keys,
    write::{Condition, Write, WriteError},
};

/// The rules of signing in. As long as nobody changed them, nothing more than a password is asked of anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityRow {
    /// Roles whose users need a second factor.
    #[serde(default)]
    pub second_factor_required: BTreeSet<Role>,
    /// Counts up with every change.
    #[serde(default)]
    pub version: u64,
}

impl Store {
    /// The rules as they stand.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn security_get(&self) -> Result<SecurityRow, StoreError> {
        let item = self.get(&keys::security(), Consistency::Strong).await?;
        Ok(item.as_ref().map(decode).transpose()?.unwrap_or_default())
    }

    /// Writes the rules with the audit's entry, if they still have the version of `before`; the next version is taken care of. False, and
    /// nothing written, when somebody else was faster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn security_change(
        &self,
        before: &SecurityRow,
        after: &SecurityRow,
        audit: &AuditEntry,
    ) -> Result<bool, StoreError> {
        let after = SecurityRow { version: before.version + 1, ..after.clone() };
        let condition = if before.version == 0 {
            Condition::absent()
        } else {
            let values = vec![(":version".to_owned(), number(before.version))];
            Condition::named("#version = :version", &["version"], values)
        };
        let item = encode(&keys::security(), &after)?;
        match self.audited(audit, vec![Write::Put { item, old: None, condition }]).await {
            Ok(()) => Ok(true),
            Err(WriteError::ConditionFailed(_)) => Ok(false),
            Err(WriteError::Store(error)) => Err(error),
        }
    }
}
