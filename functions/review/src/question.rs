//! `POST /api/requests/{id}/questions`: 照会.

use axum::{extract::State, response::Response};
use domain::request;
use serde::Deserialize;
use web::{App, JsonBody, OfPrefecture, PathPart, Problem, commit, request_answer};

/// A question on the wire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionInput {
    text: String,
}

/// Asks the facility.
pub(crate) async fn ask(
    State(app): State<App>,
    OfPrefecture(principal, _): OfPrefecture,
    PathPart(id): PathPart,
    body: JsonBody<QuestionInput>,
) -> Result<Response, Problem> {
    let actor = principal.actor();
    let after = commit(&app, &principal, &id, |subject| {
        Ok(subject.situation.act(&actor, |act| request::ask(&subject.request, &body.value.text, act))?)
    })
    .await?;
    Ok(request_answer(&after.request, &principal.scope, &after.situation))
}
