//! `GET /api/facilities?prefecture=&q=&category=&cursor=`: a prefecture's facilities by code.

use axum::{Json, extract::State};
use chrono::NaiveDate;
use domain::{
    facility::{Category, Designation},
    field::FieldError,
    prefecture::Prefecture,
    role::Scope,
};
use serde::{Deserialize, Serialize};
use store::{FacilityListing, FacilityQuery};
use unicode_normalization::UnicodeNormalization;
use web::{App, CursorBinding, Officer, Problem, QueryParams, open_cursor, seal_cursor};

/// Facilities on a page.
const PAGE: usize = 50;
/// Longest search, in characters.
const MAX_SEARCH_CHARS: usize = 50;

/// The query as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ListParams {
    prefecture: Option<String>,
    q: Option<String>,
    category: Option<String>,
    cursor: Option<String>,
}

/// The query as it is meant.
#[derive(Debug)]
struct Search {
    prefecture: Prefecture,
    /// The beginning of a code or a part of a name, folded.
    text: String,
    category: Option<Category>,
}

#[derive(Debug, Serialize)]
pub(super) struct ListAnswer {
    items: Vec<ListingView>,
    next_cursor: Option<String>,
}

#[derive(Debug, Serialize)]
struct ListingView {
    id: String,
    code: String,
    name: String,
    category: Category,
    designations: Vec<Designation>,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

/// A page. It may be short, or empty, and still not the last: one call looks at a bounded number of rows.
pub(super) async fn list(
    State(app): State<App>,
    Officer(principal): Officer,
    QueryParams(params): QueryParams<ListParams>,
) -> Result<Json<ListAnswer>, Problem> {
    if let Some(foreign) = params.foreign(&principal.scope) {
        principal.record_refusal(&app, &foreign.code()).await;
    }
    let search = params.read(&principal.scope).map_err(Problem::invalid)?;
    let filter = search.fixed_form();
    let binding = CursorBinding { caller: principal.user_name.as_str(), filter: &filter };
    let after = params.cursor.map(|cursor| open_cursor(&app.config, binding, &cursor)).transpose()?;
    let query = FacilityQuery {
        prefecture: search.prefecture,
        code_prefix: search.code_prefix(),
        after,
        limit: PAGE,
    };
    let page = app.store.facility_list(&query, |listing| search.finds(listing)).await?;
    Ok(Json(ListAnswer {
        items: page.items.into_iter().map(view).collect(),
        next_cursor: page.next.map(|next| seal_cursor(&app.config, binding, &next)),
    }))
}

impl ListParams {
    /// Another prefecture than the officer's own that was asked for.
    fn foreign(&self, scope: &Scope) -> Option<Prefecture> {
        let asked = Prefecture::parse(self.prefecture.as_deref()?).ok()?;
        matches!(scope, Scope::Prefecture(own) if *own != asked).then_some(asked)
    }

    fn read(&self, scope: &Scope) -> Result<Search, Vec<FieldError>> {
        let mut errors = Vec::new();
        let prefecture = self.prefecture(scope).map_err(|error| errors.push(error)).ok();
        let category = self.category().map_err(|error| errors.push(error)).ok();
        let text = folded(self.q.as_deref().unwrap_or_default());
        if text.chars().count() > MAX_SEARCH_CHARS {
            let message = format!("検索する言葉は{MAX_SEARCH_CHARS}文字以内で入力してください。");
            errors.push(FieldError::new("q", "too_long", message));
        }
        match (prefecture, category) {
            (Some(prefecture), Some(category)) if errors.is_empty() => {
                Ok(Search { prefecture, text, category })
            }
            _ => Err(errors),
        }
    }

    /// The ministry chooses; a prefecture has its own, and may name it.
    fn prefecture(&self, scope: &Scope) -> Result<Prefecture, FieldError> {
        let named = self.prefecture.as_deref().filter(|code| !code.is_empty());
        let named = named.map(Prefecture::parse).transpose().map_err(|_| {
            FieldError::new("prefecture", "unknown_value", "都道府県は01から47までの番号で選んでください。")
        })?;
        match (scope, named) {
            (Scope::Prefecture(own), None) => Ok(*own),
            (Scope::Prefecture(own), Some(named)) if named != *own => {
                let message = "ほかの都道府県の医療機関は表示できません。";
                Err(FieldError::new("prefecture", "foreign_prefecture", message))
            }
            (_, Some(named)) => Ok(named),
            (_, None) => Err(FieldError::not_chosen("prefecture", "都道府県")),
        }
    }

    fn category(&self) -> Result<Option<Category>, FieldError> {
        let Some(text) = self.category.as_ref().filter(|text| !text.is_empty()) else { return Ok(None) };
        serde_json::from_value(text.as_str().into()).map(Some).map_err(|_| {
            FieldError::new("category", "unknown_value", "区分は選べる値の中から選んでください。")
        })
    }
}

impl Search {
    /// Everything that makes the list what it is.
    fn fixed_form(&self) -> String {
        let category = self.category.map_or("", Category::label);
        format!("facilities {} {category} {}", self.prefecture, self.text)
    }

    /// What all found codes begin with, as far as the text can only mean a code: those of a prefecture begin with its two digits.
    fn code_prefix(&self) -> String {
        let is_code = self.text.len() > 2
            && self.text.starts_with(&self.prefecture.code())
            && self.text.bytes().all(|byte| byte.is_ascii_digit());
        if is_code { self.text.clone() } else { String::new() }
    }

    fn finds(&self, listing: &FacilityListing) -> bool {
        self.category.is_none_or(|category| category == listing.category)
            && (self.text.is_empty()
                || listing.code.starts_with(&self.text)
                || folded(&listing.name).contains(&self.text))
    }
}

/// A text as it is compared: width, case and spaces around do not matter.
fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_lowercase()
}

fn view(listing: FacilityListing) -> ListingView {
    let FacilityListing { id, code, name, category, designations, valid_from, valid_to } = listing;
    let designations = designations.into_iter().collect();
    ListingView { id: id.to_string(), code, name, category, designations, valid_from, valid_to }
}
