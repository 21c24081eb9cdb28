//! `GET /api/reports/{report}/csv`: read page by page, encoded row by row.

use std::collections::HashSet;

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use domain::{
    audit::AuditAction,
    id::RequestId,
    prefecture::Prefecture,
    request::Request,
    role::Scope,
    row::RequestRow,
    time::{Instant, jst_date},
};
use futures::stream::{self, StreamExt, TryStreamExt};
use store::Consistency;
use web::{App, Officer, PathPart, Principal, Problem, QueryParams, Situation};

use crate::{
    attachment::{attachment, too_large},
    audit_report,
    candidates::Candidates,
    columns::{headings, rows},
    encoder::{Encoder, MAX_ANSWER_BYTES},
    file_name::REQUESTS,
    params::{ExportParams, Selection},
    report::Report,
    sheet::Sheet,
};

/// Requests read at the same time.
const AT_ONCE: usize = 8;

/// A report as a CSV file.
pub(crate) async fn download(
    State(app): State<App>,
    Officer(officer): Officer,
    PathPart(code): PathPart,
    QueryParams(params): QueryParams<ExportParams>,
) -> Result<Response, Problem> {
    if code == audit_report::CODE {
        return audit_report::download(app, officer, &params).await;
    }
    let prefectures = prefectures(&officer.scope);
    let report = Report::find(&code).ok_or_else(Problem::not_found)?;
    let situation = Situation::national(&app).await?;
    let selection = params.read(report, situation.now)?;
    let sheet =
        Sheet::new(Encoder::new(selection.encoding, MAX_ANSWER_BYTES), &headings()).map_err(too_large)?;
    let sheet = fill(&app, sheet, report, &selection, prefectures, &situation).await?;
    record(&app, &officer, report.code, &selection).await?;
    attachment(sheet, REQUESTS, selection.encoding, situation.now)
}

/// Writes down who took what along, before it is given out.
///
/// # Errors
/// A [`Problem`] when the store fails; then nothing is given out.
async fn record(app: &App, officer: &Principal, report: &str, selection: &Selection) -> Result<(), Problem> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let period = match (selection.from, selection.to) {
        (None, None) => "全期間".to_owned(),
        (from, to) => format!("{}～{}", day(from), day(to)),
    };
    let subject = format!("{report} {period} {}", selection.encoding.as_str());
    Ok(app.store.audit_put(&officer.audit(app, AuditAction::Exported, subject, Vec::new())).await?)
}

/// Whose requests the caller exports; a facility, which is refused before, nobody's.
fn prefectures(scope: &Scope) -> Vec<Prefecture> {
    match scope {
        Scope::Facility(_) => Vec::new(),
        Scope::Prefecture(own) => vec![*own],
        Scope::Nation => Prefecture::all().collect(),
    }
}

async fn fill(
    app: &App,
    mut sheet: Sheet,
    report: &Report,
    selection: &Selection,
    prefectures: Vec<Prefecture>,
    situation: &Situation,
) -> Result<Sheet, Problem> {
    let mut candidates = Candidates::of(report, selection, prefectures.clone(), situation.now);
    // A request that changes while the file is made may come a second time, at its new place.
    let mut written = HashSet::new();
    while let Some(ids) = candidates.next(app, report).await? {
        let missing: Vec<RequestId> = ids.into_iter().filter(|id| !written.contains(id)).collect();
        let mut requests = stream::iter(missing).map(|id| read(app, id)).buffered(AT_ONCE);
        while let Some(request) = requests.try_next().await? {
            if !prefectures.contains(&request.facility.prefecture) || !holds(report, selection, &request) {
                continue;
            }
            for row in rows(&request, report.national_direct, &situation.policy, situation.now) {
                sheet.push(&row).map_err(too_large)?;
            }
            written.insert(request.id);
        }
    }
    Ok(sheet)
}

/// Whether the request itself belongs into the file. Indexes and records lag behind: what was reopened meanwhile must not be shipped, and
/// what was completed again belongs to its last completion's day.
fn holds(report: &Report, selection: &Selection, request: &Request) -> bool {
    let in_period = |at: Option<Instant>| at.is_some_and(|at| selection.holds(jst_date(at)));
    report.holds(&RequestRow::from(request))
        && (!report.national_direct || in_period(request.review.reviewed_at))
}

async fn read(app: &App, id: RequestId) -> Result<Request, Problem> {
    let request = app.store.request_get(&id, Consistency::Eventual).await?;
    // Requests are never deleted: an entry without its request is a fault, and no row may go missing unnoticed.
    request.ok_or_else(|| Problem::internal(&format!("request {id} of a list is not in the table")))
}
