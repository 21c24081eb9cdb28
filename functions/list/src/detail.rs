//! `GET /api/requests/{id}`.

use axum::{extract::State, response::Response};
use store::Consistency;
use web::{App, PathPart, Principal, Problem, Situation, load_request, path_request_id, request_answer};

/// One request, as much of it as the caller may know.
pub(crate) async fn detail(
    State(app): State<App>,
    principal: Principal,
    PathPart(id): PathPart,
) -> Result<Response, Problem> {
    let request = load_request(&app, &principal, &path_request_id(&id)?, Consistency::Eventual).await?;
    let situation = Situation::load(&app, request.facility.prefecture).await?;
    Ok(request_answer(&request, &principal.scope, &situation))
}
