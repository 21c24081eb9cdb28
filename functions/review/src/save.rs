//! `PUT /api/requests/{id}/review`: saves or completes the prefecture's part.

use axum::{extract::State, response::Response};
use domain::{review::save_review, status::Action};
use web::{App, IfMatch, JsonBody, OfPrefecture, PathPart, Problem, check_version, commit, request_answer};

use crate::review_input::ReviewInput;

/// Saves the part, at the version it was read at. 完了 decides the request.
pub(crate) async fn save(
    State(app): State<App>,
    OfPrefecture(principal, _): OfPrefecture,
    PathPart(id): PathPart,
    IfMatch(based_on): IfMatch,
    body: JsonBody<ReviewInput>,
) -> Result<Response, Problem> {
    let actor = principal.actor();
    let saved = commit(&app, &principal, &id, |subject| {
        // A stale save is told who was faster, even when that also ended the review.
        check_version(&subject.request, based_on, &principal.scope)?;
        Action::SaveReview.check(subject.request.status)?;
        let draft = body
            .value
            .clone()
            .parse(&subject.request.review, &subject.situation.policy.catalogue)
            .map_err(Problem::invalid)?;
        Ok(subject.situation.act(&actor, |act| save_review(&subject.request, &draft, act))?)
    })
    .await?;
    Ok(request_answer(&saved.request, &principal.scope, &saved.situation))
}
