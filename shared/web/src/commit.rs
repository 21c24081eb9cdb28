//! Deciding and committing: the domain decides on what was read, the store writes it if that still stands.

use domain::transition::Transition;
use store::TransitionError;

use crate::{App, Principal, Problem, Subject};

/// How often an act is decided anew when somebody else was faster.
const ATTEMPTS: usize = 5;

/// Decides on the request as it is and writes the decision; should the request change in between, decides anew. A save that is bound to a
/// version checks it in `decide` ([`crate::check_version`]): the second look then tells who was faster. Gives the request afterwards, and
/// what held.
///
/// # Errors
/// 404, what `decide` refuses, and 503 when others keep being faster.
pub async fn commit(
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
    Err(Problem::unavailable(&"others kept changing the request"))
}
