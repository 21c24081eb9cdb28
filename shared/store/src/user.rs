//! Users (SPEC 2, 10). What checks a password is in `web`; here lies its hash. Each has a row in the directory of its prefecture as well, or
//! of the nation, which lists are read from.

mod row;

use domain::{audit::AuditEntry, id::UserName, message::Message, prefecture::Prefecture};

pub use self::row::{SecondFactor, UserListing, UserRow};
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
