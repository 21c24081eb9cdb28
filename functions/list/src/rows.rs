//! `GET /api/requests`.

use std::cmp::Reverse;

use axum::{Json, extract::State};
use chrono::NaiveDate;
use domain::{
    facility::Category,
    id::RequestNumber,
    role::Scope,
    row::RequestRow,
    status::{Outcome, PrefectureStatus, Status},
    supply::Catalogue,
    time::Instant,
};
use serde::Serialize;
use store::Consistency;
use web::{
    App, CursorBinding, Principal, Problem, QueryParams, Situation, open_cursor, seal_cursor, wire_instant,
};

use crate::{
    filter::RowFilter,
    params::{ListFilter, ListParams, Sort, View},
    plan::plan,
};

#[derive(Debug, Serialize)]
pub(crate) struct ListAnswer {
    items: Vec<RowView>,
    next_cursor: Option<String>,
}

#[derive(Debug, Serialize)]
struct RowView {
    id: String,
    number: Option<String>,
    status: Status,
    outcome: Option<Outcome>,
    prefecture_status: PrefectureStatus,
    facility: FacilityView,
    requested_items: Vec<String>,
    /// Left out for facilities (SPEC 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    flagged_items: Option<Vec<String>>,
    submitted_at: Option<String>,
    updated_at: Option<String>,
    due_at: Option<String>,
    overdue: bool,
    awaiting_answer: bool,
    /// The beginning of 遅れる理由; left out when there is none, and for facilities (SPEC 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    delay_reason: Option<String>,
    /// 入力予定日; likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_on: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
struct FacilityView {
    id: String,
    name: String,
    category: Category,
    prefecture: String,
}

/// A page of requests.
pub(crate) async fn list(
    State(app): State<App>,
    principal: Principal,
    QueryParams(params): QueryParams<ListParams>,
) -> Result<Json<ListAnswer>, Problem> {
    let read = params.read(&principal.scope)?;
    let situation = situation(&app, &principal.scope, &read.filter).await?;
    let filter = read.checked(&situation.policy.catalogue)?;
    let view =
        |row: &RequestRow| RowView::new(row, &principal.scope, &situation.policy.catalogue, situation.now);
    if let Some(number) = &filter.number {
        let found = by_number(&app, &principal.scope, number).await?;
        return Ok(Json(ListAnswer { items: found.iter().map(view).collect(), next_cursor: None }));
    }
    let bound_to = format!("{filter:?}");
    let binding = CursorBinding { caller: principal.user_name.as_str(), filter: &bound_to };
    let after = params.cursor.map(|cursor| open_cursor(&app.config, binding, &cursor)).transpose()?;
    let plan = plan(&filter, &principal.scope, &situation, after)?;
    let rows = RowFilter::new(&filter, plan.period, &principal.scope, situation.now);
    let keeps = |row: &RequestRow| rows.keeps(row);
    let keep: Option<&(dyn Fn(&RequestRow) -> bool + Sync)> =
        if rows.is_open() { None } else { Some(&keeps) };
    let mut page = app.store.request_list(&plan.query, keep).await?;
    if matches!(principal.scope, Scope::Facility(_)) {
        arrange(&mut page.rows, &filter);
    }
    Ok(Json(ListAnswer {
        items: page.rows.iter().map(view).collect(),
        next_cursor: page.next.map(|position| seal_cursor(&app.config, binding, &position)),
    }))
}

/// What holds for the list: the caller's own prefecture, the chosen one, or none in particular. A facility's prefecture is looked up only
/// for the view that asks for business days.
async fn situation(app: &App, scope: &Scope, filter: &ListFilter) -> Result<Situation, Problem> {
    match scope {
        Scope::Prefecture(own) => Situation::load(app, *own).await,
        Scope::Facility(id) if filter.view == View::SinceCutoff => {
            let facility = app.store.facility_get(id).await?.ok_or_else(Problem::not_found)?;
            Situation::load(app, facility.profile.prefecture).await
        }
        _ => match filter.prefecture {
            Some(chosen) => Situation::load(app, chosen).await,
            None => Situation::national(app).await,
        },
    }
}

/// The facility's index knows neither targets nor updates: what is on the page is put into the order asked for, drafts last.
fn arrange(rows: &mut [RequestRow], filter: &ListFilter) {
    match filter.sort {
        _ if filter.is_by_due() => rows.sort_by_key(|row| (row.due_at.is_none(), row.due_at)),
        Some(Sort::NewestFirst) => rows.sort_by_key(|row| Reverse(row.updated_at)),
        Some(Sort::UpdatedAt) => rows.sort_by_key(|row| (row.updated_at.is_none(), row.updated_at)),
        Some(Sort::DueAt) | None => {}
    }
}

/// The request of a number, if it exists for this caller.
async fn by_number(app: &App, scope: &Scope, number: &RequestNumber) -> Result<Option<RequestRow>, Problem> {
    let Some(id) = app.store.request_find(number).await? else { return Ok(None) };
    let request = app.store.request_get(&id, Consistency::Eventual).await?;
    Ok(request.filter(|request| scope.sees(request)).map(|request| RequestRow::from(&request)))
}

impl RowView {
    fn new(row: &RequestRow, scope: &Scope, catalogue: &Catalogue, now: Instant) -> Self {
        let codes = |codes: Vec<&domain::supply::ItemCode>| {
            codes.into_iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let for_officers = scope.sees_review();
        Self {
            id: row.id.to_string(),
            number: row.number.as_ref().map(ToString::to_string),
            status: row.status,
            outcome: row.outcome,
            prefecture_status: row.prefecture_status,
            facility: FacilityView {
                id: row.facility.to_string(),
                name: row.facility_name.clone(),
                category: row.category,
                prefecture: row.prefecture.code(),
            },
            requested_items: codes(catalogue.sorted(row.items.keys())),
            flagged_items: for_officers.then(|| codes(catalogue.sorted(row.flagged()))),
            submitted_at: row.submitted_at.map(wire_instant),
            updated_at: row.updated_at.map(wire_instant),
            due_at: row.due_at.map(wire_instant),
            overdue: row.is_overdue(now),
            awaiting_answer: row.awaiting_answer,
            delay_reason: Some(row.delay_reason.clone()).filter(|reason| for_officers && !reason.is_empty()),
            expected_on: row.expected_on.filter(|_| for_officers),
        }
    }
}
