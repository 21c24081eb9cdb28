//! Which facilities exist for whom: a foreign one is answered exactly as an absent one (SPEC 2).

use domain::{
    facility::{Facility, FacilityHistoryEntry},
    id::FacilityId,
    role::Scope,
    time::long_stamp,
};
use web::{App, Principal, Problem, wire_instant};

/// The facility of that path segment as it stands now, if it exists for this caller. A call for a foreign one is recorded.
///
/// # Errors
/// 404 for an absent and for a foreign one alike.
pub(super) async fn load(app: &App, principal: &Principal, id: &str) -> Result<Facility, Problem> {
    let id = FacilityId::parse(id).map_err(|_| Problem::not_found())?;
    let facility = app.store.facility_current(&id).await?.ok_or_else(Problem::not_found)?;
    if sees(&principal.scope, &facility) {
        Ok(facility)
    } else {
        Err(principal.refuse_foreign(app, id.as_str()).await)
    }
}

fn sees(scope: &Scope, facility: &Facility) -> bool {
    match scope {
        Scope::Facility(own) => facility.profile.id == *own,
        Scope::Prefecture(own) => facility.profile.prefecture == *own,
        Scope::Nation => true,
    }
}

/// Refuses a change that is based on another version than the one that stands, telling who saved when.
///
/// # Errors
/// 412.
pub(super) async fn check_version(app: &App, facility: &Facility, based_on: u64) -> Result<(), Problem> {
    if facility.version == based_on { Ok(()) } else { Err(stale(app, &facility.profile.id).await?) }
}

/// The answer to a change that came too late.
pub(super) async fn stale(app: &App, id: &FacilityId) -> Result<Problem, Problem> {
    let last = app.store.facility_history(id, None, 0).await?.into_iter().next();
    let Some(FacilityHistoryEntry { version, at, by, .. }) = last else {
        return Ok(Problem::stale(
            "ほかの人が先に保存しました。最新の内容を確認してから、もう一度保存してください。",
        ));
    };
    let when = long_stamp(at);
    Ok(Problem::stale(format!(
        "{}が{when}に保存しました。入力した内容はこの画面に残っています。最新の内容を確認してから、もう一度保存してください。",
        by.name
    ))
    .with("saved_by", by.name)
    .with("saved_at", wire_instant(at))
    .with("version", version))
}
