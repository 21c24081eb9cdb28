//! The query of `GET /api/requests`, read and checked.

use chrono::NaiveDate;
use domain::{
    facility::Category, field::FieldError, id::RequestNumber, prefecture::Prefecture, review::Source,
    role::Scope, status::Status, supply::ItemCode, time::parse_day,
};
use serde::{Deserialize, de::DeserializeOwned};
use web::Problem;

/// The query as it came. Every value is text, so that each fault can be named.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ListParams {
    view: Option<String>,
    number: Option<String>,
    status: Option<String>,
    item: Option<String>,
    source: Option<String>,
    category: Option<String>,
    prefecture: Option<String>,
    facility_name: Option<String>,
    from: Option<String>,
    to: Option<String>,
    overdue: Option<String>,
    flagged: Option<String>,
    awaiting_answer: Option<String>,
    sort: Option<String>,
    limit: Option<String>,
    pub(crate) cursor: Option<String>,
}

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum View {
    /// 未対応: under review, by target.
    Open,
    /// 前日・当日
    Recent,
    /// 前営業日13時以降
    SinceCutoff,
    /// すべて選択
    All,
}

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Sort {
    #[serde(rename = "due_at")]
    DueAt,
    #[serde(rename = "updated_at")]
    UpdatedAt,
    #[serde(rename = "-updated_at")]
    NewestFirst,
}

/// The query as it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListFilter {
    pub(crate) view: View,
    pub(crate) number: Option<RequestNumber>,
    pub(crate) statuses: Vec<Status>,
    pub(crate) items: Vec<ItemCode>,
    pub(crate) source: Option<Source>,
    pub(crate) categories: Vec<Category>,
    pub(crate) prefecture: Option<Prefecture>,
    pub(crate) facility_name: Option<String>,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
    pub(crate) overdue: Option<bool>,
    pub(crate) flagged: Option<bool>,
    pub(crate) awaiting_answer: Option<bool>,
    pub(crate) sort: Option<Sort>,
    pub(crate) limit: usize,
}

/// Rows on a page unless asked otherwise.
const DEFAULT_LIMIT: usize = 50;
/// Rows on a page at most.
const MAX_LIMIT: usize = 100;

impl ListParams {
    /// Reads every parameter; names all that cannot be read.
    pub(crate) fn read(&self, scope: &Scope) -> Result<ListFilter, Problem> {
        if !scope.sees_review() {
            self.refuse_hidden()?;
        }
        let mut errors = Errors(Vec::new());
        let filter = ListFilter {
            view: errors.choice("view", self.view.as_ref()).unwrap_or(View::All),
            number: errors.number(self.number.as_ref()),
            statuses: errors.choices("status", self.status.as_ref()),
            items: errors.choices("item", self.item.as_ref()),
            source: errors.choice("source", self.source.as_ref()),
            categories: errors.choices("category", self.category.as_ref()),
            prefecture: errors.prefecture(self.prefecture.as_ref(), scope),
            facility_name: self.facility_name.clone().filter(|name| !name.trim().is_empty()),
            from: errors.day("from", self.from.as_ref()),
            to: errors.day("to", self.to.as_ref()),
            overdue: errors.flag("overdue", self.overdue.as_ref()),
            flagged: errors.flag("flagged", self.flagged.as_ref()),
            awaiting_answer: errors.flag("awaiting_answer", self.awaiting_answer.as_ref()),
            sort: errors.choice("sort", self.sort.as_ref()),
            limit: errors.limit(self.limit.as_ref()),
        };
        if matches!((filter.from, filter.to), (Some(from), Some(to)) if from > to) {
            errors.refuse("to", "before_from", "期間の終わりは、始まりと同じか後の日付にしてください。");
        }
        if filter.view == View::Open && filter.sort.is_some_and(|sort| sort != Sort::DueAt) {
            errors.refuse("sort", "not_in_view", "未対応の一覧は、入力期限の順だけで並べられます。");
        }
        if filter.view != View::Open && filter.sort == Some(Sort::DueAt) && filter.overdue != Some(true) {
            errors.refuse("sort", "not_in_view", "入力期限の順で並べられるのは、未対応の一覧だけです。");
        }
        if errors.0.is_empty() { Ok(filter) } else { Err(Problem::invalid(errors.0)) }
    }

    /// Flag and source would tell a facility what it may not know (SPEC 2); of prefectures it has only its own.
    fn refuse_hidden(&self) -> Result<(), Problem> {
        let hidden = [("flagged", &self.flagged), ("source", &self.source), ("prefecture", &self.prefecture)];
        let mut errors = Errors(Vec::new());
        for (name, _) in hidden.iter().filter(|(_, value)| value.is_some()) {
            errors.refuse(name, "unknown_parameter", format!("「{name}」という条件は使えません。"));
        }
        if errors.0.is_empty() { Ok(()) } else { Err(Problem::invalid(errors.0)) }
    }
}

impl ListFilter {
    /// Whether the list is of open work in the order of its targets.
    pub(crate) fn is_by_due(&self) -> bool {
        self.view == View::Open
            || (self.overdue == Some(true) && matches!(self.sort, None | Some(Sort::DueAt)))
    }
}

struct Errors(Vec<FieldError>);

impl Errors {
    fn refuse(&mut self, name: &str, code: &'static str, message: impl Into<String>) {
        self.0.push(FieldError::new(name, code, message));
    }

    /// A value by its name on the wire.
    fn choice<T: DeserializeOwned>(&mut self, name: &str, text: Option<&String>) -> Option<T> {
        let text = text.filter(|text| !text.is_empty())?;
        let value = serde_json::from_value(serde_json::Value::String(text.clone())).ok();
        if value.is_none() {
            self.refuse(
                name,
                "unknown_value",
                format!("「{name}」の値を読み取れません。選べる値にしてください。"),
            );
        }
        value
    }

    /// A day of a period.
    fn day(&mut self, name: &str, text: Option<&String>) -> Option<NaiveDate> {
        let text = text.filter(|text| !text.is_empty())?;
        let day = parse_day(text);
        if day.is_none() {
            self.refuse(name, "date", "期間は「2026-11-24」のような実在する日付で入力してください。");
        }
        day
    }

    /// Several values, parted by commas.
    fn choices<T: DeserializeOwned>(&mut self, name: &str, text: Option<&String>) -> Vec<T> {
        let parts = text.into_iter().flat_map(|text| text.split(',')).map(|part| part.trim().to_owned());
        parts.collect::<Vec<_>>().iter().filter_map(|part| self.choice(name, Some(part))).collect()
    }

    fn flag(&mut self, name: &str, text: Option<&String>) -> Option<bool> {
        match text.map(String::as_str) {
            None | Some("") => None,
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) => {
                self.refuse(name, "unknown_value", format!("「{name}」はtrueかfalseにしてください。"));
                None
            }
        }
    }

    fn number(&mut self, text: Option<&String>) -> Option<RequestNumber> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let number = RequestNumber::parse_typed(text).ok();
        if number.is_none() {
            self.refuse("number", "number_form", "要請番号は「SOS-20261124-7K3QX」の形で入力してください。");
        }
        number
    }

    /// Only the ministry chooses; a prefecture may name itself.
    fn prefecture(&mut self, text: Option<&String>, scope: &Scope) -> Option<Prefecture> {
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

    fn limit(&mut self, text: Option<&String>) -> usize {
        let Some(text) = text else { return DEFAULT_LIMIT };
        let limit = text.parse().ok().filter(|limit| (1..=MAX_LIMIT).contains(limit));
        if limit.is_none() {
            self.refuse("limit", "out_of_range", "「limit」は1から100までの整数にしてください。");
        }
        limit.unwrap_or(DEFAULT_LIMIT)
    }
}
