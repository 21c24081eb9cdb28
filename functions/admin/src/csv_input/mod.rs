//! Files of rows that people bring: from bytes to cells, with every fault named by its row and column as the spreadsheet shows them.
//! What the cells mean is for the resource that reads them.

mod cells;
mod decode;
mod headings;
mod row_errors;
#[cfg(test)]
mod tests;

use web::Problem;

pub(crate) use row_errors::RowErrors;

/// A column that a file may have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// The field it fills, by its name on the wire.
    pub(crate) field: &'static str,
    /// Its heading in the file's first row.
    pub(crate) heading: &'static str,
    /// Whether a file without the column is taken.
    optional: bool,
    /// Whether cells hold telephone numbers, which may begin with a plus.
    phone: bool,
}

/// What a file has to look like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// The columns, in any order in the file.
    pub(crate) columns: &'static [Column],
    /// Rows below the headings that are taken at most.
    pub(crate) max_rows: usize,
}

/// A file's rows, and what is wrong with single cells.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The rows that are not blank, from the top.
    pub(crate) rows: Vec<Row>,
    /// The fields whose columns the file has.
    fields: Vec<&'static str>,
    /// What is wrong so far. Faults of the cells' meaning are added by the reader; a cell keeps its first fault.
    pub(crate) errors: RowErrors,
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its number as a spreadsheet shows it; the headings are 1.
    pub(crate) number: u64,
    /// A cell for each column of the layout, without spaces around it.
    cells: Vec<String>,
}

impl Column {
    /// A column of short entries that every file must have.
    pub(crate) const fn new(field: &'static str, heading: &'static str) -> Self {
        Self { field, heading, optional: false, phone: false }
    }

    /// The same, but a file may lack it: then all its cells are empty.
    pub(crate) const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// The same for telephone numbers.
    pub(crate) const fn phone(self) -> Self {
        Self { phone: true, ..self }
    }
}

impl Sheet {
    /// Whether the file has the column of a field.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.fields.contains(&field)
    }
}

impl Row {
    /// The cell of a field; empty when the file does not have its column.
    pub(crate) fn cell(&self, layout: &Layout, field: &str) -> &str {
        let at = layout.columns.iter().position(|column| column.field == field);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}

/// Reads a file: UTF-8 with or without a byte order mark, or Shift-JIS as Windows has it (Windows-31J).
///
/// # Errors
/// 422 when it is no such file, its headings are not the layout's, or it has no rows or too many. Faults of single cells are in the
/// [`Sheet`].
pub(crate) fn read(bytes: &[u8], layout: &Layout) -> Result<Sheet, Problem> {
    let text = decode::decode(bytes)?;
    let mut lines = cells::Lines::new(&text);
    let headings = lines.next().ok_or_else(empty)?;
    let places = headings::places(&headings, layout)?;
    let (mut raw, mut count) = (Vec::new(), 0);
    for line in lines.filter(|line| !line.is_blank()) {
        count += 1;
        if count <= layout.max_rows {
            raw.push(line);
        }
    }
    match count {
        0 => Err(empty()),
        count if count > layout.max_rows => Err(too_many(count, layout.max_rows)),
        _ => {
            let mut errors = RowErrors::new(layout);
            let rows = raw.iter().map(|line| cells::row(line, &places, layout, &mut errors)).collect();
            let columns = layout.columns.iter().zip(&places).filter(|(_, place)| place.is_some());
            Ok(Sheet { rows, fields: columns.map(|(column, _)| column.field).collect(), errors })
        }
    }
}

fn empty() -> Problem {
    let message = "ファイルにデータの行がありません。1行目に見出し、2行目からデータを入れてください。";
    Problem::invalid_field("file", "empty_file", message)
}

/// 422 for a file with more rows than are taken.
pub(crate) fn too_many(count: usize, max: usize) -> Problem {
    let message = format!(
        "1つのファイルで登録できるのは{}行までです（このファイルは{}行）。ファイルを分けてください。",
        grouped(max),
        grouped(count)
    );
    Problem::invalid_field("file", "too_many_rows", message)
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
