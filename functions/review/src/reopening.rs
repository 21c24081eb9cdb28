//! `POST /api/requests/{id}/reopening`: 受付完了の取消し, by the same prefecture or the ministry.

use axum::{extract::State, response::Response};
use domain::request;
use serde::Deserialize;
use web::{App, JsonBody, PathPart, Principal, Problem, commit, request_answer};

/// A reason on the wire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReopeningInput {
    reason: String,
}

/// Takes the completion back.
pub(crate) async fn reopen(
    State(app): State<App>,
    principal: Principal,
    PathPart(id): PathPart,
    body: JsonBody<ReopeningInput>,
) -> Result<Response, Problem> {
    if !principal.scope.sees_review() {
        return Err(Problem::forbidden());
    }
    let actor = principal.actor();
    let after = commit(&app, &principal, &id, |subject| {
        Ok(subject.situation.act(&actor, |act| request::reopen(&subject.request, &body.value.reason, act))?)
    })
    .await?;
    Ok(request_answer(&after.request, &principal.scope, &after.situation))
}
