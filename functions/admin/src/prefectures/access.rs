//! Whose settings a caller may read and change: its own prefecture's, and the ministry all. To other officers they do not exist.

use domain::{prefecture::Prefecture, role::Scope};
use web::{App, Principal, Problem};

/// The prefecture of a path, if the caller may read and change its settings. A call for another's is recorded.
///
/// # Errors
/// 404 for a foreign code and for one that does not exist alike.
pub(super) async fn prefecture(app: &App, principal: &Principal, code: &str) -> Result<Prefecture, Problem> {
    let asked = Prefecture::parse(code).map_err(|_| Problem::not_found())?;
    match &principal.scope {
        Scope::Prefecture(own) if *own == asked => Ok(asked),
        Scope::Nation => Ok(asked),
        Scope::Prefecture(_) | Scope::Facility(_) => Err(principal.refuse_foreign(app, code).await),
    }
}
