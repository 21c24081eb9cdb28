//! What the rows of a file of users mean.

use std::collections::HashMap;

use domain::{field::FieldError, id::UserName, prefecture::Prefecture, role::Role, text::is_blank};

use super::candidate::{Candidate, Typed, role_label};
use crate::csv_input::{Column, Layout, Row, RowErrors, Sheet};

/// What a file of users looks like.
pub(super) const LAYOUT: Layout = Layout {
    columns: &[
        Column::new("user_name", "ユーザ名"),
        Column::new("role", "役割"),
        Column::new("name", "名前"),
        Column::new("mail", "メールアドレス"),
        Column::new("prefecture", "都道府県").optional(),
        Column::new("facility", "医療機関ID").optional(),
    ],
    max_rows: 1_000,
};

/// The candidates with the numbers of their rows. A name that stands in two rows is a fault of the second.
pub(super) fn candidates(sheet: &mut Sheet) -> Vec<(u64, Candidate)> {
    let mut seen = HashMap::new();
    let mut candidates = Vec::new();
    for row in &sheet.rows {
        let typed = typed(row);
        let candidate = typed.read(empty_cells(&typed));
        if let Some(name) = &candidate.user_name {
            refuse_repeated(row.number, name, &mut seen, &mut sheet.errors);
        }
        candidates.push((row.number, candidate));
    }
    candidates
}

fn refuse_repeated(row: u64, name: &UserName, seen: &mut HashMap<UserName, u64>, errors: &mut RowErrors) {
    match seen.get(name) {
        Some(first) => {
            let message = format!("ユーザ名「{name}」は{first}行目にもあります。どちらか1つにしてください。");
            errors.cell(row, FieldError::new("user_name", "duplicate", message));
        }
        None => {
            seen.insert(name.clone(), row);
        }
    }
}

fn typed(row: &Row) -> Typed {
    let cell = |field| row.cell(&LAYOUT, field).to_owned();
    Typed {
        user_name: cell("user_name"),
        role: role_code(&cell("role")),
        name: cell("name"),
        mail: cell("mail"),
        prefecture: prefecture_code(&cell("prefecture")),
        facility: cell("facility"),
    }
}

/// What a form lets choose is typed into a file, and the message has to say so.
fn empty_cells(typed: &Typed) -> Vec<FieldError> {
    let of_prefecture = typed.role == "prefecture";
    let cells =
        [("role", "役割", &typed.role, true), ("prefecture", "都道府県", &typed.prefecture, of_prefecture)];
    let empty = cells.into_iter().filter(|(_, _, text, needed)| *needed && is_blank(text));
    empty.map(|(field, label, ..)| FieldError::missing(field, label)).collect()
}

/// Files name a role in Japanese, or as the wire does.
fn role_code(cell: &str) -> String {
    let code = match cell {
        cell if cell == role_label(Role::Facility) => "facility",
        cell if cell == role_label(Role::Prefecture) => "prefecture",
        cell if cell == role_label(Role::Ministry) => "ministry",
        cell => cell,
    };
    code.to_owned()
}

/// Files name a prefecture by its name or code, which spreadsheets rob of its leading zero.
fn prefecture_code(cell: &str) -> String {
    let named = Prefecture::all().find(|prefecture| prefecture.name() == cell).map(Prefecture::code);
    named.unwrap_or_else(|| if cell.len() == 1 { format!("0{cell}") } else { cell.to_owned() })
}
