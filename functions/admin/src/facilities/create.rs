//! `POST /api/facilities`: a new facility, whose identifier is its code.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::audit::AuditAction;
use store::FacilityWrite;
use web::{App, JsonBody, Ministry, Problem};

use super::{input::MasterInput, view::answer};

/// Registers a facility. A doubtful code is registered all the same, and warned of in the answer.
pub(super) async fn create(
    State(app): State<App>,
    Ministry(principal): Ministry,
    body: JsonBody<MasterInput>,
) -> Result<Response, Problem> {
    let (code, data) = body.value.read_new()?;
    let facility = data.register(&code).map_err(|error| Problem::internal(&error))?;
    let write = FacilityWrite { before: None, after: &facility, by: &principal.actor(), at: app.clock.now() };
    let audit =
        principal.audit(&app, AuditAction::FacilityCreated, code.as_str(), facility.changes_since(None));
    if !app.store.facility_write(write, &audit).await? {
        let detail =
            format!("医療機関コード{code}はすでに登録されています。一覧から開いて内容を直してください。");
        return Err(Problem::conflict("code_taken", detail));
    }
    let location =
        HeaderValue::from_str(&format!("/api/facilities/{code}")).map_err(|e| Problem::internal(&e))?;
    let mut answer = answer(facility);
    *answer.status_mut() = StatusCode::CREATED;
    answer.headers_mut().insert(header::LOCATION, location);
    Ok(answer)
}
