use super::*;
use crate::{
    id::RequestId,
    quantity::Quantity,
    request::samples::{accepted, at, code, policy, quantity, under_review},
};

const TODAY: &str = "2026-11-24";

fn day() -> NaiveDate {
    TODAY.parse().unwrap()
}

/// An open row told from others by `tail`, due at 17:00 of `due_on`.
fn row(tail: &str, due_on: &str, awaiting: bool) -> RequestRow {
    RequestRow {
        id: id(tail),
        due_at: Some(at(&format!("{due_on}T17:00:00"))),
        awaiting_answer: awaiting,
        ..RequestRow::from(&under_review())
    }
}

fn id(tail: &str) -> RequestId {
    RequestId::parse(&format!("01ARZ3NDEKTSV4RRFFQ69G5FA{tail}")).unwrap()
}

/// A: due today; B: due today and waiting; C: carried over; D: carried over and waiting; E: due tomorrow.
fn rows() -> Vec<RequestRow> {
    vec![
        row("A", TODAY, false),
        row("B", TODAY, true),
        row("C", "2026-11-20", false),
        row("D", "2026-11-20", true),
        row("E", "2026-11-25", false),
    ]
}

fn tails(rows: &[RequestRow]) -> String {
    rows.iter().filter_map(|row| row.id.as_str().chars().last()).collect()
}

#[track_caller]
fn check(slot: Slot, main: &str, awaiting: &str, carried: &str) {
    let got = digest(slot, day(), slot.begins(day(), &policy()), rows(), &policy());
    assert_eq!(
        (tails(&got.main), tails(&got.awaiting), tails(&got.carried)),
        (main.into(), awaiting.into(), carried.into())
    );
}

#[test]
fn each_slot_lists_what_the_spec_says() {
    // What waits is among the due of 13:01 and listed apart as well, left out of the 16:01 count, and listed apart at 17:01.
    check(Slot::Cutoff, "AB", "B", "CD");
    check(Slot::Reminder, "A", "B", "");
    check(Slot::Overdue, "AC", "BD", "");
    check(Slot::AnswerReminder, "", "", "");
}

#[test]
fn the_target_itself_is_not_overdue_at_seventeen() {
    let got = digest(Slot::Overdue, day(), at("2026-11-24T17:00:00"), rows(), &policy());
    assert_eq!((tails(&got.main), tails(&got.awaiting)), ("C".into(), "D".into()));
}

#[test]
fn empty_digests_are_known_by_slot() {
    let of = |slot: Slot, rows: Vec<RequestRow>| {
        digest(slot, day(), slot.begins(day(), &policy()), rows, &policy()).is_empty(slot)
    };
    for (what, rows, expected) in [
        ("nothing", vec![], [true, true, true]),
        ("due tomorrow", vec![row("E", "2026-11-25", false)], [true, true, true]),
        ("due today", vec![row("A", TODAY, false)], [false, false, false]),
        ("due today, waiting", vec![row("B", TODAY, true)], [false, true, false]),
        ("carried over", vec![row("C", "2026-11-20", false)], [false, true, false]),
    ] {
        assert_eq!(Slot::DIGESTS.map(|slot| of(slot, rows.clone())), expected, "{what}");
    }
    assert!(of(Slot::AnswerReminder, rows()), "reminders of questions go out one by one");
}

#[test]
fn slots_begin_a_minute_after_the_minute_they_name() {
    for (slot, begins) in [
        (Slot::AnswerReminder, "09:00:00"),
        (Slot::Cutoff, "13:01:00"),
        (Slot::Reminder, "16:01:00"),
        (Slot::Overdue, "17:01:00"),
    ] {
        assert_eq!(slot.begins(day(), &policy()), at(&format!("{TODAY}T{begins}")), "{slot:?}");
        assert_eq!(
            serde_json::to_value(slot).unwrap(),
            slot.code(),
            "the name in keys is the name in messages"
        );
    }
}

#[test]
fn slots_follow_the_policys_hours() {
    let mut policy = policy();
    policy.cutoff = "11:30:00".parse().unwrap();
    policy.target = "15:00:00".parse().unwrap();
    let begins = Slot::DIGESTS.map(|slot| slot.begins(day(), &policy));
    assert_eq!(begins, ["11:31:00", "14:01:00", "15:01:00"].map(|time| at(&format!("{TODAY}T{time}"))));
}

#[test]
fn the_newest_digest_is_the_last_one_begun_today() {
    for (now, expected) in [
        ("00:00:00", None),
        ("13:00:59.999", None),
        ("13:01:00", Some(Slot::Cutoff)),
        ("16:00:59.999", Some(Slot::Cutoff)),
        ("16:01:00", Some(Slot::Reminder)),
        ("17:00:59.999", Some(Slot::Reminder)),
        ("17:01:00", Some(Slot::Overdue)),
        ("23:59:59.999", Some(Slot::Overdue)),
    ] {
        assert_eq!(Slot::newest_digest(at(&format!("{TODAY}T{now}")), &policy()), expected, "{now}");
    }
}

fn of_prefecture(prefecture: &str, row: RequestRow) -> RequestRow {
    RequestRow { prefecture: Prefecture::parse(prefecture).unwrap(), ..row }
}

fn completion(tail: &str, completed: &str, due_on: &str, national: &[(&str, i64)]) -> Completion {
    Completion {
        request: id(tail),
        prefecture: Prefecture::parse("13").unwrap(),
        completed_at: at(completed),
        due_at: at(&format!("{due_on}T17:00:00")),
        national: national
            .iter()
            .map(|(item, pieces)| (code(item), quantity(*pieces)))
            .collect::<BTreeMap<_, Quantity>>(),
    }
}

fn ministry(rows: &[RequestRow], completions: &[Completion]) -> MinistryDigest {
    ministry_digest(day(), at("2026-11-24T17:01:00"), rows, completions, Vec::new(), &policy())
}

#[test]
fn the_ministry_sees_what_is_overdue_by_prefecture() {
    let mut rows: Vec<_> = rows().into_iter().map(|row| of_prefecture("13", row)).collect();
    rows[2].shortest_outlook = Some(Outlook::TwoToThreeWeeks);
    rows.push(of_prefecture("27", row("F", "2026-11-19", true)));
    let got = ministry(&rows, &[]);
    let tokyo = OverdueCount {
        overdue: 4,
        awaiting: 2,
        within_one_week: 3,
        oldest_due_at: Some(at("2026-11-20T17:00:00")),
    };
    let osaka = OverdueCount {
        overdue: 1,
        awaiting: 1,
        within_one_week: 1,
        oldest_due_at: Some(at("2026-11-19T17:00:00")),
    };
    let expected =
        [("13", tokyo), ("27", osaka)].map(|(code, count)| (Prefecture::parse(code).unwrap(), count));
    assert_eq!(got.prefectures, expected.into());
    assert_eq!((got.overdue(), got.awaiting()), (5, 3));
    assert_eq!((got.due_today, got.completed), (2, 0));
}

#[test]
fn the_days_completions_count_with_what_the_nation_ships() {
    let completions = [
        completion("G", "2026-11-24T14:00:00", TODAY, &[("gloves", 500), ("n95_mask", 20)]),
        completion("H", "2026-11-24T15:00:00", "2026-11-20", &[("gloves", 700)]),
        completion("J", "2026-11-24T16:00:00", TODAY, &[]),
    ];
    let got = ministry(&[row("A", TODAY, false)], &completions);
    assert_eq!((got.due_today, got.completed, got.national_requests), (3, 2, 2));
    assert_eq!(got.national, [(code("gloves"), 1_200), (code("n95_mask"), 20)].into());
}

#[test]
fn a_request_decided_twice_counts_once_and_one_taken_back_not_at_all() {
    let completions = [
        completion("G", "2026-11-24T16:00:00", TODAY, &[("gloves", 500)]),
        completion("G", "2026-11-24T14:00:00", TODAY, &[("gloves", 9_000)]),
        completion("A", "2026-11-24T15:00:00", TODAY, &[("gloves", 7_000)]),
    ];
    let got = ministry(&[row("A", TODAY, false)], &completions);
    assert_eq!((got.due_today, got.completed, got.national_requests), (2, 1, 1));
    assert_eq!(got.national, [(code("gloves"), 500)].into());
}

#[test]
fn the_ministrys_digest_is_empty_without_anything_to_tell() {
    assert!(ministry(&[], &[]).is_empty());
    assert!(
        ministry(&[row("E", "2026-11-25", false)], &[completion("G", "2026-11-24T14:00:00", TODAY, &[])])
            .is_empty()
    );
    assert!(!ministry(&[row("A", TODAY, false)], &[]).is_empty());
    assert!(!ministry(&[], &[completion("G", "2026-11-24T14:00:00", TODAY, &[("gloves", 1)])]).is_empty());
    let unreachable = vec![Prefecture::parse("01").unwrap()];
    let got = ministry_digest(day(), at("2026-11-24T17:01:00"), &[], &[], unreachable, &policy());
    assert!(!got.is_empty());
}

#[test]
fn an_accepted_request_is_never_overdue() {
    assert!(ministry(&[RequestRow::from(&accepted())], &[]).prefectures.is_empty());
}
