//! An import as it is answered.

use serde::Serialize;
use store::{FacilityImport, ImportState, RowFault};
use web::wire_instant;

/// How far an import got, and what is wrong with its file.
#[derive(Debug, Serialize)]
pub(super) struct ImportView {
    id: String,
    state: ImportState,
    created_at: String,
    parts: Vec<u32>,
    /// Rows of the file; 0 until it is checked.
    total: usize,
    applied: usize,
    created: usize,
    changed: usize,
    unchanged: usize,
    row_errors: Vec<RowFault>,
    more_row_errors: usize,
    warnings: Vec<WarningView>,
}

#[derive(Debug, Serialize)]
struct WarningView {
    code: &'static str,
    message: String,
}

impl ImportView {
    pub(super) fn of(import: FacilityImport) -> Self {
        Self {
            total: import.total(),
            warnings: warnings(&import),
            id: import.id,
            state: import.state,
            created_at: wire_instant(import.created_at),
            parts: import.parts.into_iter().collect(),
            applied: import.applied,
            created: import.created,
            changed: import.changed,
            unchanged: import.unchanged,
            row_errors: import.faults,
            more_row_errors: import.more_faults,
        }
    }
}

fn warnings(import: &FacilityImport) -> Vec<WarningView> {
    if import.doubtful_codes == 0 {
        return Vec::new();
    }
    let message = format!(
        "医療機関コードの検証番号（10桁目）または3桁目が合わない行が{}行あります。そのまま取り込めますが、書き誤りがないか確かめてください。",
        import.doubtful_codes
    );
    vec![WarningView { code: "doubtful_codes", message }]
}
