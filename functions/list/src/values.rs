//! Values of a query string, each read from its text; what cannot be read is collected, so that all faults are told at once.

use chrono::NaiveDate;
use domain::{
    field::FieldError, id::RequestNumber, label::label, prefecture::Prefecture, role::Scope, time::parse_day,
};
use serde::{Deserialize, de::DeserializeOwned};
use web::Problem;

/// The query of what takes no parameters: whatever stands there is refused by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoParams {}

/// What is wrong with a query, parameter by parameter.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<FieldError>);

impl Errors {
    /// Adds a fault of the parameter.
    pub(crate) fn refuse(&mut self, name: &str, code: &'static str, message: impl Into<String>) {
        self.0.push(FieldError::new(name, code, message));
    }

    /// The parameter's value is none of those there are.
    pub(crate) fn unknown_value(&mut self, name: &str) {
        let message = format!("{}は選べる値の中から選んでください。", title(name));
        self.refuse(name, "unknown_value", message);
    }

    /// 422 with all of them, if there are any.
    pub(crate) fn none_or_problem(&mut self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid(std::mem::take(&mut self.0))) }
    }

    /// A value by its name on the wire.
    pub(crate) fn choice<T: DeserializeOwned>(&mut self, name: &str, text: Option<&String>) -> Option<T> {
        let text = text.filter(|text| !text.is_empty())?;
        let value = serde_json::from_value(serde_json::Value::String(text.clone())).ok();
        if value.is_none() {
            self.unknown_value(name);
        }
        value
    }

    /// A day of a period.
    pub(crate) fn day(&mut self, name: &str, text: Option<&String>) -> Option<NaiveDate> {
        let text = text.filter(|text| !text.is_empty())?;
        let day = parse_day(text);
        if day.is_none() {
            let message =
                format!("{}は「2026年11月24日」のような実在する日付で入力してください。", title(name));
            self.refuse(name, "date", message);
        }
        day
    }

    /// Several values, parted by commas.
    pub(crate) fn choices<T: DeserializeOwned>(&mut self, name: &str, text: Option<&String>) -> Vec<T> {
        let parts = text.into_iter().flat_map(|text| text.split(',')).map(|part| part.trim().to_owned());
        parts.collect::<Vec<_>>().iter().filter_map(|part| self.choice(name, Some(part))).collect()
    }

    /// Yes or no.
    pub(crate) fn flag(&mut self, name: &str, text: Option<&String>) -> Option<bool> {
        match text.map(String::as_str) {
            None | Some("") => None,
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) => {
                self.refuse(name, "unknown_value", format!("{}はtrueかfalseにしてください。", title(name)));
                None
            }
        }
    }

    /// A request number, however it is typed.
    pub(crate) fn number(&mut self, text: Option<&String>) -> Option<RequestNumber> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let number = RequestNumber::parse_typed(text).ok();
        if number.is_none() {
            self.refuse("number", "number_form", "要請番号は「SOS-20261124-7K3QX」の形で入力してください。");
        }
        number
    }

    /// Only the ministry chooses; a prefecture may name itself.
    pub(crate) fn prefecture(&mut self, text: Option<&String>, scope: &Scope) -> Option<Prefecture> {
        let chosen: Option<Prefecture> = self.choice("prefecture", text);
        let own = match scope {
            Scope::Nation => return chosen,
            Scope::Prefecture(own) => Some(*own),
            Scope::Facility(_) => None,
        };
        if chosen.is_some() && chosen != own {
            self.refuse("prefecture", "unknown_parameter", "「prefecture」という条件は使えません。");
        }
        None
    }

    /// Rows on a page.
    pub(crate) fn limit(&mut self, text: Option<&String>, default: usize, max: usize) -> usize {
        let Some(text) = text else { return default };
        let limit = text.parse().ok().filter(|limit| (1..=max).contains(limit));
        if limit.is_none() {
            self.refuse(
                "limit",
                "out_of_range",
                format!("{}は1から{max}までの整数にしてください。", title("limit")),
            );
        }
        limit.unwrap_or(default)
    }
}

/// The parameter as the screens name it.
fn title(name: &str) -> &'static str {
    match name {
        "view" => "表示する一覧",
        "from" => "要請（更新）日（から）",
        "to" => "要請（更新）日（まで）",
        "item" => label("items"),
        "category" => "区分",
        "prefecture" => "都道府県",
        "overdue" => "入力期限超過",
        "due_today" => "本日期限",
        "flagged" => "在庫量が1ヶ月分以上の可能性あり",
        "awaiting_answer" => "照会中",
        "sort" => "並び順",
        "limit" => "1ページの件数",
        _ => label(name),
    }
}
