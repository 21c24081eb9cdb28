//! What a save does; the rules it checks are in `tests/rules.rs`, those of completion in `tests/completion.rs`.

use super::*;
use crate::{
    request::{
        Evidence,
        samples::{
            self, accepted, act, at, code, decided, decision, draft, facility, facility_actor,
            prefecture_actor, quantity, refusal, review_draft, reviewed, under_review,
        },
        update,
    },
    review::{Source, Warning, warnings},
    status::Outcome,
};

mod completion;
mod rules;

fn save(request: &Request, draft: &ReviewDraft) -> Result<Transition, ReviewError> {
    act(&prefecture_actor(), "2026-11-24T14:00:00", |act| save_review(request, draft, act))
}

/// Field and code of every fault, in the order they come.
fn faults(result: Result<Transition, ReviewError>) -> Vec<(String, &'static str)> {
    match result {
        Ok(_) => Vec::new(),
        Err(ReviewError::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        Err(other) => panic!("{other}"),
    }
}

fn owned(expected: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    expected.iter().map(|(field, code)| ((*field).to_owned(), *code)).collect()
}

#[test]
fn a_partial_save_keeps_the_request_under_review_and_tells_nobody() {
    let typed = Decision { needed: Some(true), ..Decision::default() };
    let done = save(&under_review(), &review_draft(false, &[("gloves", typed.clone())])).unwrap();
    let after = &done.after;
    assert_eq!(
        (after.status, after.review.status, after.outcome),
        (Status::UnderReview, PrefectureStatus::InProgress, None)
    );
    assert_eq!(after.review.items[&code("gloves")].decision, typed);
    assert_eq!((after.version, &done.messages), (done.before.version + 1, &Vec::new()));
    assert_eq!(
        (&after.review.reviewed_by, after.review.reviewed_at),
        (&Some(prefecture_actor()), Some(at("2026-11-24T14:00:00")))
    );
    assert_eq!((&after.saved.by, after.saved.at), (&prefecture_actor(), at("2026-11-24T14:00:00")));
    let history = done.history.unwrap();
    assert_eq!(history.action, Action::SaveReview);
    let changes = [
        Change::words("review.items.gloves.needed", "", "要"),
        Change::words("prefecture_status", "未着手", "入力中"),
    ];
    assert_eq!(history.changes, changes);
}

#[test]
fn items_left_out_stay_and_items_sent_are_replaced_as_a_whole() {
    let first = reviewed(
        &under_review(),
        &review_draft(false, &[("n95_mask", decision(1_500)), ("gloves", decision(3_000))]),
    );
    let second = save(&first, &review_draft(false, &[("gloves", refusal())])).unwrap().after;
    assert_eq!(second.review.items[&code("n95_mask")].decision, decision(1_500));
    assert_eq!(second.review.items[&code("gloves")].decision, refusal());
}

#[test]
fn what_the_system_computed_survives_a_save() {
    let evidence = Evidence {
        latest_survey: Some(samples::survey(100, 401)),
        distributions: [(code("gloves"), 2)].into(),
    };
    let flagged = crate::request::refresh_flags(&under_review(), &evidence).unwrap();
    let after = save(&flagged, &review_draft(false, &[("gloves", decision(3_000))])).unwrap().after;
    let gloves = &after.review.items[&code("gloves")];
    assert!(gloves.is_flagged());
    assert_eq!((gloves.counted_distributions, gloves.stock_flag_basis.unwrap().stock), (2, quantity(401)));
}

#[test]
fn a_delay_is_recorded_with_its_reason_and_expected_day() {
    let mut draft = review_draft(false, &[]);
    draft.delay_reason = "在庫を確認中".into();
    draft.expected_on = "2026-11-24".parse().ok();
    let after = save(&under_review(), &draft).unwrap().after;
    assert_eq!(
        (after.review.delay_reason.as_str(), after.review.expected_on),
        ("在庫を確認中", draft.expected_on)
    );
    let mut still = review_draft(false, &[]);
    still.expected_on = draft.expected_on;
    let next_day = act(&prefecture_actor(), "2026-11-25T09:00:00", |act| save_review(&after, &still, act));
    assert!(next_day.is_ok(), "an expected day that has passed meanwhile does not hinder a save");
}

#[test]
fn a_changed_item_must_be_saved_again_before_completion() {
    let both = review_draft(false, &[("n95_mask", decision(1_500)), ("gloves", decision(3_000))]);
    let typed = reviewed(&under_review(), &both);
    let mut part = typed.part.clone();
    part.items.get_mut(&code("gloves")).unwrap().quantity = Some(quantity(3_500));
    let updated = act(&facility_actor(), "2026-11-24T14:10:00", |act| {
        update(&typed, part, &facility(), &Evidence::default(), None, act).unwrap().after
    });
    let complete = review_draft(true, &[("gloves", decision(3_500))]);
    let fault = owned(&[("items.gloves.changed_since", "changed_since")]);
    assert_eq!(faults(save(&updated, &complete)), fault, "not even when completion sends it along");

    let other = reviewed(&updated, &review_draft(false, &[("n95_mask", decision(1_500))]));
    assert_eq!(faults(save(&other, &complete)), fault, "another item's save does not count");

    let seen = reviewed(&updated, &review_draft(false, &[("gloves", decision(3_500))]));
    assert_eq!(seen.review.items[&code("gloves")].changed_since, None);
    assert_eq!(save(&seen, &review_draft(true, &[])).unwrap().after.outcome, Some(Outcome::Full));
}

#[test]
fn only_a_request_under_review_is_saved_or_completed() {
    for (request, status) in [(draft(), Status::Draft), (accepted(), Status::Accepted)] {
        for (completed, action) in [(false, Action::SaveReview), (true, Action::Complete)] {
            let refused = save(&request, &review_draft(completed, &[]));
            assert_eq!(refused, Err(ReviewError::Conflict(Conflict { action, status })));
        }
    }
}

#[track_caller]
fn check_warnings(n95_mask: i64, gloves: i64, expected: &[&str]) {
    let draft = review_draft(false, &[("n95_mask", decision(n95_mask)), ("gloves", decision(gloves))]);
    let saved = reviewed(&under_review(), &draft);
    let warned: Vec<Warning> = warnings(&saved, &samples::policy().catalogue);
    assert!(warned.iter().all(|warning| warning.code == "more_than_requested"));
    assert_eq!(warned.iter().map(|warning| warning.field.as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn more_than_requested_is_allowed_with_a_warning() {
    check_warnings(1_500, 3_000, &[]);
    check_warnings(1_501, 2_999, &["items.n95_mask.total_quantity"]);
    check_warnings(1_600, 3_200, &["items.n95_mask.total_quantity", "items.gloves.total_quantity"]);
    assert_eq!(warnings(&under_review(), &samples::policy().catalogue), []);
}
