use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[track_caller]
fn check(date: &str, open: bool) {
    let none = ExtraDays::default();
    let calendar = BusinessCalendar::national(HolidayTable::shipped(), &none);
    assert_eq!(calendar.is_business_day(day(date)), Ok(open), "{date}");
}

#[test]
fn weekends_holidays_and_the_year_end_are_closed() {
    check("2026-11-20", true);
    check("2026-11-21", false); // Saturday
    check("2026-11-22", false); // Sunday
    check("2026-11-23", false); // 勤労感謝の日
    check("2026-11-24", true);
    check("2026-12-28", true);
    check("2026-12-29", false);
    check("2026-12-31", false);
    check("2027-01-01", false); // 元日
    check("2027-01-02", false);
    check("2027-01-03", false);
    check("2027-01-04", true);
}

#[test]
fn golden_week_2026_leaves_thursday_and_friday() {
    for closed in ["2026-04-29", "2026-05-02", "2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06"] {
        check(closed, false);
    }
    for open in ["2026-04-30", "2026-05-01", "2026-05-07"] {
        check(open, true);
    }
}

#[test]
fn the_day_between_two_holidays_is_closed() {
    check("2026-09-21", false); // 敬老の日
    check("2026-09-22", false); // 国民の休日
    check("2026-09-23", false); // 秋分の日
    check("2026-09-24", true);
}

/// Reads the file once more by a way of its own: splits lines, keeps digits.
fn rows_of_the_file() -> Vec<NaiveDate> {
    CABINET_OFFICE_TABLE
        .split(|b| *b == b'\n')
        .skip(1)
        .filter(|line| line.len() > 1)
        .map(|line| {
            let mut parts =
                line.split(|b| !b.is_ascii_digit()).map(|p| String::from_utf8(p.to_vec()).unwrap());
            let mut next = || parts.next().unwrap().parse::<u32>().unwrap();
            let (y, m, d) = (next(), next(), next());
            NaiveDate::from_ymd_opt(i32::try_from(y).unwrap(), m, d).unwrap()
        })
        .collect()
}

#[test]
fn every_row_of_the_cabinet_offices_table_is_closed_and_nothing_else_is_a_holiday() {
    let rows = rows_of_the_file();
    assert_eq!(rows.len(), 1_067);
    assert_eq!((rows[0], rows[1_066]), (day("1955-01-01"), day("2027-11-23")));
    let none = ExtraDays::default();
    let calendar = BusinessCalendar::national(HolidayTable::shipped(), &none);
    let mut date = day("1955-01-01");
    while date <= day("2027-12-31") {
        let expected = !rows.contains(&date) && !is_weekend(date) && !is_year_end(date);
        assert_eq!(calendar.is_business_day(date), Ok(expected), "{date}");
        date += TimeDelta::days(1);
    }
}

#[test]
fn beyond_the_table_there_is_an_error_and_never_a_date() {
    let open = ExtraDays { open: [day("2028-01-04")].into(), ..ExtraDays::default() };
    let calendar = BusinessCalendar::national(HolidayTable::shipped(), &open);
    let last = day("2027-12-31");
    for date in ["2028-01-01", "2028-01-04", "2030-06-03"] {
        assert_eq!(calendar.is_business_day(day(date)), Err(OutsideCalendar { day: day(date), last }));
    }
    assert_eq!(
        calendar.next_business_day(day("2027-12-28")),
        Err(OutsideCalendar { day: day("2028-01-01"), last })
    );
    assert!(calendar.is_business_day(day("1954-12-31")).is_err());
    assert!(calendar.previous_business_day(day("1955-01-01")).is_err());
    assert!(OutsideCalendar { day: last, last }.message().contains("2027年12月31日"));
}

#[test]
fn operations_are_warned_from_ninety_days_before_the_end() {
    let none = ExtraDays::default();
    let calendar = BusinessCalendar::national(HolidayTable::shipped(), &none);
    assert_eq!(calendar.days_left_if_few(day("2027-10-01")), None);
    assert_eq!(calendar.days_left_if_few(day("2027-10-02")), Some(90));
    assert_eq!(calendar.days_left_if_few(day("2028-01-01")), Some(-1));
}

#[test]
fn extra_days_close_and_open_and_the_prefectures_win() {
    let nation =
        ExtraDays { closed: [day("2026-11-24"), day("2026-11-25")].into(), open: [day("2026-11-23")].into() };
    let tokyo =
        ExtraDays { closed: [day("2026-11-23")].into(), open: [day("2026-11-25"), day("2026-11-28")].into() };
    let national = BusinessCalendar::national(HolidayTable::shipped(), &nation);
    let prefectural = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &nation, &tokyo);
    let table = [
        ("2026-11-23", true, false),
        ("2026-11-24", false, false),
        ("2026-11-25", false, true),
        ("2026-11-28", false, true),
        ("2026-11-26", true, true),
    ];
    for (date, in_the_nation, in_tokyo) in table {
        assert_eq!(national.is_business_day(day(date)), Ok(in_the_nation), "{date}");
        assert_eq!(prefectural.is_business_day(day(date)), Ok(in_tokyo), "{date}");
    }
    assert_eq!(national.next_business_day(day("2026-11-23")), Ok(day("2026-11-26")));
    assert_eq!(prefectural.previous_business_day(day("2026-11-25")), Ok(day("2026-11-20")));
}

#[test]
fn a_broken_table_names_its_line() {
    assert_eq!(HolidayTable::read(b"h\r\n2026/1/1,x\r\n2026/13/1,y\r\n"), Err(BadHolidayTable { line: 3 }));
    assert_eq!(HolidayTable::read(b"h\r\n"), Err(BadHolidayTable { line: 2 }));
}
