//! `cargo xtask admin verify-audit`: the same as `GET /api/audit/verification`, for somebody at the table itself, and whether the histories
//! of imported facilities are those that the record tells of.

use chrono::{Days, NaiveDate};
use clap::Args;
use domain::time::jst_date;
use store::{
    AuditFollowed, AuditHead, AuditMark, AuditPointerFault, AuditVerdict, PointerPlace, Store, StoreError,
};
use web::Clock;

use super::Table;

/// How many days back the pointers are looked at when no day is given.
const DAYS: Days = Days::new(366);
/// Pointers, or entries, read together.
const PAGE: usize = 500;

/// What is to be verified.
#[derive(Debug, Args)]
pub(crate) struct Extent {
    #[command(flatten)]
    table: Table,
    /// The first day whose pointers are looked at for chains that are gone altogether; a year ago without it. Chains are followed whole.
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<NaiveDate>,
}

/// Looks at everything; tells each fault, and how much was sound.
pub(crate) async fn run(extent: &Extent) -> Result<(), String> {
    let today = jst_date(Clock::system().session_now());
    let from = extent.from.unwrap_or(today - DAYS);
    verify(&extent.table.open().await, from, today).await
}

async fn verify(store: &Store, from: NaiveDate, to: NaiveDate) -> Result<(), String> {
    let heads = store.audit_heads().await.map_err(told)?;
    let (mut faults, mut rows, mut pointers) = (Vec::new(), 0, 0);
    for head in &heads {
        rows += head.count;
        faults.extend(chain_fault(store, head).await.map_err(told)?);
        faults.extend(import_faults(store, &head.chain).await.map_err(told)?);
    }
    for day in from.iter_days().take_while(|day| *day <= to) {
        let mut place = Some(PointerPlace::default());
        while let Some(at) = place {
            let found = store.audit_pointers_verify(day, &at, PAGE).await.map_err(told)?;
            faults.extend(found.faults.iter().map(|fault| format!("{day}: {}", pointer_fault(fault))));
            pointers += found.looked_at;
            place = found.next;
        }
    }
    if faults.is_empty() {
        println!(
            "xtask: {rows} rows in {} chains, and {pointers} pointers since {from}, are as they were written",
            heads.len()
        );
        return Ok(());
    }
    Err(format!("the record is not as it was written:\n{}", faults.join("\n")))
}

async fn chain_fault(store: &Store, head: &AuditHead) -> Result<Option<String>, StoreError> {
    let mut after = AuditMark::default();
    let verdict = loop {
        match store.audit_verify(head, after, u64::MAX).await? {
            AuditFollowed::GoesOn(mark) => after = mark,
            AuditFollowed::Ended(verdict) => break verdict,
        }
    };
    let fault = match verdict {
        AuditVerdict::Sound => return Ok(None),
        AuditVerdict::Altered(row) => format!("row {row} is not what was written"),
        AuditVerdict::Missing(row) => format!("row {row} is missing"),
        AuditVerdict::Unknown(row) => format!("row {row} is not known to the head"),
        AuditVerdict::Unpointed(row) => format!("row {row} is not pointed to from its day"),
    };
    Ok(Some(format!("{}: {fault}", head.chain)))
}

/// The rows of a chain whose facilities have other histories than they tell of.
async fn import_faults(store: &Store, chain: &str) -> Result<Vec<String>, StoreError> {
    let (mut faults, mut below) = (Vec::new(), None);
    loop {
        let records = store.audit_of(chain, below, PAGE).await?;
        for record in &records {
            // A row that cannot be read is told of by following the chain.
            let Ok(entry) = record.entry() else { continue };
            if !store.facility_import_verify(&entry).await? {
                let row = record.sequence;
                faults.push(format!(
                    "{chain}: row {row} tells of other histories of facilities than there are"
                ));
            }
        }
        match records.last().map(|last| last.sequence) {
            Some(last) if last > 1 => below = Some(last),
            _ => return Ok(faults),
        }
    }
}

fn pointer_fault(fault: &AuditPointerFault) -> String {
    match fault {
        AuditPointerFault::HeadMissing { chain, .. } => format!("{chain}: the chain has no head"),
        AuditPointerFault::RowMissing { chain, sequence } => format!("{chain}: row {sequence} is missing"),
        AuditPointerFault::Unreadable { place } => format!("a pointer cannot be read: {place}"),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "used as a map_err function")]
fn told(error: StoreError) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use domain::{
        audit::{AuditAction, AuditBy, AuditEntry},
        history::{Change, Value},
        time::start_of_day,
    };

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A record of one entry with these changes.
    async fn record(changes: &[(&str, &str)]) -> Store {
        let store = store_emulator::isolated_store().await.unwrap();
        let change = |(field, to): &(&str, &str)| Change {
            field: (*field).to_owned(),
            from: Value::Nothing,
            to: Value::Text((*to).to_owned()),
        };
        let entry = AuditEntry {
            at: start_of_day(day("2026-11-24")),
            by: AuditBy::Operator,
            from: "-".to_owned(),
            action: AuditAction::FacilitiesImported,
            subject: "one".to_owned(),
            changes: changes.iter().map(change).collect(),
        };
        store.audit_put(&entry).await.unwrap();
        store
    }

    #[tokio::test]
    async fn a_record_as_it_was_written_is_sound() {
        let store = record(&[]).await;
        assert_eq!(verify(&store, day("2026-11-23"), day("2026-11-25")).await, Ok(()));
    }

    #[tokio::test]
    async fn a_history_that_is_not_the_one_the_record_tells_of_is_a_fault() {
        let store = record(&[("created_facilities", "x@1"), ("history_sha256", "0")]).await;
        let error = verify(&store, day("2026-11-23"), day("2026-11-25")).await.unwrap_err();
        assert!(error.contains("~operator: row 1 tells of other histories"), "{error}");
    }

    #[test]
    fn each_fault_of_a_pointer_is_told_in_words() {
        let chain = || "tokyo".to_owned();
        for (fault, words) in [
            (AuditPointerFault::HeadMissing { chain: chain(), sequence: 1 }, "tokyo: the chain has no head"),
            (AuditPointerFault::RowMissing { chain: chain(), sequence: 3 }, "tokyo: row 3 is missing"),
            (AuditPointerFault::Unreadable { place: "x".to_owned() }, "a pointer cannot be read: x"),
        ] {
            assert_eq!(pointer_fault(&fault), words);
        }
    }
}
