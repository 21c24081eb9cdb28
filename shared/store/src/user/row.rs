//! A user as stored, and as directories list it.

use std::collections::BTreeSet;

use domain::{
    id::{FacilityId, UserName},
    prefecture::Prefecture,
    role::Role,
    time::Instant,
};
use serde::{Deserialize, Serialize};

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
