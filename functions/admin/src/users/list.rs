//! `GET /api/users`: the users of an area, by user name.

use axum::{Json, extract::State};
use domain::{
    field::FieldError,
    prefecture::Prefecture,
    text::{check_line, is_blank},
};
use serde::{Deserialize, Serialize};
use store::UserListing;
use unicode_normalization::UnicodeNormalization;
use web::{App, CursorBinding, Officer, Problem, QueryParams, open_cursor, seal_cursor};

use super::{caller::own_area, view::UserView};

/// Users on a page.
const PAGE: usize = 50;
/// Users looked at for a page when only some pass. A page may then be short although there are more.
const MAX_READ: usize = 1_000;
/// Users read at once for such a page.
const BATCH: usize = 250;
/// The code of the ministry's own users, who are of no prefecture.
const NATION: &str = "00";

/// The query as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ListParams {
    prefecture: Option<String>,
    q: Option<String>,
    cursor: Option<String>,
}

/// A page.
#[derive(Debug, Serialize)]
pub(super) struct UserPage {
    items: Vec<UserView>,
    /// Where to go on; null at the end.
    next_cursor: Option<String>,
}

/// `GET /api/users`: for the ministry those of a prefecture, or its own without one; for a prefecture those of its own area.
pub(super) async fn list(
    State(app): State<App>,
    Officer(officer): Officer,
    QueryParams(params): QueryParams<ListParams>,
) -> Result<Json<UserPage>, Problem> {
    let own = own_area(&officer);
    if let Some(foreign) = params.foreign(own) {
        officer.record_refusal(&app, &foreign.code()).await;
    }
    let (area, wanted) = params.read(own).map_err(Problem::invalid)?;
    let filter = format!("users {} {wanted}", area.map(Prefecture::code).unwrap_or_default());
    let binding = CursorBinding { caller: officer.user_name.as_str(), filter: &filter };
    let after = params.cursor.map(|cursor| open_cursor(&app.config, binding, &cursor)).transpose()?;
    let (listings, next) = page(&app, area, &wanted, after).await?;
    Ok(Json(UserPage {
        items: listings.into_iter().map(|user| UserView::listed(user, area)).collect(),
        next_cursor: next.map(|next| seal_cursor(&app.config, binding, &next)),
    }))
}

impl ListParams {
    /// Another prefecture than the officer's own that was asked for.
    fn foreign(&self, own: Option<Prefecture>) -> Option<Prefecture> {
        let asked = Prefecture::parse(self.prefecture.as_deref()?).ok()?;
        own.filter(|own| *own != asked).map(|_| asked)
    }

    /// Whose users, and what their names must hold.
    fn read(&self, own: Option<Prefecture>) -> Result<(Option<Prefecture>, String), Vec<FieldError>> {
        let mut errors = Vec::new();
        let text = self.prefecture.as_deref().filter(|text| !text.is_empty());
        let chosen = text.filter(|text| *text != NATION || own.is_some()).map(Prefecture::parse);
        let area = match (chosen, own) {
            (None, own) => own,
            (Some(Ok(chosen)), None) => Some(chosen),
            (Some(Ok(chosen)), Some(own)) if chosen == own => Some(own),
            (Some(_), own) => {
                errors.push(unknown_prefecture(own));
                own
            }
        };
        let wanted = self.q.as_deref().unwrap_or_default();
        if let Err(fault) = check_line(wanted) {
            errors.push(FieldError::text("q", "検索の言葉", fault));
        }
        let wanted = if is_blank(wanted) { String::new() } else { folded(wanted.trim()) };
        if errors.is_empty() { Ok((area, wanted)) } else { Err(errors) }
    }
}

fn unknown_prefecture(own: Option<Prefecture>) -> FieldError {
    let message = match own {
        None => "都道府県は、01から47までのコードか、国の利用者の00で指定してください。",
        Some(_) => "見ることができるのは、自分の都道府県の利用者だけです。",
    };
    FieldError::new("prefecture", "unknown_value", message)
}

/// Users that pass, and the name to go on after if there may be more.
async fn page(
    app: &App,
    area: Option<Prefecture>,
    wanted: &str,
    mut after: Option<String>,
) -> Result<(Vec<UserListing>, Option<String>), Problem> {
    let batch = if wanted.is_empty() { PAGE } else { BATCH };
    let (mut found, mut read) = (Vec::new(), 0);
    while read < MAX_READ {
        let mut users = app.store.user_list(area, after.as_deref(), batch).await?;
        let more = users.len() > batch;
        users.truncate(batch);
        read += users.len();
        let count = users.len();
        for (at, user) in users.into_iter().enumerate() {
            after = Some(user.user_name.to_string());
            if passes(&user, wanted) {
                found.push(user);
            }
            if found.len() == PAGE && (more || at + 1 < count) {
                return Ok((found, after));
            }
        }
        if !more {
            return Ok((found, None));
        }
    }
    Ok((found, after))
}

fn passes(user: &UserListing, wanted: &str) -> bool {
    wanted.is_empty() || user.user_name.as_str().contains(wanted) || folded(&user.name).contains(wanted)
}

/// Names as people search for them: width and case do not matter (NFKC).
fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}
