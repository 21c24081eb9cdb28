//! `GET /api/audit/verification`: whether the record is as it was written.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use store::{AuditHead, AuditVerdict};
use web::{App, CursorBinding, Ministry, Problem, QueryParams, open_cursor, seal_cursor};

/// Rows followed by one call at most, a chain begun is followed to its end.
const ROWS: u64 = 5_000;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct VerificationParams {
    cursor: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct VerificationAnswer {
    /// Whether no fault was found in what this call looked at.
    sound: bool,
    /// Chains this call looked at.
    chains: usize,
    /// Rows they ought to have.
    rows: u64,
    faults: Vec<FaultView>,
    /// Where to go on; none when all chains were looked at.
    next_cursor: Option<String>,
}

#[derive(Debug, Serialize)]
struct FaultView {
    chain: String,
    /// The first row that is not as it was written.
    sequence: u64,
    fault: &'static str,
    message: String,
}

/// Follows chains by name, from where the last call stopped.
pub(crate) async fn verify(
    State(app): State<App>,
    Ministry(principal): Ministry,
    QueryParams(params): QueryParams<VerificationParams>,
) -> Result<Json<VerificationAnswer>, Problem> {
    let binding = CursorBinding { caller: principal.user_name.as_str(), filter: "audit verification" };
    let after = params.cursor.map(|cursor| open_cursor(&app.config, binding, &cursor)).transpose()?;
    let heads = app.store.audit_heads().await?;
    let mut left = heads.into_iter().filter(|head| after.as_ref().is_none_or(|after| head.chain > *after));
    let (mut answer, mut last) = (VerificationAnswer::empty(), None);
    for head in left.by_ref() {
        let verdict = app.store.audit_verify(&head).await?;
        answer.take(&head, &verdict);
        last = Some(head.chain);
        if answer.rows >= ROWS {
            break;
        }
    }
    let more = left.next().is_some();
    answer.next_cursor = last.filter(|_| more).map(|last| seal_cursor(&app.config, binding, &last));
    Ok(Json(answer))
}

impl VerificationAnswer {
    fn empty() -> Self {
        Self { sound: true, chains: 0, rows: 0, faults: Vec::new(), next_cursor: None }
    }

    fn take(&mut self, head: &AuditHead, verdict: &AuditVerdict) {
        self.chains += 1;
        self.rows += head.count;
        let (sequence, fault, word) = match verdict {
            AuditVerdict::Sound => return,
            AuditVerdict::Altered(sequence) => (*sequence, "altered", "書き換えられています"),
            AuditVerdict::Missing(sequence) => (*sequence, "missing", "欠けています"),
            AuditVerdict::Unknown(sequence) => (*sequence, "unknown", "控えにありません"),
        };
        self.sound = false;
        let message = format!("「{}」の{sequence}番目の記録が{word}。", head.chain);
        self.faults.push(FaultView { chain: head.chain.clone(), sequence, fault, message });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_names_chain_and_row() {
        let head = AuditHead { chain: "tokyo".to_owned(), count: 7, hash: String::new() };
        let mut answer = VerificationAnswer::empty();
        answer.take(&head, &AuditVerdict::Sound);
        assert!(answer.sound);
        for (verdict, fault, word) in [
            (AuditVerdict::Altered(3), "altered", "「tokyo」の3番目の記録が書き換えられています。"),
            (AuditVerdict::Missing(4), "missing", "「tokyo」の4番目の記録が欠けています。"),
            (AuditVerdict::Unknown(8), "unknown", "「tokyo」の8番目の記録が控えにありません。"),
        ] {
            answer.take(&head, &verdict);
            let told = answer.faults.last().unwrap();
            assert_eq!((told.fault, told.message.as_str()), (fault, word));
        }
        assert_eq!((answer.sound, answer.chains, answer.rows, answer.faults.len()), (false, 4, 28, 3));
    }
}
