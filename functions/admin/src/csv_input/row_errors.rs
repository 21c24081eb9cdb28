//! What is wrong with a file, by row and column.

use std::collections::BTreeMap;

use domain::field::FieldError;
use serde_json::{Value, json};
use web::Problem;

use super::Layout;

/// How many faults are told; of the others only their number is.
const MAX_TOLD: usize = 200;

/// Faults by row, then in the order of the columns. A cell keeps its first one.
#[derive(Debug)]
pub(crate) struct RowErrors {
    layout: Layout,
    faults: BTreeMap<Place, Fault>,
}

/// Row and place in the layout; what is of a whole row comes before its cells.
type Place = (u64, Option<usize>, String);

#[derive(Debug)]
struct Fault {
    code: &'static str,
    message: String,
}

impl RowErrors {
    /// No faults yet.
    pub(super) fn new(layout: &Layout) -> Self {
        Self { layout: *layout, faults: BTreeMap::new() }
    }

    /// Adds a fault of the cell of a field.
    pub(crate) fn cell(&mut self, row: u64, error: FieldError) {
        let at = self.layout.columns.iter().position(|column| column.field == error.field);
        let heading = at.map_or("", |at| self.layout.columns[at].heading);
        self.put((row, at, heading.to_owned()), error.code, error.message);
    }

    /// Adds a fault of a row.
    pub(super) fn whole_row(&mut self, row: u64, code: &'static str, message: impl Into<String>) {
        self.put((row, None, String::new()), code, message.into());
    }

    /// Adds a fault of a heading.
    pub(super) fn heading(&mut self, row: u64, heading: &str, code: &'static str, message: String) {
        self.put((row, None, heading.to_owned()), code, message);
    }

    fn put(&mut self, place: Place, code: &'static str, message: String) {
        self.faults.entry(place).or_insert(Fault { code, message });
    }

    /// All of them in their order: row, heading (empty where the whole row is meant), code and message.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &str, &'static str, &str)> {
        self.faults
            .iter()
            .map(|((row, _, heading), fault)| (*row, heading.as_str(), fault.code, fault.message.as_str()))
    }

    /// Nothing, or all of it as a [`Problem`].
    ///
    /// # Errors
    /// [`RowErrors::problem`] when there are any.
    pub(crate) fn none_or_problem(&self) -> Result<(), Problem> {
        if self.faults.is_empty() { Ok(()) } else { Err(self.problem()) }
    }

    /// 422: `row_errors` holds the first faults as `{row, column, code, message}`, the column by its heading and null where the whole row is
    /// meant; `more_row_errors` is the number of the others.
    pub(crate) fn problem(&self) -> Problem {
        let told: Vec<Value> = self.faults.iter().take(MAX_TOLD).map(view).collect();
        let more = self.faults.len() - told.len();
        Problem::invalid(Vec::new()).with("row_errors", told).with("more_row_errors", more)
    }
}

fn view(((row, _, heading), fault): (&Place, &Fault)) -> Value {
    let column = if heading.is_empty() { Value::Null } else { json!(heading) };
    json!({ "row": row, "column": column, "code": fault.code, "message": fault.message })
}
