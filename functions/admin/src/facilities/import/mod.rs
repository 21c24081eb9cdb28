//! Facilities by file, at the size of the nation: a file is put in parts, checked as a whole, then applied in steps (SPEC 3). Nothing is
//! applied while anything is wrong; a step that is broken off is taken up where it ended.

mod cells;
mod check;
mod file;
mod layout;
mod parts;
mod step;
mod view;

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use store::FacilityImport;
use web::{App, Ministry, NoBody, PathPart, Problem, new_token};

use view::ImportView;

/// Its routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/facility-imports", post(create))
        .route("/api/facility-imports/{id}", get(detail))
        .route("/api/facility-imports/{id}/parts/{n}", put(parts::put))
        .route("/api/facility-imports/{id}/check", post(check::check))
        .route("/api/facility-imports/{id}/steps", post(step::step))
}

/// `POST /api/facility-imports`: an import without parts.
async fn create(
    State(app): State<App>,
    Ministry(principal): Ministry,
    _: NoBody,
) -> Result<Response, Problem> {
    let import = FacilityImport::new(new_token("import-")?, principal.actor(), app.clock.session_now());
    app.store.facility_import_create(&import).await?;
    let location = HeaderValue::from_str(&format!("/api/facility-imports/{}", import.id))
        .map_err(|error| Problem::internal(&error))?;
    let mut answer = (StatusCode::CREATED, Json(ImportView::of(import))).into_response();
    answer.headers_mut().insert(header::LOCATION, location);
    Ok(answer)
}

/// `GET /api/facility-imports/{id}`: how far it got.
async fn detail(
    State(app): State<App>,
    _: Ministry,
    PathPart(id): PathPart,
) -> Result<Json<ImportView>, Problem> {
    Ok(Json(ImportView::of(load(&app, &id).await?)))
}

/// The import of that path segment.
///
/// # Errors
/// 404.
async fn load(app: &App, id: &str) -> Result<FacilityImport, Problem> {
    app.store.facility_import_get(id).await?.ok_or_else(Problem::not_found)
}

/// What a call is answered when another one was faster with the same import.
fn overtaken() -> Problem {
    Problem::conflict(
        "overtaken",
        "同じ取込みに対する別の操作が先に行われました。状態を確認してから、もう一度操作してください。",
    )
}
