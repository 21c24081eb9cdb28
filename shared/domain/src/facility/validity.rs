//! From when to when a facility may make requests.

use chrono::NaiveDate;

use super::Facility;
use crate::time::long_date;

/// A day on which the facility may not make requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideValidity {
    /// The first day it may.
    pub from: Option<NaiveDate>,
    /// The last day it may.
    pub to: Option<NaiveDate>,
}

impl Facility {
    /// Whether the facility may make requests on that day (JST). Both ends of its validity are included.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Refuses days outside of the validity: nothing new is drafted or submitted on them. What is under review goes on.
    ///
    /// # Errors
    /// [`OutsideValidity`].
    pub fn check_valid_on(&self, day: NaiveDate) -> Result<(), OutsideValidity> {
        let outside = OutsideValidity { from: self.valid_from, to: self.valid_to };
        if self.is_valid_on(day) { Ok(()) } else { Err(outside) }
    }
}

impl OutsideValidity {
    /// What the facility reads: its validity, and whom to ask.
    pub fn message(&self) -> String {
        let days = match (self.from, self.to) {
            (Some(from), Some(to)) => format!("{}から{}まで", long_date(from), long_date(to)),
            (Some(from), None) => format!("{}から", long_date(from)),
            (None, Some(to)) => format!("{}まで", long_date(to)),
            (None, None) => "未設定".to_owned(),
        };
        format!(
            "この医療機関の登録の有効期間（{days}）の外のため、新しい要請はできません。確認中の要請には影響しません。登録の内容は都道府県の担当課へお問い合わせください。"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::samples::facility;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(from: Option<&str>, to: Option<&str>, on: &str, valid: bool) {
        let facility = Facility { valid_from: from.map(day), valid_to: to.map(day), ..facility() };
        assert_eq!(facility.is_valid_on(day(on)), valid, "{from:?} {to:?} {on}");
        assert_eq!(facility.check_valid_on(day(on)).is_ok(), valid);
    }

    #[test]
    fn both_ends_of_the_validity_are_included() {
        let (from, to) = (Some("2026-04-01"), Some("2026-09-30"));
        check(None, None, "2026-11-24", true);
        check(from, to, "2026-03-31", false);
        check(from, to, "2026-04-01", true);
        check(from, to, "2026-09-30", true);
        check(from, to, "2026-10-01", false);
        check(from, None, "2030-01-01", true);
        check(None, to, "2000-01-01", true);
        check(None, to, "2026-10-01", false);
    }

    #[test]
    fn the_refusal_tells_the_days() {
        let outside = OutsideValidity { from: Some(day("2026-04-01")), to: Some(day("2026-09-30")) };
        assert!(outside.message().contains("2026年4月1日（水）から2026年9月30日（水）まで"));
        let open = OutsideValidity { to: None, ..outside };
        assert!(open.message().contains("（2026年4月1日（水）から）"));
        let past = OutsideValidity { from: None, ..outside };
        assert!(past.message().contains("（2026年9月30日（水）まで）"));
    }
}
