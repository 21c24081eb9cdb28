//! `PUT /api/requests/{id}/review`: saves or completes the prefecture's part.

use axum::{extract::State, response::Response};
use domain::{review::save_review, status::Action};
use web::{
    App, IfMatch, JsonText, OfPrefecture, PathPart, Problem, all_at_once, check_version, commit,
    request_answer,
};

use crate::review_input::ReviewInput;

/// Saves the part, at the version it was read at. 完了 decides the request.
pub(crate) async fn save(
    State(app): State<App>,
    OfPrefecture(principal, _): OfPrefecture,
    PathPart(id): PathPart,
    IfMatch(based_on): IfMatch,
    body: JsonText,
) -> Result<Response, Problem> {
    let actor = principal.actor();
    let saved = commit(&app, &principal, &id, |subject| {
        // A stale save is told who was faster, even when that also ended the review.
        check_version(&app, &subject.request, based_on, &principal.scope)?;
        Action::SaveReview.check(subject.request.status)?;
        let (draft, unreadable) =
            body.read::<ReviewInput>()?.parse(&subject.request.review, &subject.situation.policy.catalogue);
        let decided = subject.situation.act(&actor, |act| save_review(&subject.request, &draft, act));
        all_at_once(decided, unreadable)
    })
    .await?;
    Ok(request_answer(&saved.request, &principal.scope, &saved.situation))
}
