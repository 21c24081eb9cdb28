use super::*;
use crate::{
    request::Evidence,
    request::{
        ask, refresh_flags,
        samples::{
            self, at, code, decided, decision, draft, national, prefecture_actor, refusal, survey,
            under_review,
        },
    },
};

#[test]
fn a_row_under_review_holds_what_lists_ask_for() {
    let mut request = under_review();
    request.part.items.get_mut(&code("gloves")).unwrap().outlook = Some(Outlook::TwoToThreeWeeks);
    let row = RequestRow::from(&request);
    assert_eq!(
        (row.status, row.outcome, row.prefecture_status),
        (Status::UnderReview, None, PrefectureStatus::NotStarted)
    );
    assert_eq!(row.items.keys().collect::<Vec<_>>(), [&code("gloves"), &code("n95_mask")]);
    assert_eq!(row.shortest_outlook, Some(Outlook::Within1Week));
    assert_eq!(row.due_at, Some(at("2026-11-24T17:00:00")));
    assert_eq!((row.national_quantity, row.sources.len(), row.awaiting_answer), (0, 0, false));
}

#[test]
fn only_requested_items_count() {
    let mut request = under_review();
    request.part.items.get_mut(&code("n95_mask")).unwrap().requested = false;
    request.part.items.get_mut(&code("gloves")).unwrap().outlook = Some(Outlook::TwoToThreeWeeks);
    let row = RequestRow::from(&request);
    assert_eq!((row.items.len(), row.shortest_outlook), (1, Some(Outlook::TwoToThreeWeeks)));
}

#[test]
fn an_accepted_row_knows_what_was_distributed_and_from_where() {
    let row = RequestRow::from(&decided(national(1_500), refusal()));
    assert_eq!((row.sources, row.national_quantity), ([Source::Nation].into(), 1_500));
    let distributed: Vec<_> =
        row.items.iter().map(|(item, figures)| (item.as_str(), figures.distributed)).collect();
    assert_eq!(distributed, [("gloves", false), ("n95_mask", true)]);
    assert_eq!(row.outcome, Some(Outcome::Partial));
    let both = RequestRow::from(&decided(national(1_500), decision(3_000)));
    assert_eq!(both.sources, [Source::Prefecture, Source::Nation].into());
}

#[test]
fn a_decision_not_completed_is_no_distribution() {
    let typed =
        samples::reviewed(&under_review(), &samples::review_draft(false, &[("gloves", decision(3_000))]));
    assert!(RequestRow::from(&typed).items.values().all(|item| !item.distributed));
}

#[test]
fn a_row_is_overdue_only_while_under_review() {
    let (in_time, late) = (at("2026-11-24T17:00:00"), at("2026-11-24T17:00:00.001"));
    let open = RequestRow::from(&under_review());
    assert!(!open.is_overdue(in_time) && open.is_overdue(late));
    assert!(!RequestRow::from(&samples::accepted()).is_overdue(late));
    assert!(!RequestRow::from(&draft()).is_overdue(late));
    assert!(under_review().is_overdue(late) && !samples::accepted().is_overdue(late));
}

#[test]
fn flags_and_open_questions_show() {
    let evidence = Evidence { latest_survey: Some(survey(100, 401)), ..Evidence::default() };
    let flagged = refresh_flags(&under_review(), &evidence).unwrap();
    let asked = samples::act(&prefecture_actor(), "2026-11-24T14:00:00", |act| {
        ask(&flagged, "在庫量は", act).unwrap().after
    });
    let row = RequestRow::from(&asked);
    assert_eq!(row.flagged().count(), 2);
    assert!(row.awaiting_answer);
    assert_eq!(RequestRow::from(&under_review()).flagged().count(), 0);
}

/// The row's reason for delay, of a request with this one.
#[track_caller]
fn check_reason(recorded: &str, shown: &str) {
    let mut request = under_review();
    request.review.delay_reason = recorded.to_owned();
    assert_eq!(RequestRow::from(&request).delay_reason, shown);
}

#[test]
fn a_row_holds_the_first_twenty_characters_of_the_reason_for_delay() {
    check_reason("", "");
    check_reason("在庫の確認を待っているため", "在庫の確認を待っているため");
    check_reason(&"待".repeat(20), &"待".repeat(20));
    check_reason(&"待".repeat(21), &format!("{}…", "待".repeat(19)));
}

#[test]
fn a_row_holds_the_expected_day() {
    let mut request = under_review();
    assert_eq!(RequestRow::from(&request).expected_on, None);
    request.review.expected_on = "2026-11-25".parse().ok();
    assert_eq!(RequestRow::from(&request).expected_on, "2026-11-25".parse().ok());
}
