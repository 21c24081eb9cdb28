//! An entry as the ministry reads it.

use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::Change,
    label::label,
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
            changes: entry
                .changes
                .into_iter()
                .map(|change| ChangeView { field_label: label(&change.field), change })
                .collect(),
            chain: record.chain.clone(),
            sequence: record.sequence,
            hash: record.hash.clone(),
        }
    }
}
