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

    /// Records that this user was refused, by route and by what was called for, which may be nothing in particular. Should the record fail,
    /// the refusal stands all the same, and the log tells.
    pub async fn record_refusal(&self, app: &App, what: &str) {
        let subject = format!("{} {what}", self.route);
        let entry = self.audit(app, AuditAction::AccessRefused, subject.trim_end(), Vec::new());
        if let Err(error) = app.store.audit_put(&entry).await {
            tracing::error!(%error, "a refusal is not in the audit record");
        }
    }

    /// The answer to a call for what is there but foreign to this user: the same as for what is absent (SPEC 2), but recorded. What is absent
    /// is not, so that only attempts at others' things are told of.
    pub async fn refuse_foreign(&self, app: &App, what: &str) -> Problem {
        self.record_refusal(app, what).await;
        Problem::not_found()
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

/// What is called, without what it is called with.
pub(crate) fn route(parts: &Parts) -> String {
    let route = parts.extensions.get::<MatchedPath>().map_or("?", MatchedPath::as_str);
    format!("{} {route}", parts.method)
}

/// Records that a user called what is not for its role, and gives the refusal.
pub(crate) async fn refuse(app: &App, principal: &Principal) -> Problem {
    principal.record_refusal(app, "").await;
    Problem::forbidden()
}
