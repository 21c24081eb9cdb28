use super::*;
use crate::{
    policy::{Acceptance, FIRST_VERSION},
    survey::Outlook,
};

fn first() -> Policy {
    serde_json::from_str(FIRST_VERSION).unwrap()
}

/// What changes, as field, before and after.
fn changed(change: impl FnOnce(&mut Policy)) -> Vec<(String, Value, Value)> {
    let mut before = first();
    before.days.closed = days(&["2026-12-28", "2027-01-04"]);
    let mut after = before.clone();
    change(&mut after);
    let changes = before.changes_to(&after);
    changes.into_iter().map(|change| (change.field, change.from, change.to)).collect()
}

fn days(texts: &[&str]) -> BTreeSet<NaiveDate> {
    texts.iter().map(|day| day.parse().unwrap()).collect()
}

#[test]
fn changes_tell_before_and_after_in_words() {
    let changes = changed(|later| {
        later.qualifying_outlooks.remove(&Outlook::TwoToThreeWeeks);
        later.acceptance = Acceptance { open: false, notice: Some("受付を停止しました。".into()) };
    });
    let fields: Vec<_> = changes.iter().map(|(field, _, _)| field.as_str()).collect();
    assert_eq!(fields, ["acceptance.notice", "acceptance.open", "qualifying_outlooks"]);
    assert_eq!((&changes[1].1, &changes[1].2), (&Value::text("受付中"), &Value::text("受付停止")));
    assert_eq!(changes[2].1, Value::text("1週間以内、2～3週間"));
    assert_eq!(changes[2].2, Value::text("1週間以内"));
}

#[test]
fn of_the_extra_days_only_those_that_came_and_went_are_told() {
    let changes = changed(|later| later.days.closed = days(&["2026-12-28", "2026-12-29", "2026-12-30"]));
    let expected = [
        ("days.closed.added".to_owned(), Value::Nothing, Value::text("2026-12-29、2026-12-30")),
        ("days.closed.removed".to_owned(), Value::text("2027-01-04"), Value::Nothing),
    ];
    assert_eq!(changes, expected);
    assert_eq!(changed(|later| later.days.open = days(&["2027-01-01"]))[0].0, "days.open.added");
    assert_eq!(changed(|_| {}), []);
}

#[test]
fn of_the_scheduled_versions_those_undo_it_that_begin_later_with_another_acceptance() {
    let at = |text: &str| text.parse().unwrap();
    let stopped = Acceptance { open: false, notice: Some("停止".into()) };
    let version = |version, from, acceptance: &Acceptance| Policy {
        version,
        effective_from: at(from),
        acceptance: acceptance.clone(),
        ..first()
    };
    let open = first().acceptance;
    let scheduled = [
        version(2, "2026-12-15T00:00:00Z", &open),
        version(3, "2026-12-01T00:00:00Z", &open),
        version(4, "2026-11-01T00:00:00Z", &open),
        version(5, "2026-12-10T00:00:00Z", &stopped),
    ];
    let stop = version(6, "2026-11-24T03:00:00Z", &stopped);
    let undone_by = stop.undone_by(&scheduled);
    assert_eq!(undone_by.iter().map(|other| other.version).collect::<Vec<_>>(), [3, 2]);
    let change = Policy::taken_over_by(&undone_by).unwrap();
    let words = "第3版（2026年12月1日（火）9時から、受付中）、第2版（2026年12月15日（火）9時から、受付中）";
    assert_eq!((change.field.as_str(), change.to), ("taken_over_by", Value::text(words)));
    assert_eq!(Policy::taken_over_by(&[]), None);
}
