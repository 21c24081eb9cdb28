//! Users (SPEC 2, 10). What checks a password is in `web`; here lies its hash.

use domain::{
    id::{FacilityId, UserName},
    prefecture::Prefecture,
    role::Role,
};
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    item::{decode, encode},
    keys,
    write::{Condition, Write},
};

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Address for mails about the account.
    #[serde(default)]
    pub mail: String,
    /// The password's argon2id hash in PHC form.
    pub password_hash: String,
}

impl Store {
    /// Writes a user.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn user_put(&self, user: &UserRow) -> Result<(), StoreError> {
        let item = encode(&keys::user(&user.user_name), user)?;
        self.write(Write::Put { item, old: None, condition: Condition::none() })
            .await
            .map_err(StoreError::from_unconditional)
    }

    /// The user of that name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn user_get(&self, name: &UserName) -> Result<Option<UserRow>, StoreError> {
        let item = self.get(&keys::user(name), Consistency::Strong).await?;
        item.as_ref().map(decode).transpose()
    }
}
