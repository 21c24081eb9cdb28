//! An entry as the ministry reads it.

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::Change,
    label::audit_label,
    role::Actor,
};
use serde::Serialize;
use store::AuditRecord;
use web::wire_instant;

#[derive(Debug, Serialize)]
pub(crate) struct EntryView {
    at: String,
    /// The user; none for somebody not signed in and for an operator at the command line.
    by: Option<Actor>,
    /// Who that was, in words.
    by_label: String,
    from: String,
    action: AuditAction,
    action_label: &'static str,
    subject: String,
    changes: Vec<ChangeView>,
    /// The entry's place in its chain, which a verification names.
    chain: String,
    /// Whose that is, in words.
    chain_label: String,
    sequence: u64,
    hash: String,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    field_label: &'static str,
    #[serde(flatten)]
    change: Change,
}

impl EntryView {
    pub(crate) fn of(record: &AuditRecord, entry: AuditEntry) -> Self {
        let by_label = entry.by.label().to_owned();
        let named =
            |change: Change| ChangeView { field_label: audit_label(entry.action, &change.field), change };
        Self {
            at: wire_instant(entry.at),
            by: match entry.by {
                AuditBy::User(actor) => Some(actor),
                AuditBy::Stranger | AuditBy::AddressHolder(_) | AuditBy::Operator | AuditBy::System => None,
            },
            by_label,
            from: entry.from,
            action: entry.action,
            action_label: entry.action.label(),
            subject: entry.subject,
            changes: entry.changes.into_iter().map(named).collect(),
            chain_label: AuditBy::chain_label(&record.chain),
            chain: record.chain.clone(),
            sequence: record.sequence,
            hash: record.hash.clone(),
        }
    }
}
