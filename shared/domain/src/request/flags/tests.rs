use super::*;
use crate::{
    request::samples::{accepted, code, decision, draft, review_draft, reviewed, survey, under_review},
    survey::StockFlag,
};

fn evidence(consumption: i64, stock: i64, times: u32) -> Evidence {
    Evidence {
        latest_survey: Some(survey(consumption, stock)),
        distributions: [(code("gloves"), times)].into(),
    }
}

#[test]
fn a_survey_answered_under_review_computes_the_flags_anew_without_a_new_version() {
    let typed = reviewed(&under_review(), &review_draft(false, &[("gloves", decision(3_000))]));
    let refreshed = refresh_flags(&typed, &evidence(100, 401, 3)).unwrap();
    let gloves = &refreshed.review.items[&code("gloves")];
    assert_eq!((gloves.stock_flag, gloves.counted_distributions), (Some(StockFlag::Flagged), 3));
    assert_eq!(gloves.decision, decision(3_000), "what the officer typed stays");
    assert_eq!((refreshed.version, &refreshed.saved), (typed.version, &typed.saved));
    assert_eq!(refresh_flags(&refreshed, &evidence(100, 401, 3)), None, "nothing differs any more");
    let cleared = refresh_flags(&refreshed, &evidence(100, 400, 3)).unwrap();
    assert!(!cleared.review.items[&code("gloves")].is_flagged());
}

#[test]
fn flags_are_frozen_at_completion_and_absent_before_submission() {
    for request in [accepted(), draft()] {
        assert_eq!(refresh_flags(&request, &evidence(100, 401, 3)), None, "{:?}", request.status);
    }
}
