//! The routes, and `GET /api/reports`.

use std::sync::Arc;

use axum::{Json, Router, extract::State, routing::get};
use domain::role::Scope;
use serde::{Deserialize, Serialize};
use web::{App, Officer, Problem, QueryParams, finish};

use crate::{
    audit_report,
    download::download,
    report::{REPORTS, Report, title_holds},
};

/// Every route of this function.
pub fn router(app: App) -> Router {
    let routes =
        Router::new().route("/api/reports", get(reports)).route("/api/reports/{report}/csv", get(download));
    let config = Arc::clone(&app.config);
    finish(routes.with_state(app), config)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportParams {
    q: Option<String>,
}

#[derive(Debug, Serialize)]
struct ReportList {
    items: Vec<ReportView>,
}

#[derive(Debug, Serialize)]
struct ReportView {
    report: &'static str,
    title: &'static str,
    /// Whether a period can be chosen.
    period: bool,
}

/// The reports whose title holds what was typed.
async fn reports(
    State(_): State<App>,
    Officer(officer): Officer,
    QueryParams(params): QueryParams<ReportParams>,
) -> Result<Json<ReportList>, Problem> {
    let typed = params.q.unwrap_or_default();
    let view =
        |report: &Report| ReportView { report: report.code, title: report.title, period: !report.two_days };
    let mut items: Vec<ReportView> =
        REPORTS.iter().filter(|report| report.matches(&typed)).map(view).collect();
    if officer.scope == Scope::Nation && title_holds(audit_report::TITLE, &typed) {
        items.push(ReportView { report: audit_report::CODE, title: audit_report::TITLE, period: true });
    }
    Ok(Json(ReportList { items }))
}
