//! `GET /api/policy`: what holds now, for everybody, signed in or not.

use axum::{Json, extract::State};
use domain::{facility::Designation, policy::Acceptance, supply::SupplyItem, survey::Outlook};
use serde::Serialize;
use web::{App, Problem, QueryParams, Stage, wire_instant};

use crate::values::NoParams;

#[derive(Debug, Serialize)]
pub(crate) struct PolicyAnswer {
    version: u32,
    effective_from: String,
    acceptance: Acceptance,
    office: OfficeView,
    ministry_label: String,
    /// A stage that is not the real one says so on every screen.
    practice: bool,
    cutoff: String,
    target: String,
    qualifying_designations: Vec<Choice<Designation>>,
    qualifying_outlooks: Vec<Choice<Outlook>>,
    catalogue: Vec<SupplyItem>,
}

#[derive(Debug, Serialize)]
struct OfficeView {
    name: String,
    phone: String,
    hours: String,
}

#[derive(Debug, Serialize)]
struct Choice<T> {
    code: T,
    label: &'static str,
}

/// The policy in force.
pub(crate) async fn show(
    State(app): State<App>,
    QueryParams(NoParams {}): QueryParams<NoParams>,
) -> Result<Json<PolicyAnswer>, Problem> {
    let policy = app.store.policy_at(app.clock.now()).await?;
    let office = &app.config.office;
    Ok(Json(PolicyAnswer {
        version: policy.version,
        effective_from: wire_instant(policy.effective_from),
        office: OfficeView {
            name: office.name.clone(),
            phone: office.phone.clone(),
            hours: office.hours.clone(),
        },
        ministry_label: app.config.ministry_label.clone(),
        practice: app.config.stage != Stage::Prod,
        cutoff: policy.cutoff.format("%H:%M").to_string(),
        target: policy.target.format("%H:%M").to_string(),
        qualifying_designations: policy
            .qualifying_designations
            .iter()
            .map(|d| Choice { code: *d, label: d.label() })
            .collect(),
        qualifying_outlooks: policy
            .qualifying_outlooks
            .iter()
            .map(|o| Choice { code: *o, label: o.label() })
            .collect(),
        catalogue: policy.catalogue.items().to_vec(),
        acceptance: policy.acceptance,
    }))
}
