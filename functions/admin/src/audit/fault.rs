//! What a verification finds wrong, as the ministry reads it.

use chrono::NaiveDate;
use serde::Serialize;
use store::{AuditPointerFault, AuditVerdict};

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FaultView {
    /// Whose chain; the pointer itself when that cannot be read.
    chain: String,
    /// The first row that is not as it was written; 0 when that cannot be told.
    sequence: u64,
    fault: &'static str,
    message: String,
}

impl FaultView {
    /// What following a chain found; none when it is sound.
    pub(super) fn of_chain(chain: &str, verdict: &AuditVerdict) -> Option<Self> {
        let (sequence, fault, word) = match verdict {
            AuditVerdict::Sound => return None,
            AuditVerdict::Altered(sequence) => (*sequence, "altered", "が書き換えられています"),
            AuditVerdict::Missing(sequence) => (*sequence, "missing", "が欠けています"),
            AuditVerdict::Unknown(sequence) => (*sequence, "unknown", "が控えにありません"),
            AuditVerdict::Unpointed(sequence) => (*sequence, "unpointed", "が日ごとの索引にありません"),
        };
        let message = format!("「{chain}」の{sequence}番目の記録{word}。");
        Some(Self { chain: chain.to_owned(), sequence, fault, message })
    }

    /// What a look at a day's pointers found.
    pub(super) fn of_pointer(day: NaiveDate, fault: AuditPointerFault) -> Self {
        match fault {
            AuditPointerFault::HeadMissing { chain, sequence } => {
                let message = format!(
                    "「{chain}」の控えがありません。{day}の索引には{sequence}番目の記録があり、系列ごと消された疑いがあります。"
                );
                Self { chain, sequence, fault: "head_missing", message }
            }
            AuditPointerFault::RowMissing { chain, sequence } => {
                let message =
                    format!("「{chain}」の{sequence}番目の記録が欠けています。{day}の索引にはあります。");
                Self { chain, sequence, fault: "missing", message }
            }
            AuditPointerFault::Unreadable { place } => {
                let message = format!("{day}の索引に、読み取れない行があります。");
                Self { chain: place, sequence: 0, fault: "unreadable", message }
            }
        }
    }

    /// Whether it is the same kind of fault of the same chain.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (&self.chain, self.fault) == (&other.chain, other.fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_names_chain_and_row() {
        assert_eq!(FaultView::of_chain("tokyo", &AuditVerdict::Sound), None);
        for (verdict, fault, message) in [
            (AuditVerdict::Altered(3), "altered", "「tokyo」の3番目の記録が書き換えられています。"),
            (AuditVerdict::Missing(4), "missing", "「tokyo」の4番目の記録が欠けています。"),
            (AuditVerdict::Unknown(8), "unknown", "「tokyo」の8番目の記録が控えにありません。"),
            (AuditVerdict::Unpointed(9), "unpointed", "「tokyo」の9番目の記録が日ごとの索引にありません。"),
        ] {
            let told = FaultView::of_chain("tokyo", &verdict).unwrap();
            assert_eq!((told.fault, told.message.as_str()), (fault, message));
        }
    }

    #[test]
    fn a_pointer_that_cannot_be_read_is_told_of() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let told = FaultView::of_pointer(day, AuditPointerFault::Unreadable { place: "x".to_owned() });
        assert_eq!(
            (told.fault, told.message.as_str()),
            ("unreadable", "2026-11-24の索引に、読み取れない行があります。")
        );
    }
}
