//! `GET /api/audit`: by user or by day, newest first.

use axum::{Json, extract::State};
use serde::Serialize;
use store::{AuditPage, AuditRecord, StoreError};
use web::{App, CursorBinding, Ministry, Problem, QueryParams, open_cursor, seal_cursor};

use super::{
    params::{Along, AuditParams, AuditQuery},
    view::EntryView,
};

/// Entries on a page.
const PAGE: usize = 50;
/// Entries read at once when only some are looked for.
const BATCH: usize = 250;
/// Entries looked through at most for one answer, which may then be short.
const MAX_READ: usize = 1_000;
/// So are bytes of entries: one that tells of a large change weighs as much as hundreds of others.
const MAX_BYTES: usize = 1_000_000;

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
    let (items, place) = look(&app, &query, opened).await?;
    let next_cursor = place.map(|place| seal_cursor(&app.config, binding, &place));
    Ok(Json(AuditAnswer { items, next_cursor }))
}

/// The next entries that are looked for, and where to go on if there may be more.
async fn look(
    app: &App,
    query: &AuditQuery,
    mut place: Option<String>,
) -> Result<(Vec<EntryView>, Option<String>), Problem> {
    let batch = if query.is_narrow() { BATCH } else { PAGE };
    let (mut items, mut read, mut bytes) = (Vec::new(), 0, 0);
    while read < MAX_READ && bytes < MAX_BYTES {
        let AuditPage { records, next } = page(app, query, place.as_deref(), batch).await?;
        let count = records.len();
        for (at, record) in records.iter().enumerate() {
            (read, bytes) = (read + 1, bytes + record.bytes());
            let entry = record.entry()?;
            if query.keeps(&entry) {
                items.push(EntryView::of(record, entry));
            }
            let more = next.is_some() || at + 1 < count;
            if more && (items.len() == PAGE || bytes >= MAX_BYTES) {
                return Ok((items, Some(query.along.place(record)?)));
            }
        }
        place = next;
        if place.is_none() {
            break;
        }
    }
    Ok((items, place))
}

async fn page(
    app: &App,
    query: &AuditQuery,
    place: Option<&str>,
    limit: usize,
) -> Result<AuditPage, Problem> {
    Ok(match &query.along {
        Along::Day(day) => app.store.audit_on(*day, place, limit).await?,
        Along::User(user) => {
            let below = place.and_then(|place| place.parse().ok());
            let records = app.store.audit_of(user.as_str(), below, limit).await?;
            let next = records.last().filter(|last| last.sequence > 1);
            let next = next.map(|last| query.along.place(last)).transpose()?;
            AuditPage { records, next }
        }
    })
}

impl Along {
    /// Where a page after that entry goes on.
    fn place(&self, last: &AuditRecord) -> Result<String, StoreError> {
        match self {
            Self::User(_) => Ok(last.sequence.to_string()),
            Self::Day(_) => last.place(),
        }
    }
}
