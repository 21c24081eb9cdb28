//! `PUT /api/facility-imports/{id}/parts/{n}`: a part of the file, whole lines of it, in the place of an earlier one of the same number.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::BytesRejection},
    http::{HeaderMap, header},
};
use store::ImportState;
use web::{App, Ministry, Problem};

use super::{load, overtaken, view::ImportView};

/// The most parts a file may have: with 256 KB each, twice what the nation needs.
pub(super) const MAX_PARTS: u32 = 400;
/// How often a part is put again when another part's put was faster.
const ATTEMPTS: usize = 8;

/// Puts a part, of at most 256 KB.
pub(super) async fn put(
    State(app): State<App>,
    _: Ministry,
    path: Result<Path<(String, u32)>, axum::extract::rejection::PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ImportView>, Problem> {
    let Path((id, part)) = path.map_err(|_| Problem::not_found())?;
    if !(1..=MAX_PARTS).contains(&part) {
        return Err(Problem::not_found());
    }
    check_media_type(&headers)?;
    let bytes = body.map_err(|_| too_large())?;
    for _ in 0..ATTEMPTS {
        let mut import = load(&app, &id).await?;
        if !matches!(import.state, ImportState::Open | ImportState::Faulty) {
            let detail = "確認済みのファイルは差し替えられません。直すときは、新しい取込みを始めてください。";
            return Err(Problem::conflict("already_checked", detail));
        }
        import.reopen();
        import.parts.insert(part);
        if app.store.facility_import_part_put(&import, part, &bytes).await? {
            return Ok(Json(ImportView::of(import)));
        }
    }
    Err(overtaken())
}

/// `text/csv`, or `application/octet-stream`, which no gateway on the way takes for text of another encoding.
fn check_media_type(headers: &HeaderMap) -> Result<(), Problem> {
    let told = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = told.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if matches!(essence.as_str(), "text/csv" | "application/octet-stream") {
        return Ok(());
    }
    let detail = "CSVファイルの一部を、Content-Typeをtext/csvにして送ってください。";
    Err(Problem::bad_request("not_csv", detail))
}

fn too_large() -> Problem {
    let detail = "ファイルの1つの部分が大きすぎます（256KBまで）。行の切れ目で、より小さく分けてください。";
    Problem::too_large("part_too_large", detail)
}
