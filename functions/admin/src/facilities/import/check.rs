//! `POST /api/facility-imports/{id}/check`: the whole file is looked at; nothing is applied.

use std::collections::HashMap;

use axum::{Json, extract::State};
use domain::field::FieldError;
use futures::{StreamExt, stream};
use store::{FacilityImport, Fingerprint, ImportState, RowFault};
use web::{App, Ministry, NoBody, PathPart, Problem};

use super::{
    cells,
    file::{Head, ends_a_line, lines},
    layout::MAX_ROWS,
    load, overtaken,
    view::ImportView,
};
use crate::csv_input::{Sheet, too_many};

/// How many faults are told; of the others only their number is.
const MAX_FAULTS: usize = 100;
/// Parts fetched ahead.
const FETCHED_AHEAD: usize = 4;

/// Checks the file. Afterwards the import is `checked`, or `faulty` with what is wrong by row and column.
pub(super) async fn check(
    State(app): State<App>,
    _: Ministry,
    PathPart(id): PathPart,
    _: NoBody,
) -> Result<Json<ImportView>, Problem> {
    let mut import = load(&app, &id).await?;
    match import.state {
        ImportState::Open | ImportState::Faulty => {}
        ImportState::Checked => return Ok(Json(ImportView::of(import))),
        ImportState::Applying | ImportState::Done => {
            let detail = "この取込みはすでに反映を始めています。確認をやり直すことはできません。";
            return Err(Problem::conflict("already_applied", detail));
        }
    }
    refuse_gaps(&import)?;
    let found = look_at(&app, &import).await?;
    found.note(&mut import);
    // False when a part was put meanwhile: what was looked at is not what stands.
    if app.store.facility_import_change(&import, None).await? {
        Ok(Json(ImportView::of(import)))
    } else {
        Err(overtaken())
    }
}

fn refuse_gaps(import: &FacilityImport) -> Result<(), Problem> {
    let Some(last) = import.parts.last() else {
        let detail = "ファイルがまだ送られていません。";
        return Err(Problem::conflict("no_parts", detail));
    };
    match (1..=*last).find(|part| !import.parts.contains(part)) {
        Some(missing) => {
            let detail =
                format!("ファイルの{missing}番目の部分がありません。送ってから、もう一度確認してください。");
            Err(Problem::conflict("parts_missing", detail).with("part", missing))
        }
        None => Ok(()),
    }
}

async fn look_at(app: &App, import: &FacilityImport) -> Result<Findings, Problem> {
    let mut findings = Findings::default();
    let last = import.parts.last().copied().unwrap_or_default();
    let fetch = |part| async move { (part, app.store.facility_import_part_get(&import.id, part).await) };
    let mut parts = stream::iter(import.parts.iter().copied()).map(fetch).buffered(FETCHED_AHEAD);
    while let Some((part, bytes)) = parts.next().await {
        let bytes = bytes?.ok_or_else(|| Problem::internal(&format!("part {part} is gone")))?;
        findings.part(part, &bytes, part == last)?;
    }
    findings.whole()
}

/// What was found so far.
#[derive(Debug, Default)]
struct Findings {
    head: Option<Head>,
    file: Fingerprint,
    /// Lines below the headings in the parts before.
    lines: u64,
    rows: usize,
    rows_until: Vec<usize>,
    /// Each code with the row it stands in.
    codes: HashMap<String, u64>,
    doubtful_codes: usize,
    faults: Vec<RowFault>,
    more_faults: usize,
}

impl Findings {
    fn part(&mut self, part: u32, bytes: &[u8], last: bool) -> Result<(), Problem> {
        self.file.bytes(bytes);
        let head = self.head.get_or_insert_with(|| Head::of(bytes));
        if let Some(mut sheet) = head.read(part, bytes)? {
            if part == 1 {
                refuse_half_validity(&sheet)?;
            }
            self.sheet(&mut sheet);
        }
        self.lines += lines(bytes) - u64::from(part == 1);
        if !last && !ends_a_line(bytes) {
            let message = format!(
                "ファイルの{part}番目の部分が、行の途中で終わっています。行の切れ目で分けてください。"
            );
            self.fault(RowFault { row: self.lines + 1, column: None, code: "part_cut".to_owned(), message });
        }
        self.rows_until.push(self.rows);
        Ok(())
    }

    fn sheet(&mut self, sheet: &mut Sheet) {
        for at in 0..sheet.rows.len() {
            let number = sheet.rows[at].number;
            let Some(row) = cells::read(sheet, at) else { continue };
            self.doubtful_codes += usize::from(!row.code.warnings().is_empty());
            if let Some(first) = self.codes.get(row.code.as_str()) {
                let message = format!(
                    "医療機関コード{}は{first}行目にもあります。どちらか1行にしてください。",
                    row.code
                );
                sheet.errors.cell(number, FieldError::new("code", "duplicate", message));
            } else {
                self.codes.insert(row.code.as_str().to_owned(), self.lines + number);
            }
        }
        self.rows += sheet.rows.len();
        for (row, heading, code, message) in sheet.errors.iter() {
            self.fault(RowFault {
                row: self.lines + row,
                column: Some(heading).filter(|heading| !heading.is_empty()).map(str::to_owned),
                code: code.to_owned(),
                message: message.to_owned(),
            });
        }
    }

    fn fault(&mut self, fault: RowFault) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(fault);
        } else {
            self.more_faults += 1;
        }
    }

    /// What was found in all parts.
    fn whole(self) -> Result<Self, Problem> {
        if self.rows > MAX_ROWS { Err(too_many(self.rows, MAX_ROWS)) } else { Ok(self) }
    }

    fn note(self, import: &mut FacilityImport) {
        import.state = if self.faults.is_empty() { ImportState::Checked } else { ImportState::Faulty };
        import.rows_until = self.rows_until;
        import.file_sha256 = self.file.hex();
        import.doubtful_codes = self.doubtful_codes;
        import.faults = self.faults;
        import.more_faults = self.more_faults;
    }
}

/// With one of the two columns alone, a row could end a validity before it begins.
fn refuse_half_validity(sheet: &Sheet) -> Result<(), Problem> {
    if sheet.has("valid_from") == sheet.has("valid_to") {
        return Ok(());
    }
    let message =
        "「有効期間の始まり」と「有効期間の終わり」の列は、両方とも入れるか、両方とも外してください。";
    Err(Problem::invalid_field("file", "missing_column", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_largest_number_of_rows_over_all_its_parts() {
        let found = |rows| Findings { rows, ..Findings::default() }.whole();
        assert!(found(MAX_ROWS).is_ok());
        assert_eq!(found(MAX_ROWS + 1).unwrap_err(), too_many(300_001, 300_000));
    }
}
