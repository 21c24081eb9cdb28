//! Lines of a file, and what no cell may hold.

use csv::{ReaderBuilder, StringRecord, StringRecordsIntoIter};
use domain::{field::FieldError, text::check_line};

use super::{Column, Layout, Row, row_errors::RowErrors};

/// Characters of a cell that a fault quotes.
const QUOTED_CHARS: usize = 20;

/// The cells of a row of the file.
#[derive(Debug)]
pub(super) struct Line {
    /// Its number as a spreadsheet shows it.
    pub(super) number: u64,
    /// The cells, without spaces around them.
    pub(super) cells: Vec<String>,
}

/// The rows of a text whose lines end in line feeds.
pub(super) struct Lines<'a> {
    records: StringRecordsIntoIter<&'a [u8]>,
    /// Line feeds inside of cells so far: a spreadsheet does not count them.
    line_feeds: u64,
    /// The number of the row before.
    above: u64,
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        Self { records: reader.into_records(), line_feeds: 0, above: 0 }
    }

    fn line(&mut self, record: &StringRecord) -> Line {
        let inner = record.iter().flat_map(str::chars).filter(|c| *c == '\n').count();
        self.line_feeds += u64::try_from(inner).unwrap_or(u64::MAX);
        // The position after the row: before it may stand blank lines, which a spreadsheet counts as rows.
        let below = self.records.reader().position().line();
        // A quote left open swallows the end of the last row.
        self.above = below.saturating_sub(1 + self.line_feeds).max(self.above + 1);
        Line { number: self.above, cells: record.iter().map(|cell| cell.trim().to_owned()).collect() }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        // Reading from memory, with rows of any length, text known to be UTF-8: nothing here can fail.
        let record = self.records.next()?.ok()?;
        Some(self.line(&record))
    }
}

/// The row with its cells in the layout's order; faults go to `errors`.
pub(super) fn row(line: &Line, places: &[Option<usize>], layout: &Layout, errors: &mut RowErrors) -> Row {
    let beyond = (0..line.cells.len()).filter(|at| !places.contains(&Some(*at)));
    let stray = beyond.filter(|at| !line.cells[*at].is_empty()).count();
    let last = places.iter().flatten().max().map_or(0, |at| at + 1);
    if stray > 0 || line.cells.len() < last {
        let message = "列の数が見出しと合いません。セルの区切りのカンマと引用符（\"）を確認してください。";
        errors.whole_row(line.number, "cell_count", message);
    }
    let cell = |place: &Option<usize>| place.and_then(|at| line.cells.get(at)).cloned().unwrap_or_default();
    let cells: Vec<String> = places.iter().map(cell).collect();
    for (column, cell) in layout.columns.iter().zip(&cells) {
        if let Some(fault) = fault(column, cell) {
            errors.cell(line.number, fault);
        }
    }
    Row { number: line.number, cells }
}

/// What is wrong with a cell, whatever it means.
fn fault(column: &Column, cell: &str) -> Option<FieldError> {
    let (field, heading) = (column.field, column.heading);
    let fault = |code, message: String| Some(FieldError::new(field, code, message));
    if cell.contains('\n') {
        return fault(
            "line_break",
            format!("{heading}の中に改行があります。改行を消すか、引用符（\"）の閉じ忘れを直してください。"),
        );
    }
    if let Err(fault) = check_line(cell) {
        return Some(FieldError::text(field, heading, fault));
    }
    if cell.chars().any(is_lost) {
        return fault(
            "lost_character",
            format!("{heading}に、文字化けした文字または外字が含まれています。入力し直してください。"),
        );
    }
    if is_formula(cell) && !(column.phone && is_phone(cell)) {
        let quoted: String = cell.chars().take(QUOTED_CHARS).collect();
        return fault(
            "formula",
            format!("{heading}が「=」「+」「-」「@」で始まっています（{quoted}）。数式は登録できません。"),
        );
    }
    None
}

/// What an earlier conversion left where a character was, and characters that only one machine knows.
fn is_lost(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
}

/// What a spreadsheet would compute when the data are exported to it again.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@'])
}

fn is_phone(cell: &str) -> bool {
    cell.starts_with('+')
        && cell[1..].chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '(' | ')'))
}
