//! Mailed links: known by the hash of their token, used once (SPEC 10). Opening one uses nothing up; a link leaves with the change it allows.

use domain::{id::UserName, prefecture::Prefecture, time::Instant};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    item::{TTL, decode, encode, number},
    keys,
    write::{Condition, Write},
};

/// What a mailed link allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRow {
    /// What for.
    pub purpose: LinkPurpose,
    /// Until when, this instant excluded.
    pub expires_at: Instant,
}

/// What a mailed link is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Setting a password, after a reset was asked for or as an invitation.
    Password {
        /// Whose.
        user_name: UserName,
        /// The count of credentials it was made at: a later change makes it void.
        credentials: u64,
    },
    /// Confirming a notification address.
    Address {
        /// Of which prefecture.
        prefecture: Prefecture,
        /// Which.
        address: String,
    },
}

impl Store {
    /// Writes a new link.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn link_put(&self, token_hash: &str, link: &LinkRow) -> Result<(), StoreError> {
        let mut item = encode(&keys::link(token_hash), link)?;
        item.insert(TTL.to_owned(), number(link.expires_at.timestamp()));
        self.write(Write::Put { item, old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }

    /// The link of a token's hash. Expired ones may still be there: the caller compares times.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn link_get(&self, token_hash: &str) -> Result<Option<LinkRow>, StoreError> {
        let item = self.get(&keys::link(token_hash), Consistency::Strong).await?;
        item.as_ref().map(decode).transpose()
    }
}

/// Uses a link up, for the transaction of what it allows: it must still be there.
pub(crate) fn use_up(token_hash: &str) -> Write {
    let condition = Condition::holds("attribute_exists(pk)", Vec::new());
    Write::Delete { key: keys::link(token_hash), old: None, condition }
}
