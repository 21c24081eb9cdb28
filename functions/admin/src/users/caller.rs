//! Which users a caller may look at.

use domain::{id::UserName, prefecture::Prefecture, role::Scope};
use store::UserRow;
use web::{App, Principal, Problem};

/// The prefecture in whose area an officer looks; none for the ministry, which looks everywhere.
pub(super) fn own_area(officer: &Principal) -> Option<Prefecture> {
    match officer.scope {
        Scope::Prefecture(own) => Some(own),
        Scope::Nation | Scope::Facility(_) => None,
    }
}

/// The user of a path, if it exists for this officer. A call for a foreign one is recorded.
///
/// # Errors
/// 404 for an absent and for a foreign one alike.
pub(super) async fn load_in_area(app: &App, officer: &Principal, name: &str) -> Result<UserRow, Problem> {
    let user = load(app, name).await?;
    let own = own_area(officer);
    let seen = own.is_none() || user.area == own;
    if seen { Ok(user) } else { Err(officer.refuse_foreign(app, user.user_name.as_str()).await) }
}

/// The user of a path, for the ministry, which sees all.
///
/// # Errors
/// 404 for an absent one; what is no user name is nobody's.
pub(super) async fn load(app: &App, name: &str) -> Result<UserRow, Problem> {
    let name = UserName::parse(name).map_err(|_| Problem::not_found())?;
    app.store.user_get(&name).await?.ok_or_else(Problem::not_found)
}
