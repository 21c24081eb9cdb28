//! The first row: which column is where.

use unicode_normalization::UnicodeNormalization;
use web::Problem;

use super::{Layout, cells::Line, row_errors::RowErrors};

/// For each column of the layout its place in the file, or none when the file does not have it.
///
/// # Errors
/// 422 that names every column that is missing, unknown or there twice.
pub(super) fn places(line: &Line, layout: &Layout) -> Result<Vec<Option<usize>>, Problem> {
    let headings: Vec<String> = line.cells.iter().map(|cell| folded(cell)).collect();
    let mut errors = RowErrors::new(layout);
    for (place, heading) in headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
        if headings[..place].contains(heading) {
            let message = format!("見出し「{heading}」が2回あります。どちらか1つにしてください。");
            errors.heading(line.number, heading, "duplicate_column", message);
        } else if !layout.columns.iter().any(|column| folded(column.heading) == *heading) {
            let message = format!("「{heading}」という列はありません。見出しを確認してください。");
            errors.heading(line.number, heading, "unknown_column", message);
        }
    }
    let place = |wanted: &str| headings.iter().position(|heading| *heading == folded(wanted));
    let places: Vec<_> = layout.columns.iter().map(|column| place(column.heading)).collect();
    for (column, _) in layout.columns.iter().zip(&places).filter(|(c, place)| place.is_none() && !c.optional)
    {
        let message = format!("「{}」の列がありません。1行目に見出しを入れてください。", column.heading);
        errors.heading(line.number, column.heading, "missing_column", message);
    }
    errors.none_or_problem().map(|()| places)
}

/// A heading as it is compared: width and spaces do not matter. Cut short, since it is quoted in messages.
fn folded(heading: &str) -> String {
    heading.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).take(40).collect()
}
