//! The reports there are, by facility category and period (SPEC 9).

use domain::{facility::Category, review::Source, row::RequestRow, status::Status};
use unicode_normalization::UnicodeNormalization;

/// A report: which requests, and which of their items.
#[derive(Debug, PartialEq, Eq)]
pub struct Report {
    /// The name on the wire.
    pub code: &'static str,
    /// The title in Japanese.
    pub title: &'static str,
    /// Only these categories; all when empty.
    categories: &'static [Category],
    /// Only what is shipped by the nation, of accepted requests; its period is of the days they were completed on.
    pub national_direct: bool,
    /// 前日・当日 instead of a period to choose.
    pub two_days: bool,
}

const fn by_category(code: &'static str, title: &'static str, categories: &'static [Category]) -> Report {
    Report { code, title, categories, national_direct: false, two_days: false }
}

/// Every report, in the order in which they are offered.
pub static REPORTS: [Report; 7] = [
    by_category("requests", "緊急配布要請一覧（全区分・期間別）", &[]),
    by_category("requests_hospital", "緊急配布要請一覧（病院・期間別）", &[Category::Hospital]),
    by_category("requests_clinic", "緊急配布要請一覧（診療所・期間別）", &[Category::Clinic]),
    by_category("requests_dental", "緊急配布要請一覧（歯科診療所・期間別）", &[Category::Dental]),
    by_category("requests_other", "緊急配布要請一覧（その他・期間別）", &[Category::Other]),
    Report {
        code: "recent",
        title: "前日・当日の緊急配布要請状況（病院・診療所）",
        categories: &[Category::Hospital, Category::Clinic],
        national_direct: false,
        two_days: true,
    },
    Report {
        code: "national_direct",
        title: "緊急配布要請 国から直送（受付完了・期間別）",
        categories: &[],
        national_direct: true,
        two_days: false,
    },
];

impl Report {
    /// The report of that name.
    pub fn find(code: &str) -> Option<&'static Self> {
        REPORTS.iter().find(|report| report.code == code)
    }

    /// Whether the title holds what was typed into the search box; width and case do not matter.
    pub fn matches(&self, typed: &str) -> bool {
        title_holds(self.title, typed)
    }

    /// Whether a request belongs into the report, whatever the period.
    pub fn holds(&self, row: &RequestRow) -> bool {
        let category = self.categories.is_empty() || self.categories.contains(&row.category);
        let shipped = row.status == Status::Accepted && row.sources.contains(&Source::Nation);
        category && (!self.national_direct || shipped)
    }
}

/// Whether a title holds what was typed; width and case do not matter.
pub(crate) fn title_holds(title: &str, typed: &str) -> bool {
    let folded = |text: &str| text.nfkc().collect::<String>().to_lowercase();
    folded(title).contains(&folded(typed.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_found_by_the_word_the_manual_types() {
        assert!(REPORTS.iter().all(|report| report.matches("緊急配布")));
        let found =
            |typed: &str| REPORTS.iter().filter(|r| r.matches(typed)).map(|r| r.code).collect::<Vec<_>>();
        assert_eq!(found("国から直送"), ["national_direct"]);
        assert_eq!(found(" 病院 "), ["requests_hospital", "recent"]);
        assert_eq!(found("月報"), [""; 0]);
        assert_eq!(found(""), REPORTS.each_ref().map(|report| report.code));
    }

    #[test]
    fn names_on_the_wire_are_unique() {
        for report in &REPORTS {
            assert_eq!(Report::find(report.code), Some(report));
        }
        assert_eq!(Report::find("nothing"), None);
    }
}
