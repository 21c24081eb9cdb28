//! What is sent and answered.

use domain::{prefecture::Prefecture, role::Role};
use serde::{Deserialize, Serialize};
use store::SessionRow;
use web::wire_instant;

/// Who wants to sign in. Without `Debug`, so that no log can hold the password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// ユーザ名; spaces around it, as pasting brings them, do not count.
    pub(crate) user_name: String,
    /// パスワード, taken as it is typed.
    pub(crate) password: String,
    /// A code of the authenticator app, or a recovery code; of users with a second factor.
    #[serde(default)]
    pub(crate) code: String,
}

/// Who is signed in, and for how long.
#[derive(Debug, Serialize)]
pub(crate) struct SessionView {
    user_name: String,
    role: Role,
    /// Shown to people, such as 東京都 物資担当.
    name: String,
    /// Code of a prefecture's user's prefecture.
    prefecture: Option<String>,
    /// Id of a facility's user's facility.
    facility: Option<String>,
    /// Whether a second factor has to be set up before anything else.
    must_enroll: bool,
    /// When the session ends unless there is activity.
    expires_at: String,
    /// When it ends in any case.
    ends_at: String,
}

impl From<&SessionRow> for SessionView {
    fn from(session: &SessionRow) -> Self {
        Self {
            user_name: session.user_name.to_string(),
            role: session.role,
            name: session.name.clone(),
            prefecture: session.prefecture.map(Prefecture::code),
            facility: session.facility.as_ref().map(ToString::to_string),
            must_enroll: session.must_enroll,
            expires_at: wire_instant(session.expires_at()),
            ends_at: wire_instant(session.ends_at),
        }
    }
}
