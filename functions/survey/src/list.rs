//! Reading a facility's answers.

use axum::{Json, extract::State};
use domain::{facility::Facility, id::FacilityId, role::Scope, survey::SurveyWeek};
use web::{App, OfFacility, Officer, PathPart, Problem};

use crate::wire::SurveyList;

/// How many weeks are shown: the latest quarter's trend.
const WEEKS: usize = 12;

/// `GET /api/surveys`: the facility's own answers.
pub(crate) async fn own(
    State(app): State<App>,
    OfFacility(_, facility): OfFacility,
) -> Result<Json<SurveyList>, Problem> {
    latest(&app, &facility).await
}

/// `GET /api/facilities/{id}/surveys`: a facility's answers, for its prefecture and the ministry. A call for a foreign one is recorded.
pub(crate) async fn of_facility(
    State(app): State<App>,
    Officer(officer): Officer,
    PathPart(id): PathPart,
) -> Result<Json<SurveyList>, Problem> {
    let id = FacilityId::parse(&id).map_err(|_| Problem::not_found())?;
    let facility = app.store.facility_get(&id).await?.ok_or_else(Problem::not_found)?;
    if !sees(&officer.scope, &facility) {
        return Err(officer.refuse_foreign(&app, id.as_str()).await);
    }
    latest(&app, &id).await
}

/// Whether the facility exists for this caller; a foreign one is answered like an absent one (SPEC 2).
fn sees(scope: &Scope, facility: &Facility) -> bool {
    match scope {
        Scope::Facility(id) => facility.profile.id == *id,
        Scope::Prefecture(prefecture) => facility.profile.prefecture == *prefecture,
        Scope::Nation => true,
    }
}

async fn latest(app: &App, facility: &FacilityId) -> Result<Json<SurveyList>, Problem> {
    let surveys = app.store.survey_list(facility, WEEKS).await?;
    let current_week = SurveyWeek::at(app.clock.now());
    Ok(Json(SurveyList { current_week, items: surveys.into_iter().map(Into::into).collect() }))
}
