//! Users (SPEC 2, 10). What checks a password is in `web`; here lies its hash. Each has a row in the directory of its prefecture as well, or
//! of the nation, which lists are read from.

use std::collections::BTreeSet;

use domain::{
    audit::AuditEntry,
    id::{FacilityId, UserName},
    message::Message,
    prefecture::Prefecture,
    role::Role,
    time::Instant,
};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, SessionRow, Store, StoreError,
    item::{decode, encode, number},
    keys,
    link::use_up,
    outbox::{self, OutboxEntry},
    read::Query,
    session::session_put_on,
    write::{Condition, Write, WriteError},
};

/// A user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// User name; never changes.
    pub user_name: UserName,
    /// Role.
    pub role: Role,
    /// Name shown to people.
    pub name: String,
    /// Prefecture of a prefecture's user.
    #[serde(default)]
    pub prefecture: Option<Prefecture>,
    /// Facility of a facility's user.
    #[serde(default)]
    pub facility: Option<FacilityId>,
    /// The prefecture in whose directory the user stands: its own, or its facility's; none for the ministry's.
    #[serde(default)]
    pub area: Option<Prefecture>,
    /// Address for mails about the account.
    #[serde(default)]
    pub mail: String,
    /// The password's argon2id hash in PHC form; none until an invitation was followed.
    #[serde(default)]
    pub password_hash: Option<String>,
    /// Counts up with everything that changes what lets the user in. Mailed links of an earlier count are void.
    #[serde(default)]
    pub credentials: u64,
    /// Whether the user is kept out.
    #[serde(default)]
    pub disabled: bool,
    /// The second factor, once it is set up.
    #[serde(default)]
    pub second_factor: Option<SecondFactor>,
    /// A second factor being set up: its secret, until a first code proves it.
    #[serde(default)]
    pub second_factor_offer: Option<String>,
    /// The last sign-in.
    #[serde(default)]
    pub signed_in_at: Option<Instant>,
    /// Counts up with every write of the row.
    #[serde(default)]
    pub version: u64,
}

/// A second factor by time-based codes (RFC 6238).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// The shared secret in base 32. It has to be known to check a code, so it cannot be a hash.
    pub secret: String,
    /// The step of the last code taken: no code is taken twice.
    pub last_step: u64,
    /// Hashes of the recovery codes not used yet.
    pub recovery: BTreeSet<String>,
}

/// A user as directories list it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserListing {
    /// User name.
    pub user_name: UserName,
    /// Role.
    pub role: Role,
    /// Name shown to people.
    pub name: String,
    /// Facility of a facility's user.
    #[serde(default)]
    pub facility: Option<FacilityId>,
    /// Address for mails about the account.
    #[serde(default)]
    pub mail: String,
    /// Whether the user is kept out.
    #[serde(default)]
    pub disabled: bool,
    /// Whether the invitation was followed.
    #[serde(default)]
    pub active: bool,
    /// Whether there is a second factor.
    #[serde(default)]
    pub second_factor: bool,
}

/// A change of a user.
#[derive(Debug)]
pub struct UserChange<'a> {
    /// The row as it was read.
    pub before: &'a UserRow,
    /// The row as it is to be; its version is taken care of.
    pub after: &'a UserRow,
    /// What the audit record says of it.
    pub audit: &'a AuditEntry,
    /// What is to be mailed.
    pub mail: Option<Message>,
    /// Hash of the mailed link that allows the change, which is used up by it.
    pub link: Option<&'a str>,
}

/// A user's change did not happen: the row is no longer as it was read, or was there already.
#[derive(Debug, thiserror::Error)]
pub enum UserWriteError {
    /// Somebody else wrote it, or the link that allowed the change was used up meanwhile.
    #[error("the user was changed by somebody else")]
    Stale,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Left out of logs: whatever lets the user in or can be guessed at, and the address.
impl std::fmt::Debug for UserRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UserRow")
            .field("user_name", &self.user_name)
            .field("role", &self.role)
            .field("area", &self.area)
            .field("has_password", &self.password_hash.is_some())
            .field("credentials", &self.credentials)
            .field("disabled", &self.disabled)
            .field("second_factor", &self.second_factor)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// Left out of logs: the secret lets in.
impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactor").field("recovery", &self.recovery.len()).finish_non_exhaustive()
    }
}

impl UserRow {
    /// As directories list it.
    pub fn listing(&self) -> UserListing {
        UserListing {
            user_name: self.user_name.clone(),
            role: self.role,
            name: self.name.clone(),
            facility: self.facility.clone(),
            mail: self.mail.clone(),
            disabled: self.disabled,
            active: self.password_hash.is_some(),
            second_factor: self.second_factor.is_some(),
        }
    }
}

impl Store {
    /// Writes a user whatever was there: samples and tests.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn user_put(&self, user: &UserRow) -> Result<(), StoreError> {
        let writes = vec![
            Write::Put { item: user_item(user)?, old: None, condition: Condition::none() },
            listing_put(user)?,
        ];
        self.transact(writes).await.map_err(StoreError::from_unconditional)
    }

    /// Writes a new user with the audit's entry and the invitation to be mailed. False when the name is taken.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn user_create(
        &self,
        user: &UserRow,
        audit: &AuditEntry,
        mail: Option<Message>,
    ) -> Result<bool, StoreError> {
        let item = user_item(user)?;
        let mut writes =
            vec![Write::Put { item, old: None, condition: Condition::absent() }, listing_put(user)?];
        writes.extend(mail_put(mail, user, audit)?);
        match self.audited(audit, writes).await {
            Ok(()) => Ok(true),
            Err(WriteError::ConditionFailed(0)) => Ok(false),
            Err(error) => Err(StoreError::from_unconditional(error)),
        }
    }

    /// Writes a user's change with all that goes with it: both or neither. When what lets the user in changed (`credentials`) or the user
    /// is disabled, all its sessions end in the same transaction.
    ///
    /// # Errors
    /// [`UserWriteError`].
    pub async fn user_change(&self, change: UserChange<'_>) -> Result<(), UserWriteError> {
        self.user_write(change, None).await
    }

    /// The same by the user itself within a session, by its token's hash: of all its sessions this one goes on, as given here.
    ///
    /// # Errors
    /// [`UserWriteError`]; stale also when the session was ended meanwhile.
    pub async fn user_change_within(
        &self,
        change: UserChange<'_>,
        token_hash: &str,
        session: &SessionRow,
    ) -> Result<(), UserWriteError> {
        self.user_write(change, Some((token_hash, session))).await
    }

    async fn user_write(
        &self,
        change: UserChange<'_>,
        within: Option<(&str, &SessionRow)>,
    ) -> Result<(), UserWriteError> {
        let UserChange { before, after, audit, mail, link } = change;
        let mut writes = vec![user_put_if(before, after)?];
        if before.listing() != after.listing() {
            writes.push(listing_put(after)?);
        }
        if before.credentials != after.credentials || after.disabled {
            let kept = within.map(|(token_hash, _)| token_hash);
            writes.extend(self.sessions_end(&after.user_name, kept).await?);
        }
        if let Some((token_hash, session)) = within {
            writes.push(session_put_on(token_hash, session)?);
        }
        // The version the row is to have tells this mail from an earlier one of the same millisecond.
        let written = UserRow { version: before.version + 1, ..after.clone() };
        writes.extend(mail_put(mail, &written, audit)?);
        writes.extend(link.map(use_up));
        self.audited(audit, writes).await.map_err(stale_user)
    }

    /// The user of that name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn user_get(&self, name: &UserName) -> Result<Option<UserRow>, StoreError> {
        let item = self.get(&keys::user(name), Consistency::Strong).await?;
        item.as_ref().map(decode).transpose()
    }

    /// A page of the users of a prefecture and its facilities by name, or of the ministry's without one, `after` a name. One more than
    /// `limit` tells that there is more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn user_list(
        &self,
        area: Option<Prefecture>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<UserListing>, StoreError> {
        let query = Query {
            // Just behind the name: no user name holds a character below the hyphen.
            from: after.map(|name| format!("{name}!")),
            limit: Some(limit + 1),
            ..Query::partition(keys::user_directory(area), Consistency::Strong)
        };
        let (items, _) = self.query_page(&query, None).await?;
        items.iter().map(decode).collect()
    }
}

fn user_item(user: &UserRow) -> Result<crate::item::Item, StoreError> {
    encode(&keys::user(&user.user_name), user)
}

fn listing_put(user: &UserRow) -> Result<Write, StoreError> {
    let item = encode(&keys::user_listing(user.area, &user.user_name), &user.listing())?;
    Ok(Write::Put { item, old: None, condition: Condition::none() })
}

fn mail_put(mail: Option<Message>, user: &UserRow, audit: &AuditEntry) -> Result<Option<Write>, StoreError> {
    let entry =
        |message| OutboxEntry::new(message, audit.at, &format!("{}#{}", user.user_name, user.version));
    mail.map(|message| outbox::put(&entry(message))).transpose()
}

/// Puts the row as `after`, with the next version, if it still has the version of `before`.
pub(crate) fn user_put_if(before: &UserRow, after: &UserRow) -> Result<Write, StoreError> {
    let after = UserRow { version: before.version + 1, ..after.clone() };
    let condition = Condition::named(
        "#version = :version",
        &["version"],
        vec![(":version".to_owned(), number(before.version))],
    );
    Ok(Write::Put { item: user_item(&after)?, old: Some(user_item(before)?), condition })
}

/// The meaning of a failed write whose first condition is the user's row.
pub(crate) fn stale_user(error: WriteError) -> UserWriteError {
    match error {
        WriteError::ConditionFailed(_) => UserWriteError::Stale,
        WriteError::Store(error) => error.into(),
    }
}
