//! `GET /api/audit`: by user or by day, newest first.

use axum::{Json, extract::State};
use serde::Serialize;
use store::{AuditPage, AuditRecord};
use web::{App, CursorBinding, Ministry, Problem, QueryParams, open_cursor, seal_cursor};

use super::{
    params::{Along, AuditParams, AuditQuery},
    view::EntryView,
};

/// Entries on a page.
const PAGE: usize = 50;
/// Pages looked through at most for one answer, which may then be short.
const LOOKS: usize = 4;

#[derive(Debug, Serialize)]
pub(crate) struct AuditAnswer {
    items: Vec<EntryView>,
    next_cursor: Option<String>,
}

/// The entries looked for. With a filter a page may be short, or empty, and there may be more all the same.
pub(crate) async fn search(
    State(app): State<App>,
    Ministry(principal): Ministry,
    QueryParams(params): QueryParams<AuditParams>,
) -> Result<Json<AuditAnswer>, Problem> {
    let query = params.read(app.clock.session_now())?;
    let filter = query.binding();
    let binding = CursorBinding { caller: principal.user_name.as_str(), filter: &filter };
    let opened = params.cursor.map(|cursor| open_cursor(&app.config, binding, &cursor)).transpose()?;
    let (mut items, mut place) = (Vec::new(), opened);
    for _ in 0..LOOKS {
        let page = page(&app, &query, place.as_deref()).await?;
        for record in &page.records {
            let entry = record.entry()?;
            if query.keeps(&entry) {
                items.push(EntryView::of(record, entry));
            }
        }
        place = page.next;
        if place.is_none() || items.len() >= PAGE {
            break;
        }
    }
    let next_cursor = place.map(|place| seal_cursor(&app.config, binding, &place));
    Ok(Json(AuditAnswer { items, next_cursor }))
}

async fn page(app: &App, query: &AuditQuery, place: Option<&str>) -> Result<AuditPage, Problem> {
    Ok(match &query.along {
        Along::Day(day) => app.store.audit_on(*day, place, PAGE).await?,
        Along::User(user) => {
            let below = place.and_then(|place| place.parse().ok());
            let records = app.store.audit_of(user.as_str(), below, PAGE).await?;
            let next = records.last().map(|last: &AuditRecord| last.sequence).filter(|last| *last > 1);
            AuditPage { records, next: next.map(|last| last.to_string()) }
        }
    })
}
