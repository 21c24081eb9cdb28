use super::*;
use crate::policy::FIRST_VERSION;

fn first() -> Policy {
    serde_json::from_str(FIRST_VERSION).unwrap()
}

fn now() -> Instant {
    "2026-11-24T03:00:00Z".parse().unwrap()
}

fn draft() -> PolicyDraft {
    let first = first();
    PolicyDraft {
        effective_from: None,
        qualifying_designations: first.qualifying_designations,
        qualifying_outlooks: first.qualifying_outlooks,
        cutoff: first.cutoff,
        target: first.target,
        days: first.days,
        catalogue: first.catalogue.into(),
        acceptance: first.acceptance,
    }
}

#[track_caller]
fn check(change: impl FnOnce(&mut PolicyDraft), expected: &[(&str, &str)]) {
    let mut draft = draft();
    change(&mut draft);
    let errors = draft.version_after(&first(), &[&first()], now()).err().unwrap_or_default();
    let found: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_version_counts_up_and_holds_from_now_or_later() {
    let made = draft().version_after(&first(), &[&first()], now()).unwrap();
    assert_eq!((made.version, made.effective_from), (2, now()));
    let later = Some("2026-12-01T00:00:00Z".parse().unwrap());
    let made = PolicyDraft { effective_from: later, ..draft() }
        .version_after(&made, &[&first(), &made], now())
        .unwrap();
    assert_eq!((made.version, Some(made.effective_from)), (3, later));
}

#[test]
fn each_rule_names_its_field() {
    check(|_| {}, &[]);
    check(
        |d| d.effective_from = Some("2026-11-24T02:59:59Z".parse().unwrap()),
        &[("effective_from", "past")],
    );
    check(|d| d.qualifying_designations.clear(), &[("qualifying_designations", "required")]);
    check(|d| d.qualifying_outlooks.clear(), &[("qualifying_outlooks", "required")]);
    check(|d| d.cutoff = d.target, &[("cutoff", "order")]);
    check(|d| d.acceptance.open = false, &[("acceptance.notice", "required")]);
    check(
        |d| d.acceptance = Acceptance { open: false, notice: Some("あ".repeat(1_001)) },
        &[("acceptance.notice", "too_long")],
    );
    check(
        |d| {
            d.days.closed.insert("2026-12-28".parse().unwrap());
            d.days.open.insert("2026-12-28".parse().unwrap());
        },
        &[("days", "contradiction")],
    );
}

#[test]
fn a_day_in_both_lists_is_named_as_people_read_it() {
    let mut draft = draft();
    for days in [&mut draft.days.closed, &mut draft.days.open] {
        days.insert("2026-12-28".parse().unwrap());
    }
    let errors = draft.version_after(&first(), &[&first()], now()).unwrap_err();
    assert!(
        errors[0].message.starts_with("2026年12月28日（月）は、休業日と営業日の両方に"),
        "{}",
        errors[0].message
    );
}

#[test]
fn an_item_is_retired_never_removed() {
    check(|d| _ = d.catalogue.pop(), &[("catalogue", "removed")]);
    check(|d| d.catalogue[4].valid_to = Some("2026-12-31".parse().unwrap()), &[]);
}

#[test]
fn an_item_of_a_version_that_never_held_may_be_left_out() {
    let mut latest = first();
    let new = SupplyItem { code: ItemCode::parse("new").unwrap(), ..draft().catalogue[0].clone() };
    latest.catalogue = Catalogue::from([draft().catalogue, vec![new]].concat());
    assert!(draft().version_after(&latest, &[&first()], now()).is_ok());
    let errors = draft().version_after(&latest, &[&first(), &latest], now()).unwrap_err();
    assert_eq!((errors.len(), errors[0].code), (1, "removed"));
}

#[test]
fn each_item_of_the_catalogue_is_checked() {
    check(|d| d.catalogue[0].name = "　".into(), &[("catalogue.0.name", "required")]);
    check(|d| d.catalogue[0].name = "あ".repeat(41), &[("catalogue.0.name", "too_long")]);
    check(|d| d.catalogue[1].unit = "枚\n".into(), &[("catalogue.1.unit", "control_character")]);
    check(
        |d| {
            d.catalogue[2].valid_from = Some("2027-01-02".parse().unwrap());
            d.catalogue[2].valid_to = Some("2027-01-01".parse().unwrap());
        },
        &[("catalogue.2.valid_to", "order")],
    );
    check(|d| d.catalogue.push(d.catalogue[0].clone()), &[("catalogue.5.code", "duplicate")]);
    let long =
        SupplyItem { code: ItemCode::parse("a_code_of_17_char").unwrap(), ..draft().catalogue[0].clone() };
    check(|d| d.catalogue.push(long), &[("catalogue.5.code", "too_long")]);
}

#[test]
fn eight_items_may_be_requested_on_one_day() {
    let item = |n: usize, from: Option<&str>, to: Option<&str>| SupplyItem {
        code: ItemCode::parse(&format!("new_{n}")).unwrap(),
        valid_from: from.map(|day| day.parse().unwrap()),
        valid_to: to.map(|day| day.parse().unwrap()),
        ..draft().catalogue[0].clone()
    };
    check(|d| d.catalogue.extend((0..3).map(|n| item(n, None, None))), &[]);
    check(|d| d.catalogue.extend((0..4).map(|n| item(n, None, None))), &[("catalogue", "too_many")]);
    check(
        |d| {
            d.catalogue.extend((0..3).map(|n| item(n, None, Some("2026-12-31"))));
            d.catalogue.extend((3..6).map(|n| item(n, Some("2027-01-01"), None)));
        },
        &[],
    );
    check(
        |d| {
            d.catalogue.extend((0..3).map(|n| item(n, None, Some("2027-01-01"))));
            d.catalogue.extend((3..6).map(|n| item(n, Some("2027-01-01"), None)));
        },
        &[("catalogue", "too_many")],
    );
}

#[test]
fn a_version_begins_at_most_three_years_ahead() {
    let from = |text: &str| Some(text.parse().unwrap());
    check(|d| d.effective_from = from("2029-11-24T03:00:00Z"), &[]);
    check(|d| d.effective_from = from("2029-11-24T03:00:01Z"), &[("effective_from", "too_late")]);
    check(|d| d.effective_from = from("+20000-01-01T00:00:00Z"), &[("effective_from", "too_late")]);
}

#[test]
fn extra_days_lie_within_a_year_back_and_three_ahead_and_are_not_many() {
    let days = |first: &str, count: usize| -> BTreeSet<chrono::NaiveDate> {
        let first: chrono::NaiveDate = first.parse().unwrap();
        first.iter_days().take(count).collect()
    };
    check(|d| d.days.closed = days("2025-11-24", 200), &[]);
    check(|d| d.days.open = days("2029-11-24", 1), &[]);
    check(|d| d.days.closed = days("2025-11-23", 1), &[("days.closed", "out_of_range")]);
    check(|d| d.days.open = days("2029-11-24", 2), &[("days.open", "out_of_range")]);
    check(|d| d.days.open = days("2026-11-24", 201), &[("days.open", "too_many")]);
    check(
        |d| d.days.closed = days("2026-11-24", 17_500),
        &[("days.closed", "out_of_range"), ("days.closed", "too_many")],
    );
}

#[test]
fn days_of_the_newest_version_may_stay_however_long_they_are_past() {
    let past: BTreeSet<chrono::NaiveDate> = ["2021-01-04".parse().unwrap()].into();
    let latest = Policy { days: ExtraDays { closed: past.clone(), ..ExtraDays::default() }, ..first() };
    let mut draft = draft();
    draft.days.closed = past;
    draft.version_after(&latest, &[&latest], now()).unwrap();
}

#[test]
fn a_catalogue_has_fifty_supplies_at_most_past_ones_included() {
    // Each on a day of its own, so that few may be requested at once.
    let fill = |d: &mut PolicyDraft, count: usize| {
        for item in &mut d.catalogue {
            item.valid_from = Some("2026-11-24".parse().unwrap());
        }
        let first: chrono::NaiveDate = "2020-01-01".parse().unwrap();
        let past = first.iter_days().take(count).map(|day| SupplyItem {
            code: ItemCode::parse(&format!("past_{}", day.format("%j"))).unwrap(),
            valid_from: Some(day),
            valid_to: Some(day),
            ..draft().catalogue[0].clone()
        });
        d.catalogue.extend(past);
    };
    check(|d| fill(d, 45), &[]);
    check(|d| fill(d, 46), &[("catalogue", "too_long")]);
}
