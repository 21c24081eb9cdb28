//! Sessions: ours, in the same table, known by the hash of their token, revocable at once and so read consistently.

use domain::{
    audit::AuditEntry,
    id::{FacilityId, UserName},
    prefecture::Prefecture,
    role::Role,
    time::Instant,
};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError, UserRow, UserWriteError,
    item::{Item, SK, TTL, attribute, decode, encode, key_item, number},
    keys,
    read::Query,
    user::{stale_user, user_put_if},
    write::{Condition, Write, WriteError},
};

/// A user has at most this many sessions; the next sign-in ends the oldest. Ending all of them has to fit into one transaction.
const SESSIONS_PER_USER: usize = 20;

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
    /// Whether the user has to set up a second factor before anything else.
    #[serde(default)]
    pub must_enroll: bool,
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
    /// Opens a session of a user whose row is as `before` was read; `after` is the row with what the sign-in changed. Being written
    /// together, no session can slip past a change of password that ends them all.
    ///
    /// # Errors
    /// [`UserWriteError`].
    pub async fn session_open(
        &self,
        token_hash: &str,
        session: &SessionRow,
        before: &UserRow,
        after: &UserRow,
        audit: &AuditEntry,
    ) -> Result<(), UserWriteError> {
        let pointer = pointer(token_hash, session);
        let mut writes = vec![user_put_if(before, after)?, session_put(token_hash, session)?, pointer];
        let mut open = self.session_pointers(&session.user_name).await?;
        while open.len() >= SESSIONS_PER_USER {
            writes.extend(deletions(&session.user_name, &open.remove(0)));
        }
        self.audited(audit, writes).await.map_err(stale_user)
    }

    /// Writes a session's activity, unless it was revoked meanwhile: a session never comes back.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn session_touch(&self, token_hash: &str, session: &SessionRow) -> Result<bool, StoreError> {
        match self.write(session_put_on(token_hash, session)?).await {
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

    /// Ends a session, with the audit's entry.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn session_delete(
        &self,
        token_hash: &str,
        user_name: &UserName,
        audit: &AuditEntry,
    ) -> Result<(), StoreError> {
        self.audited(audit, deletions(user_name, token_hash).into())
            .await
            .map_err(StoreError::from_unconditional)
    }

    /// What ends all sessions of a user but the kept one, for a transaction that is bound to the user's row.
    pub(crate) async fn sessions_end(
        &self,
        user_name: &UserName,
        kept: Option<&str>,
    ) -> Result<Vec<Write>, StoreError> {
        let mut open = self.session_pointers(user_name).await?;
        open.retain(|hash| kept != Some(hash.as_str()));
        Ok(open.iter().flat_map(|hash| deletions(user_name, hash)).collect())
    }

    /// Hashes of the user's sessions, oldest first.
    async fn session_pointers(&self, user_name: &UserName) -> Result<Vec<String>, StoreError> {
        let query = Query::partition(keys::sessions_of(user_name), Consistency::Strong);
        let mut items = self.query_all(&query).await?;
        items.sort_by_key(|item| item.get(TTL).and_then(|at| at.as_n().ok()?.parse::<i64>().ok()));
        Ok(items.iter().map(|item| attribute(item, SK).to_owned()).collect())
    }
}

/// The row of a new session.
fn session_put(token_hash: &str, session: &SessionRow) -> Result<Write, StoreError> {
    let item = session_item(token_hash, session)?;
    Ok(Write::Put { item, old: None, condition: Condition::none() })
}

/// The row of a session that goes on: one that was revoked meanwhile does not come back.
pub(crate) fn session_put_on(token_hash: &str, session: &SessionRow) -> Result<Write, StoreError> {
    let item = session_item(token_hash, session)?;
    let condition = Condition::holds("attribute_exists(pk)", Vec::new());
    Ok(Write::Put { old: Some(item.clone()), item, condition })
}

fn session_item(token_hash: &str, session: &SessionRow) -> Result<Item, StoreError> {
    let mut item = encode(&keys::session(token_hash), session)?;
    item.insert(TTL.to_owned(), number(session.ends_at.timestamp()));
    Ok(item)
}

/// By which all sessions of a user are found.
fn pointer(token_hash: &str, session: &SessionRow) -> Write {
    let mut item = key_item(&keys::session_of(&session.user_name, token_hash));
    item.insert(TTL.to_owned(), number(session.ends_at.timestamp()));
    Write::Put { item, old: None, condition: Condition::none() }
}

fn deletions(user_name: &UserName, token_hash: &str) -> [Write; 2] {
    [keys::session(token_hash), keys::session_of(user_name, token_hash)].map(|key| Write::Delete {
        key,
        old: None,
        condition: Condition::none(),
    })
}
