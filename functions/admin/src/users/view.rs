//! A user as it is answered.

use domain::{prefecture::Prefecture, role::Role};
use serde::Serialize;
use store::{UserListing, UserRow};
use web::wire_instant;

/// A user. Has no field that could hold what lets the user in.
#[derive(Debug, Serialize)]
pub(super) struct UserView {
    user_name: String,
    role: Role,
    /// Shown to people, such as 東京都 物資担当.
    name: String,
    /// Address for mails about the account.
    mail: String,
    /// Code of a prefecture's user's prefecture.
    prefecture: Option<String>,
    /// Id of a facility's user's facility.
    facility: Option<String>,
    /// Code of the prefecture that sees the user among its own: its own, or its facility's.
    area: Option<String>,
    /// Whether the user is kept out.
    disabled: bool,
    /// Whether the invitation was followed.
    active: bool,
    /// Whether a second factor is set up.
    second_factor: bool,
    /// The last sign-in; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_in_at: Option<String>,
}

impl UserView {
    /// A user of the directory of that prefecture, or of the nation's.
    pub(super) fn listed(user: UserListing, area: Option<Prefecture>) -> Self {
        let area = area.map(Prefecture::code);
        Self {
            user_name: user.user_name.to_string(),
            role: user.role,
            name: user.name,
            mail: user.mail,
            prefecture: area.clone().filter(|_| user.role == Role::Prefecture),
            facility: user.facility.map(String::from),
            area,
            disabled: user.disabled,
            active: user.active,
            second_factor: user.second_factor,
            signed_in_at: None,
        }
    }
}

impl From<&UserRow> for UserView {
    fn from(user: &UserRow) -> Self {
        let signed_in_at = user.signed_in_at.map(wire_instant);
        Self { signed_in_at, ..Self::listed(user.listing(), user.area) }
    }
}
