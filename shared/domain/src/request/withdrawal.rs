//! 取下げ: taken back by the facility before completion (SPEC 3).

use crate::{
    history::Change,
    message::Message,
    status::{Action, Conflict, Status},
    transition::Transition,
};

use super::{Act, Request};

/// Takes a request back. The prefecture is told when it was on its desk. The checks that failed stay with it.
///
/// # Errors
/// [`Conflict`] once it is completed or withdrawn.
pub fn withdraw(request: &Request, act: &Act) -> Result<Transition, Conflict> {
    Action::Withdraw.check(request.status)?;
    let mut after = request.clone();
    after.version += 1;
    after.status = Status::Withdrawn;
    after.saved = act.saved();
    let change = Change::words("status", request.status.label(), Status::Withdrawn.label());
    let messages = match request.status {
        Status::UnderReview => vec![Message::withdrawn(&after, act)],
        _ => Vec::new(),
    };
    Ok(Transition::new(request, after, Action::Withdraw, act)
        .with_changes(vec![change])
        .with_messages(messages))
}

#[cfg(test)]
mod tests;
