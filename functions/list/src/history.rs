//! `GET /api/requests/{id}/history`, newest first; without what the caller may not see.

use axum::{Json, extract::State};
use domain::{
    history::{HistoryEntry, Value},
    role::{Actor, Offices},
    status::Action,
};
use serde::{Deserialize, Serialize};
use store::Consistency;
use web::{
    App, CursorBinding, PathPart, Principal, Problem, QueryParams, load_request, open_cursor,
    path_request_id, seal_cursor, wire_instant,
};

/// Entries on a page.
const PAGE: usize = 50;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HistoryParams {
    cursor: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct HistoryAnswer {
    items: Vec<EntryView>,
    next_cursor: Option<String>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    at: String,
    by: Actor,
    action: Action,
    action_label: &'static str,
    changes: Vec<ChangeView>,
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    field: String,
    from: Value,
    to: Value,
}

/// A page of a request's history.
pub(crate) async fn history(
    State(app): State<App>,
    principal: Principal,
    PathPart(id): PathPart,
    QueryParams(params): QueryParams<HistoryParams>,
) -> Result<Json<HistoryAnswer>, Problem> {
    let request = load_request(&app, &principal, &path_request_id(&id)?, Consistency::Eventual).await?;
    let filter = format!("history {}", request.id);
    let binding = CursorBinding { caller: principal.user_name.as_str(), filter: &filter };
    let below = params.cursor.map(|cursor| open_cursor(&app.config, binding, &cursor)).transpose()?;
    let page =
        app.store.history_list(&request.id, below.and_then(|version| version.parse().ok()), PAGE).await?;
    let offices =
        Offices { prefecture: request.facility.prefecture.name(), ministry: &app.config.ministry_label };
    let shown = |entry: HistoryEntry| {
        if principal.scope.sees_review() { Some(entry) } else { entry.for_facility(offices) }
    };
    Ok(Json(HistoryAnswer {
        items: page.entries.into_iter().filter_map(shown).map(view).collect(),
        next_cursor: page.next.map(|version| seal_cursor(&app.config, binding, &version.to_string())),
    }))
}

fn view(entry: HistoryEntry) -> EntryView {
    let change = |change: domain::history::Change| ChangeView {
        field: change.field,
        from: change.from,
        to: change.to,
    };
    EntryView {
        at: wire_instant(entry.at),
        by: entry.by,
        action: entry.action,
        action_label: entry.action.label(),
        changes: entry.changes.into_iter().map(change).collect(),
        reason: entry.reason,
    }
}
