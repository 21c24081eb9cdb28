//! Sessions: ours, in the same table, known by the hash of their token, revocable at once and so read consistently.

use domain::{
    id::{FacilityId, UserName},
    prefecture::Prefecture,
    role::Role,
    time::Instant,
};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    item::{TTL, decode, encode, number},
    keys,
    write::{Condition, Write, WriteError},
};

/// Everything about a session that a call needs, so that a check is one read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Whose.
    pub user_name: UserName,
    /// Role at sign-in.
    pub role: Role,
    /// Name shown to people.
    pub name: String,
    /// Prefecture of a prefecture's user.
    #[serde(default)]
    pub prefecture: Option<Prefecture>,
    /// Facility of a facility's user.
    #[serde(default)]
    pub facility: Option<FacilityId>,
    /// When it ends unless there is activity.
    pub idle_until: Instant,
    /// When it ends in any case.
    pub ends_at: Instant,
    /// When activity was last written down.
    pub touched_at: Instant,
}

impl SessionRow {
    /// When it ends as things stand.
    pub fn expires_at(&self) -> Instant {
        self.idle_until.min(self.ends_at)
    }
}

impl Store {
    /// Writes a new session, or its activity.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn session_put(&self, token_hash: &str, session: &SessionRow) -> Result<(), StoreError> {
        let mut item = encode(&keys::session(token_hash), session)?;
        item.insert(TTL.to_owned(), number(session.ends_at.timestamp()));
        self.write(Write::Put { item, old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }

    /// Writes a session's activity, unless it was revoked meanwhile: a session never comes back.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn session_touch(&self, token_hash: &str, session: &SessionRow) -> Result<bool, StoreError> {
        let mut item = encode(&keys::session(token_hash), session)?;
        item.insert(TTL.to_owned(), number(session.ends_at.timestamp()));
        let condition = Condition::holds("attribute_exists(pk)", Vec::new());
        match self.write(Write::Put { old: Some(item.clone()), item, condition }).await {
            Ok(()) => Ok(true),
            Err(WriteError::ConditionFailed(_)) => Ok(false),
            Err(WriteError::Store(error)) => Err(error),
        }
    }

    /// The session of a token's hash. Expired ones may still be there: TTL deletes late, so the caller compares times.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn session_get(&self, token_hash: &str) -> Result<Option<SessionRow>, StoreError> {
        let item = self.get(&keys::session(token_hash), Consistency::Strong).await?;
        item.as_ref().map(decode).transpose()
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn session_delete(&self, token_hash: &str) -> Result<(), StoreError> {
        self.write(Write::Delete { key: keys::session(token_hash), old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }
}
