//! `POST /api/requests/{id}/reopening`: 受付完了の取消し, by the same prefecture or the ministry.

use axum::{extract::State, response::Response};
use domain::{request, status::Action};
use serde::Deserialize;
use web::{App, JsonBody, Officer, PathPart, Problem, Subject, commit, follow_late_survey, request_answer};

/// A reason on the wire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReopeningInput {
    reason: String,
}

/// Takes the completion back. The flags follow the facility's surveys again, those answered since the completion included.
pub(crate) async fn reopen(
    State(app): State<App>,
    Officer(principal): Officer,
    PathPart(id): PathPart,
    body: JsonBody<ReopeningInput>,
) -> Result<Response, Problem> {
    let Subject { request, .. } = Subject::load(&app, &principal, &id).await?;
    Action::Reopen.check(request.status)?;
    let evidence = app.store.facility_evidence(&request.facility.id, &request.id).await?;
    let actor = principal.actor();
    let after = commit(&app, &principal, &id, |subject| {
        let reason = &body.value.reason;
        Ok(subject.situation.act(&actor, |act| request::reopen(&subject.request, reason, &evidence, act))?)
    })
    .await?;
    follow_late_survey(&app, &after.request, Some(&evidence)).await;
    Ok(request_answer(&after.request, &principal.scope, &after.situation))
}
