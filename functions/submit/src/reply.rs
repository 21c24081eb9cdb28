//! Acts of the facility that are not bound to a version: 取下げ and the answer to a 照会.

use axum::{extract::State, response::Response};
use domain::request;
use serde::Deserialize;
use web::{App, JsonBody, NoBody, OfFacility, PathPart, Problem, commit, request_answer};

/// `POST /api/requests/{id}/withdrawal`.
pub(crate) async fn withdraw(
    State(app): State<App>,
    OfFacility(principal, _): OfFacility,
    PathPart(id): PathPart,
    _: NoBody,
) -> Result<Response, Problem> {
    let actor = principal.actor();
    let after = commit(&app, &principal, &id, |subject| {
        Ok(subject.situation.act(&actor, |act| request::withdraw(&subject.request, act))?)
    })
    .await?;
    Ok(request_answer(&after.request, &principal.scope, &after.situation))
}

/// An answer on the wire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerInput {
    text: String,
}

/// `POST /api/requests/{id}/answers`.
pub(crate) async fn answer(
    State(app): State<App>,
    OfFacility(principal, _): OfFacility,
    PathPart(id): PathPart,
    body: JsonBody<AnswerInput>,
) -> Result<Response, Problem> {
    let actor = principal.actor();
    let after = commit(&app, &principal, &id, |subject| {
        Ok(subject.situation.act(&actor, |act| request::answer(&subject.request, &body.value.text, act))?)
    })
    .await?;
    Ok(request_answer(&after.request, &principal.scope, &after.situation))
}
