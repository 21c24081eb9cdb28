//! A decision of the domain, to be made durable as one conditional transaction.

use crate::{
    history::{Change, HistoryEntry},
    message::Message,
    request::{Act, Request},
    status::{Action, Status},
};

/// What changes, on what condition, with what is recorded and told. The store writes all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The request the rule looked at: its version is the write's condition.
    pub before: Request,
    /// The request afterwards.
    pub after: Request,
    /// The statuses the write may find; the same row of [`crate::status::ALLOWED`] the rule used.
    pub allowed_from: &'static [Status],
    /// The history entry; none for a saved draft.
    pub history: Option<HistoryEntry>,
    /// What is to be mailed.
    pub messages: Vec<Message>,
}

impl Transition {
    /// A transition with its history entry and nothing to mail.
    pub(crate) fn new(before: &Request, after: Request, action: Action, act: &Act) -> Self {
        let history = HistoryEntry {
            version: after.version,
            at: act.at,
            by: act.by.clone(),
            action,
            changes: Vec::new(),
            reason: None,
        };
        Self {
            before: before.clone(),
            after,
            allowed_from: action.allowed_from(),
            history: Some(history),
            messages: Vec::new(),
        }
    }

    pub(crate) fn with_changes(mut self, changes: Vec<Change>) -> Self {
        if let Some(history) = &mut self.history {
            history.changes = changes;
        }
        self
    }

    pub(crate) fn with_reason(mut self, reason: &str) -> Self {
        if let Some(history) = &mut self.history {
            history.reason = Some(reason.to_owned());
        }
        self
    }

    pub(crate) fn with_messages(mut self, messages: Vec<Message>) -> Self {
        self.messages = messages;
        self
    }

    pub(crate) fn without_history(mut self) -> Self {
        self.history = None;
        self
    }
}

#[cfg(test)]
mod tests;
