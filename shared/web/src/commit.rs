//! Deciding and committing: the domain decides on what was read, the store writes it if that still stands.

use domain::{request::Request, transition::Transition};
use store::TransitionError;

use crate::{App, Principal, Problem, Subject, stale};

/// How often an act that is not bound to a version is decided anew when somebody else was faster.
const ATTEMPTS: usize = 5;

/// An act that is not bound to a version, such as a withdrawal: decides on the request as it is, and again should it change meanwhile.
/// Gives the request afterwards and what held.
///
/// # Errors
/// 404, what `decide` refuses, and 503 when others keep being faster.
pub async fn commit_act(
    app: &App,
    principal: &Principal,
    id: &str,
    decide: impl Fn(&Subject) -> Result<Transition, Problem>,
) -> Result<Subject, Problem> {
    for _ in 0..ATTEMPTS {
        let subject = Subject::load(app, principal, id).await?;
        let transition = decide(&subject)?;
        match app.store.request_transition(&transition).await {
            Ok(()) => return Ok(Subject { request: transition.after, ..subject }),
            Err(TransitionError::Stale | TransitionError::NumberTaken) => {}
            Err(TransitionError::Store(error)) => return Err(error.into()),
        }
    }
    Err(Problem::busy())
}

/// A save that is bound to the version it was read at: when somebody else was faster, the answer tells who and when.
///
/// # Errors
/// 412 when stale.
pub async fn commit_save(
    app: &App,
    principal: &Principal,
    subject: &Subject,
    transition: Transition,
) -> Result<Request, Problem> {
    match app.store.request_transition(&transition).await {
        Ok(()) => Ok(transition.after),
        Err(TransitionError::Stale | TransitionError::NumberTaken) => {
            let now = Subject::load(app, principal, subject.request.id.as_str()).await?;
            Err(stale(&now.request, &principal.scope))
        }
        Err(TransitionError::Store(error)) => Err(error.into()),
    }
}
