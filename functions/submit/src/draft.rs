//! Making and saving drafts.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    facility::Facility,
    id::FacilityId,
    request::{self, SaveDraftError},
    status::Action,
    time::jst_date,
};
use serde::Deserialize;
use web::{
    App, IfMatch, JsonText, NoBody, OfFacility, PathPart, Problem, QueryParams, RequestView, Situation,
    all_at_once, check_version, commit, new_request_id, request_answer, with_etag,
};

use crate::part_input::PartInput;

/// What a draft is saved with, besides its content.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SaveParams {
    /// 「システムチェック&申請」 comes next. Then a save that is refused also names what a submission would miss, so that nobody is told of
    /// the faults of one form in two rounds. Nothing else follows from it: an incomplete draft is saved.
    before_submission: Option<String>,
}

/// `POST /api/requests`: a draft, prefilled from master data and latest survey.
pub(crate) async fn create(
    State(app): State<App>,
    OfFacility(principal, id): OfFacility,
    _: NoBody,
) -> Result<Response, Problem> {
    let facility = own_facility(&app, &id).await?;
    let situation = Situation::load(&app, facility.profile.prefecture).await?;
    facility.check_valid_on(jst_date(situation.now))?;
    let latest = app.store.survey_latest(&id).await?;
    let request_id = new_request_id(situation.now)?;
    let draft =
        situation.act(&principal.actor(), |act| request::create(request_id, &facility, latest.as_ref(), act));
    app.store.request_create(&draft).await?;
    let location =
        HeaderValue::from_str(&format!("/api/requests/{}", draft.id)).map_err(|e| Problem::internal(&e))?;
    let view = RequestView::new(&draft, &principal.scope, &situation);
    let mut answer = with_etag(draft.version, (StatusCode::CREATED, Json(view))).into_response();
    answer.headers_mut().insert(header::LOCATION, location);
    Ok(answer)
}

/// `PUT /api/requests/{id}`: saves a draft or an ineligible request; it may be incomplete.
pub(crate) async fn save(
    State(app): State<App>,
    OfFacility(principal, facility): OfFacility,
    PathPart(id): PathPart,
    QueryParams(params): QueryParams<SaveParams>,
    IfMatch(based_on): IfMatch,
    body: JsonText,
) -> Result<Response, Problem> {
    let facility = own_facility(&app, &facility).await?;
    let actor = principal.actor();
    let saved = commit(&app, &principal, &id, |subject| {
        check_version(&app, &subject.request, based_on, &principal.scope)?;
        Action::SaveDraft.check(subject.request.status)?;
        let (part, unreadable) = body.read::<PartInput>()?.parse(&subject.situation.policy.catalogue);
        let situation = &subject.situation;
        let lacking = part.check_complete(&situation.policy.catalogue, jst_date(situation.now));
        let saved = situation.act(&actor, |act| request::save_draft(&subject.request, part, &facility, act));
        let refused = !unreadable.is_empty() || matches!(saved, Err(SaveDraftError::Invalid(_)));
        let told = if refused && params.before_submission.is_some() {
            Err(SaveDraftError::Invalid(lacking))
        } else {
            saved
        };
        all_at_once(told, unreadable)
    })
    .await?;
    Ok(request_answer(&saved.request, &principal.scope, &saved.situation))
}

/// The caller's facility in the master data. That it is missing is a fault of the data.
pub(crate) async fn own_facility(app: &App, id: &FacilityId) -> Result<Facility, Problem> {
    let facility = app.store.facility_get(id).await?;
    facility.ok_or_else(|| Problem::internal(&format!("facility {id} is not in the master data")))
}
