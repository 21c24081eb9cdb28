//! What 完了 demands and does.

use super::*;
use crate::request::{ask, refresh_flags};

/// Completes with gloves as requested and this changed in a decision on N95 masks that lacks nothing.
#[track_caller]
fn check(change: impl Fn(&mut Decision), expected: &[(&str, &'static str)]) {
    check_from(decision(1_500), change, expected);
}

#[track_caller]
fn check_from(mut n95: Decision, change: impl Fn(&mut Decision), expected: &[(&str, &'static str)]) {
    change(&mut n95);
    let draft = review_draft(true, &[("n95_mask", n95), ("gloves", decision(3_000))]);
    let expected: Vec<_> =
        expected.iter().map(|(field, code)| (format!("items.n95_mask.{field}"), *code)).collect();
    assert_eq!(faults(save(&under_review(), &draft)), expected);
}

#[test]
fn a_distribution_demands_every_mandatory_field() {
    check(|_| {}, &[]);
    check(|n95| n95.needed = None, &[("needed", "required")]);
    check(|n95| n95.source = None, &[("source", "required")]);
    check(|n95| n95.prefecture_quantity = None, &[("prefecture_quantity", "required")]);
    check(|n95| n95.national_quantity = None, &[("national_quantity", "required")]);
    check(|n95| n95.total_quantity = None, &[("total_quantity", "required")]);
    check(|n95| n95.circumstances = "　".into(), &[("circumstances", "required")]);
    check(|n95| n95.aerosol_procedures.clear(), &[("aerosol_procedures", "required")]);
    check(|n95| n95.opinion.clear(), &[]);
    check(|n95| *n95 = Decision::default(), &[("needed", "required")]);
}

#[test]
fn aerosol_procedures_are_asked_for_only_where_the_catalogue_says_so() {
    let gloves = Decision { aerosol_procedures: String::new(), ..decision(3_000) };
    let draft = review_draft(true, &[("n95_mask", decision(1_500)), ("gloves", gloves)]);
    assert_eq!(faults(save(&under_review(), &draft)), []);
}

#[test]
fn both_sources_need_their_reason() {
    let both = Decision {
        source: Some(Source::Nation),
        prefecture_quantity: Some(quantity(500)),
        national_quantity: Some(quantity(1_000)),
        ..decision(1_500)
    };
    check_from(both.clone(), |_| {}, &[("both_sources_reason", "required")]);
    check_from(both, |n95| n95.both_sources_reason = "県の在庫では足りない".into(), &[]);
}

#[test]
fn a_refusal_demands_its_reason_and_a_word_to_the_facility() {
    check_from(refusal(), |_| {}, &[]);
    check_from(refusal(), |n95| n95.refusal_reason.clear(), &[("refusal_reason", "required")]);
    check_from(refusal(), |n95| n95.message_to_facility = " ".into(), &[("message_to_facility", "required")]);
}

#[test]
fn less_than_requested_demands_a_word_to_the_facility() {
    check_from(decision(1_499), |_| {}, &[("message_to_facility", "required")]);
    check_from(decision(1_499), |n95| n95.message_to_facility = "箱単位です".into(), &[]);
    check_from(decision(1_501), |_| {}, &[]);
}

#[test]
fn every_requested_item_must_be_decided() {
    let one = review_draft(true, &[("gloves", decision(3_000))]);
    assert_eq!(faults(save(&under_review(), &one)), owned(&[("items.n95_mask.needed", "required")]));
    let none = owned(&[("items.n95_mask.needed", "required"), ("items.gloves.needed", "required")]);
    assert_eq!(faults(save(&under_review(), &review_draft(true, &[]))), none);
    let saved = reviewed(&under_review(), &review_draft(false, &[("n95_mask", decision(1_500))]));
    assert_eq!(faults(save(&saved, &one)), [], "what was saved before counts");
}

#[test]
fn errors_of_saving_and_of_completing_come_together_and_none_twice() {
    let n95 = Decision { source: Some(Source::Nation), ..Decision::default() };
    let gloves =
        Decision { needed: Some(true), total_quantity: Some(quantity(6_001)), ..Decision::default() };
    let expected = [
        ("items.n95_mask.needed", "required"),
        ("items.gloves.quantity_confirmed", "quantity_unconfirmed"),
        ("items.gloves.source", "required"),
        ("items.gloves.prefecture_quantity", "required"),
        ("items.gloves.national_quantity", "required"),
        ("items.gloves.circumstances", "required"),
    ];
    let draft = review_draft(true, &[("n95_mask", n95), ("gloves", gloves)]);
    assert_eq!(faults(save(&under_review(), &draft)), owned(&expected));
}

fn told(decision: Decision) -> Decision {
    Decision { message_to_facility: "箱単位です".into(), ..decision }
}

#[test]
fn the_outcome_table() {
    for (n95_mask, gloves, expected) in [
        (decision(1_500), decision(3_000), Outcome::Full),
        (decision(1_600), decision(3_001), Outcome::Full),
        (told(decision(1_499)), decision(3_000), Outcome::Partial),
        (told(decision(1)), told(decision(1)), Outcome::Partial),
        (refusal(), decision(3_000), Outcome::Partial),
        (decision(3_000), refusal(), Outcome::Partial),
        (refusal(), refusal(), Outcome::None),
    ] {
        let what = format!("{:?} {:?}", n95_mask.total_quantity, gloves.total_quantity);
        assert_eq!(decided(n95_mask, gloves).outcome, Some(expected), "{what}");
    }
}

#[test]
fn completion_accepts_the_request_and_tells_the_facility() {
    let draft = review_draft(true, &[("n95_mask", decision(1_500)), ("gloves", refusal())]);
    let done = save(&under_review(), &draft).unwrap();
    let after = &done.after;
    assert_eq!((after.status, after.review.status), (Status::Accepted, PrefectureStatus::Completed));
    assert_eq!(after.deadline, done.before.deadline, "the target is kept");
    let [Message::Decided { outcome, completed_at, due_at, .. }] = &done.messages[..] else {
        panic!("{:?}", done.messages)
    };
    assert_eq!((*outcome, *completed_at), (Outcome::Partial, at("2026-11-24T14:00:00")));
    assert_eq!(*due_at, at("2026-11-24T17:00:00"));
    let history = done.history.unwrap();
    assert_eq!(history.action, Action::Complete);
    for change in [
        ("status", "確認中", "受付完了"),
        ("outcome", "", "一部配布"),
        ("prefecture_status", "未着手", "完了"),
    ] {
        assert!(history.changes.contains(&Change::words(change.0, change.1, change.2)), "{change:?}");
    }
}

#[test]
fn distributions_so_far_are_frozen_at_completion_and_the_count_is_nobodys_correction() {
    let corrected = Decision { prior_distributions: Some(5), ..decision(3_000) };
    let draft = review_draft(true, &[("n95_mask", decision(1_500)), ("gloves", corrected)]);
    let done = save(&distributed_before(2), &draft).unwrap();
    let [n95_mask, gloves] = ["n95_mask", "gloves"].map(|item| &done.after.review.items[&code(item)]);
    assert_eq!((n95_mask.prior_distributions(), n95_mask.decision.prior_distributions), (2, None));
    assert_eq!((gloves.prior_distributions(), gloves.decision.prior_distributions), (5, Some(5)));
    let later = Evidence { distributions: [(code("n95_mask"), 9)].into(), ..Evidence::default() };
    assert_eq!(refresh_flags(&done.after, &later), None, "later distributions do not count");
    let named: Vec<_> = done.history.unwrap().changes.into_iter().map(|change| change.field).collect();
    assert!(named.contains(&"review.items.gloves.prior_distributions".to_owned()));
    assert!(!named.contains(&"review.items.n95_mask.prior_distributions".to_owned()));
}

#[test]
fn the_counted_figure_sent_back_corrects_nothing_but_a_corrected_one_stays() {
    let with = |count| Decision { prior_distributions: Some(count), ..decision(3_000) };
    let save_gloves = |request: &Request, count| {
        save(request, &review_draft(false, &[("gloves", with(count))])).unwrap().after
    };
    let typed = |request: &Request| request.review.items[&code("gloves")].decision.prior_distributions;
    let untouched = save_gloves(&distributed_before(2), 2);
    assert_eq!(typed(&untouched), None);
    let corrected = save_gloves(&untouched, 5);
    assert_eq!(typed(&corrected), Some(5));
    assert_eq!(typed(&save_gloves(&corrected, 2)), Some(2), "typed over a correction");
}

/// Under review, each item distributed so often before.
fn distributed_before(times: u32) -> Request {
    let mut request = under_review();
    for item in request.review.items.values_mut() {
        item.counted_distributions = times;
    }
    request
}

#[test]
fn the_officer_may_complete_without_the_facilitys_answer() {
    let asked = act(&prefecture_actor(), "2026-11-24T13:00:00", |act| {
        ask(&under_review(), "在庫量は", act).unwrap().after
    });
    let draft = review_draft(true, &[("n95_mask", decision(1_500)), ("gloves", decision(3_000))]);
    let after = save(&asked, &draft).unwrap().after;
    assert_eq!((after.status, after.awaits_answer()), (Status::Accepted, false));
}
