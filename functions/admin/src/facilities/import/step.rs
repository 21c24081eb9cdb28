//! `POST /api/facility-imports/{id}/steps`: applies the next rows of a checked file, at most to the end of a part. Called again and again
//! until it answers `done`; whatever broke off in between, each row is applied once.

use std::collections::HashMap;

use axum::{Json, extract::State};
use domain::{
    audit::AuditAction,
    facility::{Facility, Imported, ImportedRow},
    history::{Change, Value},
};
use store::{FacilityImport, FacilityWrite, ImportState, ImportWritten, Store};
use web::{App, Ministry, NoBody, PathPart, Principal, Problem};

use super::{cells, file::Head, load, view::ImportView};

/// Rows applied by a call at most.
const STEP_ROWS: usize = 2_000;
/// Rows whose facilities are read at once.
const WINDOW_ROWS: usize = 3 * Store::IMPORT_ROWS;
/// How often facilities that were changed meanwhile are read anew in one call.
const ATTEMPTS: usize = 5;

/// Applies the next rows.
pub(super) async fn step(
    State(app): State<App>,
    Ministry(principal): Ministry,
    PathPart(id): PathPart,
    _: NoBody,
) -> Result<Json<ImportView>, Problem> {
    let mut import = load(&app, &id).await?;
    match import.state {
        ImportState::Open | ImportState::Faulty => {
            let detail = "ファイルの確認が済んでいません。誤りのないことを確認してから反映してください。";
            return Err(Problem::conflict("not_checked", detail));
        }
        ImportState::Done => return Ok(Json(ImportView::of(import))),
        ImportState::Checked => {
            import.state = ImportState::Applying;
            let begun = vec![count("total", import.total()), file_sha256(&import)];
            if !tell(&app, &principal, &mut import, begun).await? {
                return current(&app, &id).await;
            }
        }
        ImportState::Applying => {}
    }
    if !apply(&app, &principal, &mut import).await? || !finish(&app, &principal, &mut import).await? {
        return current(&app, &id).await;
    }
    Ok(Json(ImportView::of(import)))
}

/// Somebody else was faster: how far it is now.
async fn current(app: &App, id: &str) -> Result<Json<ImportView>, Problem> {
    Ok(Json(ImportView::of(load(app, id).await?)))
}

/// Writes the import with an audit entry. False when somebody else was faster.
async fn tell(
    app: &App,
    principal: &Principal,
    import: &mut FacilityImport,
    changes: Vec<Change>,
) -> Result<bool, Problem> {
    let audit = principal.audit(app, AuditAction::FacilitiesImported, import.id.as_str(), changes);
    let written = app.store.facility_import_change(import, Some(&audit)).await?;
    import.revision += 1;
    Ok(written)
}

/// Marks an import as done when all its rows are.
async fn finish(app: &App, principal: &Principal, import: &mut FacilityImport) -> Result<bool, Problem> {
    if import.applied < import.total() {
        return Ok(true);
    }
    import.state = ImportState::Done;
    let changes = vec![
        count("created", import.created),
        count("changed", import.changed),
        count("unchanged", import.unchanged),
    ];
    tell(app, principal, import, changes).await
}

fn count(field: &str, count: usize) -> Change {
    let to = Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    Change { field: field.to_owned(), from: Value::Nothing, to }
}

/// Which file it is.
fn file_sha256(import: &FacilityImport) -> Change {
    let to = Value::Text(import.file_sha256.clone());
    Change { field: "file_sha256".to_owned(), from: Value::Nothing, to }
}

/// Applies the rows that are next. False when somebody else was faster.
async fn apply(app: &App, principal: &Principal, import: &mut FacilityImport) -> Result<bool, Problem> {
    let part = import.rows_until.partition_point(|until| *until <= import.applied);
    let Some(until) = import.rows_until.get(part).copied() else { return Ok(true) };
    let from = part.checked_sub(1).map_or(0, |before| import.rows_until[before]);
    let rows = rows_of(app, import, part).await?;
    if rows.len() != until - from {
        return Err(Problem::internal(&format!(
            "import {}: part {} is not what was checked",
            import.id,
            part + 1
        )));
    }
    let end = until.min(import.applied + STEP_ROWS);
    let mut conflicts = 0;
    while import.applied < end {
        let window = &rows[import.applied - from..(import.applied + WINDOW_ROWS).min(end) - from];
        match apply_window(app, principal, import, window).await? {
            ImportWritten::Written => {}
            ImportWritten::Overtaken => return Ok(false),
            ImportWritten::FacilityChanged if conflicts < ATTEMPTS => conflicts += 1,
            ImportWritten::FacilityChanged => return Err(Problem::busy()),
        }
    }
    Ok(true)
}

/// The rows of the part at that place, as they were checked.
async fn rows_of(app: &App, import: &FacilityImport, place: usize) -> Result<Vec<ImportedRow>, Problem> {
    let part = u32::try_from(place + 1).map_err(|error| Problem::internal(&error))?;
    let broken = |part: u32| Problem::internal(&format!("import {}: part {part} cannot be read", import.id));
    let fetch = |part| async move {
        let bytes = app.store.facility_import_part_get(&import.id, part).await?;
        bytes.ok_or_else(|| broken(part))
    };
    let bytes = fetch(part).await?;
    let head = if part == 1 { Head::of(&bytes) } else { Head::of(&fetch(1).await?) };
    let Some(mut sheet) = head.read(part, &bytes)? else { return Ok(Vec::new()) };
    (0..sheet.rows.len()).map(|at| cells::read(&mut sheet, at).ok_or_else(|| broken(part))).collect()
}

/// Applies rows whose facilities are read at once, a transaction at a time. Ends at the first that does not happen.
async fn apply_window(
    app: &App,
    principal: &Principal,
    import: &mut FacilityImport,
    rows: &[ImportedRow],
) -> Result<ImportWritten, Problem> {
    let codes: Vec<_> = rows.iter().map(|row| &row.code).collect();
    let stands = app.store.facilities_of_codes(&codes).await?;
    for rows in rows.chunks(Store::IMPORT_ROWS) {
        let mut after = import.clone();
        let decided = decide(rows, &stands, &mut after)?;
        let (by, at) = (principal.actor(), app.clock.now());
        let write = |(before, after)| FacilityWrite { before, after, by: &by, at };
        let writes: Vec<_> = decided.iter().map(|(before, after)| write((*before, after))).collect();
        let audit = principal.audit(app, AuditAction::FacilitiesImported, import.id.as_str(), Vec::new());
        match app.store.facility_import_apply(&after, &writes, audit).await? {
            ImportWritten::Written => {
                after.revision += 1;
                *import = after;
            }
            other => return Ok(other),
        }
    }
    Ok(ImportWritten::Written)
}

/// What rows make of their facilities; `import` counts them.
fn decide<'a>(
    rows: &[ImportedRow],
    stands: &'a HashMap<String, Facility>,
    import: &mut FacilityImport,
) -> Result<Vec<(Option<&'a Facility>, Facility)>, Problem> {
    let mut decided = Vec::new();
    for row in rows {
        let before = stands.get(row.code.as_str());
        match row.applied_to(before).map_err(|error| Problem::internal(&error))? {
            Imported::Created(after) => {
                import.created += 1;
                decided.push((before, after));
            }
            Imported::Changed(after) => {
                import.changed += 1;
                decided.push((before, after));
            }
            Imported::Unchanged => import.unchanged += 1,
        }
    }
    import.applied += rows.len();
    Ok(decided)
}
