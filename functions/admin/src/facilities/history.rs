//! `GET /api/facilities/{id}/history`: who changed what, newest first. For officers: changes name the officers who made them.

use axum::{Json, extract::State};
use domain::{facility::FacilityHistoryEntry, history::Change, label::facility_label, role::Actor};
use serde::{Deserialize, Serialize};
use web::{
    App, CursorBinding, Officer, PathPart, Problem, QueryParams, open_cursor, seal_cursor, wire_instant,
};

use super::access;

/// Entries on a page.
const PAGE: usize = 50;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HistoryParams {
    cursor: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct HistoryAnswer {
    items: Vec<EntryView>,
    next_cursor: Option<String>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    version: u64,
    at: String,
    by: Actor,
    changes: Vec<ChangeView>,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    field_label: &'static str,
    #[serde(flatten)]
    change: Change,
}

/// A page of a facility's history.
pub(super) async fn history(
    State(app): State<App>,
    Officer(principal): Officer,
    PathPart(id): PathPart,
    QueryParams(params): QueryParams<HistoryParams>,
) -> Result<Json<HistoryAnswer>, Problem> {
    let id = access::load(&app, &principal, &id).await?.profile.id;
    let filter = format!("facility history {id}");
    let binding = CursorBinding { caller: principal.user_name.as_str(), filter: &filter };
    let below = params.cursor.map(|cursor| open_cursor(&app.config, binding, &cursor)).transpose()?;
    let below = below.and_then(|version| version.parse().ok());
    let mut entries = app.store.facility_history(&id, below, PAGE).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let next_cursor = entries
        .last()
        .filter(|_| more)
        .map(|entry| seal_cursor(&app.config, binding, &entry.version.to_string()));
    Ok(Json(HistoryAnswer { items: entries.into_iter().map(view).collect(), next_cursor }))
}

fn view(entry: FacilityHistoryEntry) -> EntryView {
    let FacilityHistoryEntry { version, at, by, changes } = entry;
    let named = |change: Change| ChangeView { field_label: facility_label(&change.field), change };
    EntryView { version, at: wire_instant(at), by, changes: changes.into_iter().map(named).collect() }
}
