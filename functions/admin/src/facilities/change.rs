//! `PUT /api/facilities/{id}`: everything of a facility but its code, by the ministry.

use axum::{extract::State, response::Response};
use domain::{
    audit::AuditAction,
    facility::{Facility, MasterData},
};
use store::FacilityWrite;
use web::{App, IfMatch, JsonBody, Ministry, PathPart, Principal, Problem};

use super::{access, input::MasterInput, view::answer};

/// Saves the master data. What changes nothing writes nothing.
pub(super) async fn change(
    State(app): State<App>,
    Ministry(principal): Ministry,
    PathPart(id): PathPart,
    IfMatch(based_on): IfMatch,
    body: JsonBody<MasterInput>,
) -> Result<Response, Problem> {
    let before = access::load(&app, &principal, &id).await?;
    access::check_version(&app, &before, based_on).await?;
    let data = body.value.read_change(&before.profile.code)?;
    save(&app, &principal, before, data).await
}

/// Writes a change with its history and audit entries, and answers the facility afterwards.
///
/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(
    app: &App,
    principal: &Principal,
    before: Facility,
    data: MasterData,
) -> Result<Response, Problem> {
    let Some(after) = before.changed_to(data) else { return Ok(answer(before)) };
    let actor = principal.actor();
    let write = FacilityWrite { before: Some(&before), after: &after, by: &actor, at: app.clock.now() };
    let id = after.profile.id.to_string();
    let audit = principal.audit(app, AuditAction::FacilityChanged, id, after.changes_since(Some(&before)));
    if !app.store.facility_write(write, &audit).await? {
        return Err(access::stale(app, &after.profile.id).await?);
    }
    Ok(answer(after))
}
