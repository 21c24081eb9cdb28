//! The query of `GET /api/requests`, read and checked.

use chrono::NaiveDate;
use domain::{
    facility::Category,
    id::RequestNumber,
    prefecture::Prefecture,
    review::Source,
    role::Scope,
    status::Status,
    supply::{Catalogue, ItemCode},
};
use serde::Deserialize;
use web::Problem;

use crate::values::Errors;

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
    due_today: Option<String>,
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
    /// Whether the target lies on the present day (JST), as the home counts it.
    pub(crate) due_today: Option<bool>,
    pub(crate) flagged: Option<bool>,
    pub(crate) awaiting_answer: Option<bool>,
    pub(crate) sort: Option<Sort>,
    pub(crate) limit: usize,
}

/// What was read, and what could not be.
#[derive(Debug)]
pub(crate) struct ReadParams {
    /// As far as it was understood.
    pub(crate) filter: ListFilter,
    errors: Errors,
}

/// Rows on a page unless asked otherwise.
const DEFAULT_LIMIT: usize = 50;
/// Rows on a page at most.
const MAX_LIMIT: usize = 100;

impl ListParams {
    /// Reads every parameter, as far as that can be told without the catalogue.
    ///
    /// # Errors
    /// 422 for what the caller's role may not ask for.
    pub(crate) fn read(&self, scope: &Scope) -> Result<ReadParams, Problem> {
        if !scope.sees_review() {
            self.refuse_hidden()?;
        }
        let mut errors = Errors::default();
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
            due_today: errors.flag("due_today", self.due_today.as_ref()),
            flagged: errors.flag("flagged", self.flagged.as_ref()),
            awaiting_answer: errors.flag("awaiting_answer", self.awaiting_answer.as_ref()),
            sort: errors.choice("sort", self.sort.as_ref()),
            limit: errors.limit(self.limit.as_ref(), DEFAULT_LIMIT, MAX_LIMIT),
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
        Ok(ReadParams { filter, errors })
    }

    /// Flag and source would tell a facility what it may not know (SPEC 2); of prefectures it has only its own.
    fn refuse_hidden(&self) -> Result<(), Problem> {
        let hidden = [("flagged", &self.flagged), ("source", &self.source), ("prefecture", &self.prefecture)];
        let mut errors = Errors::default();
        for (name, _) in hidden.iter().filter(|(_, value)| value.is_some()) {
            errors.refuse(name, "unknown_parameter", format!("「{name}」という条件は使えません。"));
        }
        errors.none_or_problem()
    }
}

impl ReadParams {
    /// The filter, when nothing is wrong with it; an item that the policy's catalogue does not have would find nothing, and nobody would know.
    ///
    /// # Errors
    /// 422 that names every parameter at fault.
    pub(crate) fn checked(mut self, catalogue: &Catalogue) -> Result<ListFilter, Problem> {
        let known = |item: &ItemCode| catalogue.get(item).is_some();
        if !self.filter.items.iter().all(known) {
            self.errors.unknown_value("item");
        }
        self.errors.none_or_problem().map(|()| self.filter)
    }
}

impl ListFilter {
    /// Whether the list is of open work in the order of its targets.
    pub(crate) fn is_by_due(&self) -> bool {
        self.view == View::Open
            || (self.overdue == Some(true) && matches!(self.sort, None | Some(Sort::DueAt)))
    }
}
