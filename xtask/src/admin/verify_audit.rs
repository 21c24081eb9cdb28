//! `cargo xtask admin verify-audit`: the same as `GET /api/audit/verification`, for somebody at the table itself.

use store::{AuditVerdict, Store};

/// Follows every chain; tells each fault, and how much was sound.
pub(crate) async fn run(store: &Store) -> Result<(), String> {
    let told = |error: store::StoreError| error.to_string();
    let (mut rows, mut faults) = (0, 0);
    let heads = store.audit_heads().await.map_err(told)?;
    for head in &heads {
        rows += head.count;
        let fault = match store.audit_verify(head).await.map_err(told)? {
            AuditVerdict::Sound => continue,
            AuditVerdict::Altered(row) => format!("row {row} is not what was written"),
            AuditVerdict::Missing(row) => format!("row {row} is missing"),
            AuditVerdict::Unknown(row) => format!("row {row} is not known to the head"),
        };
        println!("xtask: {}: {fault}", head.chain);
        faults += 1;
    }
    if faults > 0 {
        return Err(format!("{faults} of {} chains are not as they were written", heads.len()));
    }
    println!("xtask: {rows} rows in {} chains are as they were written", heads.len());
    Ok(())
}
