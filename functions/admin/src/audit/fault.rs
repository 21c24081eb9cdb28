//! What a verification finds wrong, as the ministry reads it.

use chrono::NaiveDate;
use domain::{audit::AuditBy, time::long_date};
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
            AuditVerdict::Altered(sequence) => {
                (*sequence, "altered", "が、書き込まれた後に書き換えられています")
            }
            AuditVerdict::Missing(sequence) => (*sequence, "missing", "が消えています"),
            AuditVerdict::Unknown(sequence) => (
                *sequence,
                "unknown",
                "から後は、最後の番号の控えに合いません。控えが古いものに戻された疑いがあります",
            ),
            AuditVerdict::Unpointed(sequence) => {
                (*sequence, "unpointed", "が、日ごとの索引にありません。日付の検索では見つからない記録です")
            }
        };
        let message = format!("「{}」の{sequence}番目の記録{word}。", AuditBy::chain_label(chain));
        Some(Self { chain: chain.to_owned(), sequence, fault, message })
    }

    /// What a look at a day's pointers found.
    pub(super) fn of_pointer(day: NaiveDate, fault: AuditPointerFault) -> Self {
        let day = long_date(day);
        match fault {
            AuditPointerFault::HeadMissing { chain, sequence } => {
                let message = format!(
                    "「{}」の記録と控えが、すべて消えています。{day}の索引には{sequence}番目の記録があります。",
                    AuditBy::chain_label(&chain)
                );
                Self { chain, sequence, fault: "head_missing", message }
            }
            AuditPointerFault::RowMissing { chain, sequence } => {
                let message = format!(
                    "「{}」の{sequence}番目の記録が消えています。{day}の索引にはあります。",
                    AuditBy::chain_label(&chain)
                );
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
            (
                AuditVerdict::Altered(3),
                "altered",
                "「tokyo」の3番目の記録が、書き込まれた後に書き換えられています。",
            ),
            (AuditVerdict::Missing(4), "missing", "「tokyo」の4番目の記録が消えています。"),
            (
                AuditVerdict::Unknown(8),
                "unknown",
                "「tokyo」の8番目の記録から後は、最後の番号の控えに合いません。控えが古いものに戻された疑いがあります。",
            ),
            (
                AuditVerdict::Unpointed(9),
                "unpointed",
                "「tokyo」の9番目の記録が、日ごとの索引にありません。日付の検索では見つからない記録です。",
            ),
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
            ("unreadable", "2026年11月24日（火）の索引に、読み取れない行があります。")
        );
    }
}
