//! A facility as it is answered.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use domain::{
    facility::{Category, Contact, Delivery, Designation, Facility, FacilityCode},
    prefecture::Prefecture,
};
use serde::Serialize;
use web::{App, PathPart, Principal, Problem, with_etag};

use super::access;

/// A facility with what looks doubtful in it.
#[derive(Debug, Serialize)]
pub(super) struct FacilityView {
    id: String,
    code: String,
    name: String,
    category: Category,
    prefecture: Prefecture,
    designations: BTreeSet<Designation>,
    contact: Contact,
    delivery: Delivery,
    mail: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    version: u64,
    warnings: Vec<WarningView>,
}

#[derive(Debug, Serialize)]
struct WarningView {
    field: &'static str,
    code: &'static str,
    message: &'static str,
}

/// `GET /api/facilities/{id}`: for the ministry, its prefecture and itself.
pub(super) async fn detail(
    State(app): State<App>,
    principal: Principal,
    PathPart(id): PathPart,
) -> Result<Response, Problem> {
    Ok(answer(access::load(&app, &principal, &id).await?))
}

/// The facility with its version as a tag.
pub(super) fn answer(facility: Facility) -> Response {
    let version = facility.version;
    with_etag(version, Json(FacilityView::of(facility)).into_response())
}

impl FacilityView {
    pub(super) fn of(facility: Facility) -> Self {
        let Facility { profile, contact, delivery, mail, valid_from, valid_to, version } = facility;
        let warnings = warnings(&profile.code);
        Self {
            id: profile.id.to_string(),
            code: profile.code,
            name: profile.name,
            category: profile.category,
            prefecture: profile.prefecture,
            designations: profile.designations,
            contact,
            delivery,
            mail,
            valid_from,
            valid_to,
            version,
            warnings,
        }
    }
}

fn warnings(code: &str) -> Vec<WarningView> {
    let doubts = FacilityCode::parse(code).map(|code| code.warnings()).unwrap_or_default();
    let view = |doubt: domain::facility::CodeWarning| WarningView {
        field: "code",
        code: doubt.code(),
        message: doubt.message(),
    };
    doubts.into_iter().map(view).collect()
}
