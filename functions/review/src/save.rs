//! `PUT /api/requests/{id}/review`: saves or completes the prefecture's part.

use std::collections::BTreeSet;

use axum::{extract::State, response::Response};
use domain::{
    field::FieldError,
    review::{ReviewError, save_review},
    status::Action,
    transition::Transition,
};
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
        let (draft, unreadable) =
            body.value.clone().parse(&subject.request.review, &subject.situation.policy.catalogue);
        let decided = subject.situation.act(&actor, |act| save_review(&subject.request, &draft, act));
        decide(decided, unreadable)
    })
    .await?;
    Ok(request_answer(&saved.request, &principal.scope, &saved.situation))
}

/// What cannot be read and what breaks a rule, all at once (SPEC 7); a field is named once.
fn decide(
    decided: Result<Transition, ReviewError>,
    mut unreadable: Vec<FieldError>,
) -> Result<Transition, Problem> {
    match decided {
        Ok(transition) if unreadable.is_empty() => Ok(transition),
        Ok(_) => Err(Problem::invalid(unreadable)),
        Err(ReviewError::Invalid(broken)) => {
            let named: BTreeSet<String> = unreadable.iter().map(|error| error.field.clone()).collect();
            unreadable.extend(broken.into_iter().filter(|error| !named.contains(&error.field)));
            Err(Problem::invalid(unreadable))
        }
        Err(error) => Err(error.into()),
    }
}
