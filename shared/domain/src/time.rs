//! Japan time and how instants are written for people (SPEC 5, MAILS rule 6).

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

/// A stored instant: UTC, whole milliseconds.
pub type Instant = DateTime<Utc>;

/// Japan Standard Time, UTC+9, without daylight saving.
pub fn jst_offset() -> FixedOffset {
    FixedOffset::east_opt(9 * 3600).expect("nine hours are a valid offset")
}

/// The instant on a clock in Japan.
pub fn jst(at: Instant) -> DateTime<FixedOffset> {
    at.with_timezone(&jst_offset())
}

/// The calendar day in Japan at that instant.
pub fn jst_date(at: Instant) -> NaiveDate {
    jst(at).date_naive()
}

/// The instant at which clocks in Japan show this date and time.
pub fn from_jst(local: NaiveDateTime) -> Instant {
    (local - TimeDelta::hours(9)).and_utc()
}

/// Midnight in Japan at which the day begins.
pub fn start_of_day(day: NaiveDate) -> Instant {
    from_jst(day.and_hms_opt(0, 0, 0).expect("midnight exists"))
}

/// Reads a day as the wire has it, `2026-11-24`; only real days of 1900 to 2199, which every key and every sum of days can hold.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let day: NaiveDate = text.parse().ok()?;
    (day.to_string() == text && (1900..2200).contains(&day.year())).then_some(day)
}

/// `11月24日12時40分`: the manual's form of 要請（更新）日時, zero-padded.
pub fn stamp(at: Instant) -> String {
    jst(at).format("%m月%d日%H時%M分").to_string()
}

/// `2026年11月24日（火）17時`, with the minutes only when there are any.
pub fn long_stamp(at: Instant) -> String {
    let local = jst(at);
    let minutes = if local.minute() == 0 { String::new() } else { format!("{:02}分", local.minute()) };
    format!("{}{}時{minutes}", long_date(local.date_naive()), local.hour())
}

/// `2026年11月24日（火）`.
pub fn long_date(day: NaiveDate) -> String {
    format!("{}年{}月{}日（{}）", day.year(), day.month(), day.day(), weekday(day))
}

/// `11月24日（火）`.
pub fn short_date(day: NaiveDate) -> String {
    format!("{}月{}日（{}）", day.month(), day.day(), weekday(day))
}

/// `11月24日17時`: for table rows.
pub fn short_stamp(at: Instant) -> String {
    let local = jst(at);
    format!("{}月{}日{}時", local.month(), local.day(), local.hour())
}

fn weekday(day: NaiveDate) -> char {
    ['月', '火', '水', '木', '金', '土', '日'][day.weekday().num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_as_the_mails_want_them() {
        let at = "2027-01-04T00:05:00Z".parse::<Instant>().unwrap();
        assert_eq!(stamp(at), "01月04日09時05分");
        assert_eq!(long_stamp(at), "2027年1月4日（月）9時05分");
        let due = "2026-11-24T08:00:00Z".parse::<Instant>().unwrap();
        assert_eq!(long_stamp(due), "2026年11月24日（火）17時");
        assert_eq!(short_stamp(due), "11月24日17時");
        assert_eq!(short_date(jst_date(due)), "11月24日（火）");
    }

    #[test]
    fn a_day_in_japan_begins_at_fifteen_hours_utc() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(start_of_day(day), "2026-11-23T15:00:00Z".parse::<Instant>().unwrap());
        assert_eq!(jst_date(start_of_day(day)), day);
        assert_eq!(jst_date(start_of_day(day) - TimeDelta::milliseconds(1)), day.pred_opt().unwrap());
    }

    #[test]
    fn days_are_read_in_one_form_and_in_reasonable_years() {
        assert_eq!(parse_day("2026-11-24"), NaiveDate::from_ymd_opt(2026, 11, 24));
        for bad in
            ["2026-11-31", "2026-1-4", " 2026-11-24", "1899-12-31", "2200-01-01", "+262142-12-31", "明日", ""]
        {
            assert_eq!(parse_day(bad), None, "{bad}");
        }
    }
}
