//! What the cells of a row mean.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use domain::{
    facility::{Category, CodeFault, Designation, FacilityCode, ImportedData, ImportedRow},
    field::FieldError,
    prefecture::Prefecture,
};
use unicode_normalization::UnicodeNormalization;

use super::layout::LAYOUT;
use crate::csv_input::{Row, Sheet};

/// Reads a row of a sheet. Everything wrong with it is added to the sheet's errors; then there is none.
pub(super) fn read(sheet: &mut Sheet, at: usize) -> Option<ImportedRow> {
    let reading = Reading { row: &sheet.rows[at], has: &|field| sheet.has(field) };
    let (number, result) = (reading.row.number, reading.read());
    result.map_err(|errors| errors.into_iter().for_each(|error| sheet.errors.cell(number, error))).ok()
}

struct Reading<'a> {
    row: &'a Row,
    has: &'a dyn Fn(&str) -> bool,
}

impl Reading<'_> {
    fn read(&self) -> Result<ImportedRow, Vec<FieldError>> {
        let mut errors = Vec::new();
        let code = keep(self.code(), &mut errors);
        let category = keep(self.category(), &mut errors);
        let data = ImportedData {
            name: self.cell("name").to_owned(),
            category: category.unwrap_or(Category::Other),
            designations: keep(self.designations(), &mut errors).flatten(),
            person: self.told("contact.person"),
            phone: self.told("contact.phone"),
            postal_code: self.told("delivery.postal_code"),
            address: self.told("delivery.address"),
            receiving_hours: self.told("delivery.receiving_hours"),
            mail: self.told("mail"),
            validity: self.validity(&mut errors),
        };
        if let Some(code) = &code {
            errors.extend(self.foreign_code(code));
        }
        errors.extend(data.master_data(None).kept().1);
        code.filter(|_| errors.is_empty()).map(|code| ImportedRow { code, data }).ok_or(errors)
    }

    fn cell(&self, field: &str) -> &str {
        self.row.cell(&LAYOUT, field)
    }

    fn told(&self, field: &str) -> Option<String> {
        (self.has)(field).then(|| self.cell(field).to_owned())
    }

    fn code(&self) -> Result<FacilityCode, FieldError> {
        let text = narrow(self.cell("code"));
        FacilityCode::parse(&text).map_err(|fault| {
            let lost_zero = fault == CodeFault::NotTenDigits
                && text.len() + 1 == FacilityCode::DIGITS
                && text.bytes().all(|byte| byte.is_ascii_digit());
            let hint = if lost_zero {
                "表計算ソフトで先頭の0が消えていないか確かめてください。"
            } else {
                ""
            };
            FieldError::new("code", fault.code(), format!("{}{hint}", fault.message()))
        })
    }

    /// The prefecture, where the file tells it, is that of the code.
    fn foreign_code(&self, code: &FacilityCode) -> Option<FieldError> {
        let told = narrow(self.cell("prefecture"));
        let own = code.prefecture();
        if told.is_empty() || told == own.name() || Prefecture::parse(&told) == Ok(own) {
            return None;
        }
        let message = format!(
            "都道府県が医療機関コードの先頭2桁（{own}：{}）と合いません。どちらかを直してください。",
            own.name()
        );
        Some(FieldError::new("prefecture", "foreign_code", message))
    }

    fn category(&self) -> Result<Category, FieldError> {
        let text = narrow(self.cell("category"));
        Category::ALL.into_iter().find(|category| category.label() == text).ok_or_else(|| {
            let words: Vec<_> = Category::ALL.iter().map(|category| category.label()).collect();
            let message = format!("区分は「{}」のどれかを入力してください。", words.join("」「"));
            FieldError::new("category", "unknown_value", message)
        })
    }

    /// The designations, separated by ideographic or other commas; an empty cell says that there is none.
    fn designations(&self) -> Result<Option<BTreeSet<Designation>>, FieldError> {
        let Some(text) = self.told("designations") else { return Ok(None) };
        let text = narrow(&text);
        let words = text.split(['、', ',', ';', '/']).map(str::trim).filter(|word| !word.is_empty());
        words.map(designation).collect::<Result<_, _>>().map(Some)
    }

    fn validity(&self, errors: &mut Vec<FieldError>) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
        if !(self.has)("valid_from") && !(self.has)("valid_to") {
            return None;
        }
        let mut day = |field: &str, label: &str| keep(self.day(field, label), errors).flatten();
        let from = day("valid_from", "有効期間の始まり");
        Some((from, day("valid_to", "有効期間の終わり")))
    }

    /// `2026-04-01`, or as spreadsheets write it: `2026/4/1`.
    fn day(&self, field: &str, label: &str) -> Result<Option<NaiveDate>, FieldError> {
        let text = narrow(self.cell(field));
        if text.is_empty() {
            return Ok(None);
        }
        let parts: Vec<Option<u32>> = text.split(['-', '/']).map(|part| part.parse().ok()).collect();
        let day = match parts.as_slice() {
            [Some(year), Some(month), Some(day)] => {
                i32::try_from(*year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, *month, *day))
            }
            _ => None,
        };
        day.filter(|day| (1900..2200).contains(&day.year())).map(Some).ok_or_else(|| {
            let message = format!(
                "{label}は「2026-04-01」または「2026/4/1」の形で、実際にある日付を入力してください。"
            );
            FieldError::new(field, "day", message)
        })
    }
}

fn designation(word: &str) -> Result<Designation, FieldError> {
    let found = Designation::ALL.into_iter().find(|known| narrow(known.label()) == word);
    found.ok_or_else(|| {
        let words: Vec<_> = Designation::ALL.iter().map(|known| known.label()).collect();
        let message = format!("登録の区分は「{}」から選び、「、」で区切ってください。", words.join("」「"));
        FieldError::new("designations", "unknown_value", message)
    })
}

fn keep<T>(read: Result<T, FieldError>, errors: &mut Vec<FieldError>) -> Option<T> {
    read.map_err(|error| errors.push(error)).ok()
}

/// Full-width digits, letters and signs as half-width ones.
fn narrow(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}
