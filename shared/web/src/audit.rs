//! What a call leaves in the audit record.

use axum::{extract::MatchedPath, http::request::Parts};
use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::Change,
};

use crate::{App, Principal, Problem};

impl Principal {
    /// An entry about something this user does now. On the clock of sessions, which no one moves for practice.
    pub fn audit(
        &self,
        app: &App,
        action: AuditAction,
        subject: impl Into<String>,
        changes: Vec<Change>,
    ) -> AuditEntry {
        AuditEntry {
            at: app.clock.session_now(),
            by: AuditBy::User(self.actor()),
            from: self.from.clone(),
            action,
            subject: subject.into(),
            changes,
        }
    }
}

/// An entry about somebody who is not signed in.
pub fn audit_of_stranger(app: &App, from: &str, action: AuditAction, subject: &str) -> AuditEntry {
    AuditEntry {
        at: app.clock.session_now(),
        by: AuditBy::Stranger,
        from: from.to_owned(),
        action,
        subject: subject.to_owned(),
        changes: Vec::new(),
    }
}

/// Records that a user called what is not for its role, and gives the refusal. Should the record fail, the refusal stands all the same.
pub(crate) async fn refuse(app: &App, principal: &Principal, parts: &Parts) -> Problem {
    let route = parts.extensions.get::<MatchedPath>().map_or("?", MatchedPath::as_str);
    let subject = format!("{} {route}", parts.method);
    let entry = principal.audit(app, AuditAction::AccessRefused, subject, Vec::new());
    if let Err(error) = app.store.audit_put(&entry).await {
        tracing::error!(%error, "a refusal is not in the audit record");
    }
    Problem::forbidden()
}
