//! Why somebody is not let in: what is told, and what the audit record keeps.

use domain::{
    audit::{AuditAction, AuditEntry},
    history::{Change, Value},
    id::UserName,
};
use store::StoreError;
use web::{App, Problem, audit_of_stranger};

/// Why a sign-in does not go on.
pub(crate) enum Refusal {
    /// Too many tries: nothing was looked at; how many seconds to wait.
    TooManyTries(u64),
    /// No such user, a disabled one, one without a password, or a wrong password.
    Credentials,
    /// The password is right, and a code is wanted.
    CodeMissing,
    /// The password is right, the code is wrong or was used before.
    Code,
    /// A fault of ours.
    Fault(Problem),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Fault(problem)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl Refusal {
    /// What the audit record says. Who has to wait is told of by the entry of the next try that is looked at; a fault is none of its matters.
    fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Credentials => Some("ユーザ名またはパスワードの誤り、停止中、または未設定"),
            Self::CodeMissing => Some("確認コードなし"),
            Self::Code => Some("確認コードの誤り"),
            Self::TooManyTries(_) | Self::Fault(_) => None,
        }
    }

    /// What is answered.
    pub(crate) fn problem(self) -> Problem {
        match self {
            Self::TooManyTries(seconds) => Problem::too_many_tries(seconds),
            Self::Credentials => Problem::wrong_credentials(),
            Self::CodeMissing => Problem::second_factor_required(),
            Self::Code => Problem::wrong_code(),
            Self::Fault(problem) => problem,
        }
    }

    /// Records the refusal, with what else is to be told of it. Should the record fail, the refusal stands all the same.
    pub(crate) async fn record(&self, app: &App, typed: &str, from: &str, told: Vec<Change>) {
        if let Some(reason) = self.reason() {
            record(app, AuditAction::SignInRefused, typed, from, reason, told).await;
        }
    }
}

/// Records that a stranger was refused something about the user of that name.
pub(crate) async fn record(
    app: &App,
    action: AuditAction,
    typed: &str,
    from: &str,
    reason: &str,
    told: Vec<Change>,
) {
    let mut entry = audit_of_stranger(app, from, action, &subject(typed));
    entry.changes = because(reason).into_iter().chain(told).collect();
    put(app, &entry).await;
}

/// Puts an entry that goes with no other change. Should it fail, whatever it tells of stands all the same.
pub(crate) async fn put(app: &App, entry: &AuditEntry) {
    if let Err(error) = app.store.audit_put(entry).await {
        tracing::error!(%error, action = ?entry.action, "an entry is missing in the audit record");
    }
}

/// A reason, as the audit record holds it.
pub(crate) fn because(reason: &str) -> Vec<Change> {
    vec![Change { field: "reason".to_owned(), from: Value::Nothing, to: Value::Text(reason.to_owned()) }]
}

/// What cannot be a user name is not kept: it may be a password in the wrong field.
fn subject(typed: &str) -> String {
    UserName::parse(typed.trim()).map_or_else(|_| "-".to_owned(), |name| name.to_string())
}
