use proptest::prelude::*;

use super::*;
use crate::request::samples::{at, code, decided, decision, draft, national, under_review};

const NOW: &str = "2026-11-24T17:00:01";
const STATUSES: [Status; 5] =
    [Status::Draft, Status::Ineligible, Status::UnderReview, Status::Accepted, Status::Withdrawn];

fn row(prefecture: &str, status: Status) -> RequestRow {
    RequestRow {
        prefecture: Prefecture::parse(prefecture).unwrap(),
        status,
        ..RequestRow::from(&under_review())
    }
}

fn count(recent: &[RequestRow], open: &[RequestRow]) -> Summary {
    Summary::count(at(NOW), recent, open)
}

#[test]
fn each_status_of_the_chart_is_counted_and_a_draft_never() {
    let summary = count(&STATUSES.map(|status| row("13", status)), &[]);
    let one_each = StatusCounts { ineligible: 1, under_review: 1, accepted: 1, withdrawn: 1 };
    assert_eq!(summary.by_item, [(code("gloves"), one_each), (code("n95_mask"), one_each)].into());
    assert_eq!(summary.by_day, [("2026-11-24".parse().unwrap(), one_each)].into());
    assert_eq!(summary.by_prefecture[&Prefecture::parse("13").unwrap()].by_status, one_each);
    assert_eq!(one_each.total(), 4);
}

#[test]
fn a_draft_withdrawn_before_any_check_is_not_in_the_chart() {
    let unseen = RequestRow { status: Status::Withdrawn, ..RequestRow::from(&draft()) };
    assert_eq!(count(&[unseen], &[]), Summary::empty(at(NOW)));
}

#[test]
fn days_are_japanese_days() {
    let late = RequestRow { updated_at: Some(at("2026-11-23T23:59:59")), ..row("13", Status::UnderReview) };
    let early = RequestRow { updated_at: Some(at("2026-11-24T00:00:00")), ..row("13", Status::UnderReview) };
    let days = count(&[late, early], &[]).by_day.into_keys().map(|day| day.to_string()).collect::<Vec<_>>();
    assert_eq!(days, ["2026-11-23", "2026-11-24"]);
}

fn due(at_time: &str) -> RequestRow {
    RequestRow { due_at: Some(at(at_time)), ..row("13", Status::UnderReview) }
}

#[test]
fn open_rows_are_due_today_and_overdue_by_the_clock() {
    let open = [due("2026-11-24T17:00:00"), due("2026-11-20T17:00:00"), row("27", Status::Accepted)];
    let late = count(&[], &open);
    assert_eq!((late.due_today, late.overdue), (1, 2));
    let in_time = Summary::count(at("2026-11-24T17:00:00"), &[], &open);
    assert_eq!((in_time.due_today, in_time.overdue), (1, 1));
}

#[test]
fn what_is_due_today_is_so_by_the_day_and_told_apart_while_an_answer_is_awaited() {
    let asked = RequestRow { awaiting_answer: true, ..due("2026-11-24T17:00:00") };
    let before = RequestRow { awaiting_answer: true, ..due("2026-11-20T17:00:00") };
    // Its target is of another hour than today's policy has it.
    let early = due("2026-11-24T16:00:00");
    let summary = count(&[], &[asked, before, early, due("2026-11-25T00:00:00")]);
    assert_eq!((summary.due_today, summary.due_today_awaiting, summary.overdue), (1, 1, 3));
}

#[test]
fn a_prefectures_open_work_holds_what_is_overdue_and_is_of_whatever_day() {
    let open = [due("2026-11-20T17:00:00"), due("2026-11-24T17:00:00"), due("2026-11-25T17:00:00")];
    let counts = count(&[], &open).by_prefecture[&Prefecture::parse("13").unwrap()];
    assert_eq!((counts.open, counts.overdue, counts.by_status), (3, 2, StatusCounts::default()));
}

#[test]
fn national_pieces_count_once_accepted() {
    let accepted = RequestRow::from(&decided(national(1_500), decision(3_000)));
    let typed = RequestRow { status: Status::UnderReview, ..accepted.clone() };
    let summary = count(&[accepted, typed], &[]);
    assert_eq!(summary.by_prefecture[&Prefecture::parse("13").unwrap()].national_quantity, 1_500);
}

fn any_row() -> impl Strategy<Value = RequestRow> {
    (0_usize..5, prop::sample::select(vec!["13", "27", "01"]), 0_i64..4, 0_u64..9).prop_map(
        |(status, prefecture, days, pieces)| {
            let earlier = |at: Option<Instant>| at.map(|at| at - chrono::TimeDelta::days(days));
            let row = row(prefecture, STATUSES[status]);
            RequestRow {
                awaiting_answer: pieces % 2 == 1,
                due_at: earlier(row.due_at),
                updated_at: earlier(row.updated_at),
                national_quantity: pieces,
                ..row
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn merging_the_prefectures_is_counting_all_rows(
        one in prop::collection::vec(any_row(), 0..12), two in prop::collection::vec(any_row(), 0..12)
    ) {
        let mut merged = Summary::empty(at(NOW));
        merged.merge(&count(&one, &one));
        merged.merge(&count(&two, &two));
        let all = [one, two].concat();
        prop_assert_eq!(merged, count(&all, &all));
    }
}
