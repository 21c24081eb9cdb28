//! What no save may hold, a partial one included.

use super::*;

/// Saves this as 入力中 for N95 masks, of which 1,500 were requested.
#[track_caller]
fn check(typed: Decision, expected: &[(&str, &'static str)]) {
    let got = faults(save(&under_review(), &review_draft(false, &[("n95_mask", typed)])));
    let expected: Vec<_> =
        expected.iter().map(|(field, code)| (format!("items.n95_mask.{field}"), *code)).collect();
    assert_eq!(got, expected);
}

fn numbers(prefecture: Option<i64>, nation: Option<i64>, total: Option<i64>) -> Decision {
    Decision {
        needed: Some(true),
        prefecture_quantity: prefecture.map(quantity),
        national_quantity: nation.map(quantity),
        total_quantity: total.map(quantity),
        ..Decision::default()
    }
}

fn from(source: Source, numbers: Decision) -> Decision {
    Decision { source: Some(source), ..numbers }
}

#[test]
fn nothing_is_mandatory_while_the_part_is_being_filled_in() {
    check(Decision::default(), &[]);
    check(numbers(None, None, None), &[]);
    check(Decision { needed: Some(false), ..Decision::default() }, &[]);
    check(Decision { opinion: "確認中".into(), ..Decision::default() }, &[]);
}

#[test]
fn the_sum_is_checked_once_all_three_numbers_stand() {
    check(numbers(Some(1_000), Some(500), Some(1_500)), &[]);
    check(numbers(Some(1_000), Some(500), Some(1_600)), &[("total_quantity", "sum_mismatch")]);
    check(numbers(Some(1_000), Some(500), Some(1_499)), &[("total_quantity", "sum_mismatch")]);
    check(numbers(None, Some(500), Some(1_600)), &[]);
    check(numbers(Some(1_000), None, Some(1_600)), &[]);
    check(numbers(Some(1_000), Some(500), None), &[]);
}

#[test]
fn a_mismatch_is_told_with_both_figures_and_how_to_mend_it() {
    let typed = numbers(Some(1_000), Some(500), Some(1_600));
    let Err(ReviewError::Invalid(errors)) =
        save(&under_review(), &review_draft(false, &[("n95_mask", typed)]))
    else {
        panic!("saved")
    };
    assert_eq!(
        errors[0].message,
        "N95等マスク：総配布枚数（1,600枚）が、県の配布枚数と国の配布枚数の合計（1,500枚）と一致していません。いずれかを直してください。"
    );
}

#[test]
fn the_source_binds_the_nations_quantity() {
    check(from(Source::Prefecture, numbers(Some(1_500), Some(0), Some(1_500))), &[]);
    check(from(Source::Nation, numbers(Some(0), Some(1_500), Some(1_500))), &[]);
    check(from(Source::Nation, numbers(Some(500), Some(1_000), Some(1_500))), &[]);
    let national = ("national_quantity", "national_with_prefecture_source");
    check(from(Source::Prefecture, numbers(Some(500), Some(1_000), Some(1_500))), &[national]);
    check(from(Source::Prefecture, numbers(None, Some(1), None)), &[national]);
    check(
        from(Source::Nation, numbers(Some(1_500), Some(0), Some(1_500))),
        &[("national_quantity", "no_national_quantity")],
    );
    check(from(Source::Nation, numbers(None, None, None)), &[]);
}

#[test]
fn a_source_goes_only_with_a_decision_to_distribute() {
    let undecided = Decision { source: Some(Source::Nation), ..Decision::default() };
    check(undecided, &[("needed", "required")]);
}

#[test]
fn a_distribution_of_nothing_is_none() {
    check(numbers(None, None, Some(0)), &[("total_quantity", "zero")]);
    check(numbers(Some(0), Some(0), Some(0)), &[("total_quantity", "zero")]);
}

#[test]
fn a_refusal_stands_without_source_and_numbers() {
    check(refusal(), &[]);
    check(Decision { source: Some(Source::Nation), ..refusal() }, &[("source", "not_with_refusal")]);
    check(
        Decision { needed: Some(false), ..decision(1_500) },
        &[
            ("source", "not_with_refusal"),
            ("prefecture_quantity", "not_with_refusal"),
            ("national_quantity", "not_with_refusal"),
            ("total_quantity", "not_with_refusal"),
        ],
    );
}

#[test]
fn above_double_needs_a_confirmation() {
    check(numbers(None, None, Some(3_000)), &[]);
    check(numbers(None, None, Some(3_001)), &[("quantity_confirmed", "quantity_unconfirmed")]);
    check(Decision { quantity_confirmed: true, ..numbers(None, None, Some(3_001)) }, &[]);
    let undecided = Decision { needed: None, ..numbers(None, None, Some(15_000)) };
    check(undecided, &[("quantity_confirmed", "quantity_unconfirmed")]);
}

#[test]
fn the_largest_quantities_do_not_overflow() {
    let most = i64::from(crate::quantity::Quantity::MAX);
    let typed = Decision { quantity_confirmed: true, ..numbers(Some(most), Some(most), Some(most)) };
    check(typed, &[("total_quantity", "sum_mismatch")]);
}

#[test]
fn every_text_is_checked() {
    type Set = fn(&mut Decision) -> &mut String;
    let texts: [(&str, Set); 6] = [
        ("circumstances", |typed| &mut typed.circumstances),
        ("aerosol_procedures", |typed| &mut typed.aerosol_procedures),
        ("both_sources_reason", |typed| &mut typed.both_sources_reason),
        ("refusal_reason", |typed| &mut typed.refusal_reason),
        ("opinion", |typed| &mut typed.opinion),
        ("message_to_facility", |typed| &mut typed.message_to_facility),
    ];
    for (field, text) in texts {
        for (value, code) in [("あ".repeat(1_001), "too_long"), ("\u{7}".into(), "control_character")] {
            let mut typed = Decision::default();
            *text(&mut typed) = value;
            check(typed, &[(field, code)]);
        }
        let mut typed = Decision::default();
        *text(&mut typed) = "あ\n".repeat(500);
        check(typed, &[]);
    }
}

#[test]
fn an_item_not_requested_is_refused() {
    let draft = review_draft(false, &[("face_shield", refusal()), ("goggles", refusal())]);
    let expected = owned(&[("items.face_shield", "not_requested"), ("items.goggles", "not_requested")]);
    assert_eq!(faults(save(&under_review(), &draft)), expected);
}

#[test]
fn a_delay_reason_is_a_free_text_and_the_expected_day_not_in_the_past() {
    let mut draft = review_draft(false, &[]);
    draft.delay_reason = "あ".repeat(1_001);
    draft.expected_on = "2026-11-23".parse().ok();
    assert_eq!(
        faults(save(&under_review(), &draft)),
        owned(&[("delay_reason", "too_long"), ("expected_on", "past")])
    );
}

#[test]
fn all_errors_come_at_once_in_the_catalogues_order() {
    let mut draft = review_draft(
        false,
        &[
            ("gloves", from(Source::Prefecture, numbers(Some(1), Some(9_000), Some(9_000)))),
            (
                "n95_mask",
                Decision { needed: Some(false), source: Some(Source::Nation), ..Decision::default() },
            ),
            ("face_shield", refusal()),
        ],
    );
    draft.delay_reason = "\u{7}".into();
    let expected = [
        ("delay_reason", "control_character"),
        ("items.face_shield", "not_requested"),
        ("items.n95_mask.source", "not_with_refusal"),
        ("items.gloves.total_quantity", "sum_mismatch"),
        ("items.gloves.national_quantity", "national_with_prefecture_source"),
        ("items.gloves.quantity_confirmed", "quantity_unconfirmed"),
    ];
    assert_eq!(faults(save(&under_review(), &draft)), owned(&expected));
}
