use super::*;
use crate::{
    request::samples::{
        self, accepted, at, code, decided, decision, prefecture_actor, refusal, review_draft, reviewed,
        survey, under_review,
    },
    review::Decision,
    survey::StockFlag,
};

fn reopen_at(request: &Request, jst: &str, reason: &str) -> Result<Transition, ReopenError> {
    samples::act(&prefecture_actor(), jst, |act| reopen(request, reason, &Evidence::default(), act))
}

#[test]
fn a_reopened_request_is_under_review_with_a_deadline_from_the_reopening() {
    let done = reopen_at(&decided(decision(1_500), refusal()), "2026-11-27T13:01:00", "枚数の誤り").unwrap();
    let after = &done.after;
    assert_eq!(
        (after.status, after.outcome, after.version),
        (Status::UnderReview, None, done.before.version + 1)
    );
    assert_eq!(after.review.status, PrefectureStatus::InProgress);
    let decisions = |request: &Request| -> Vec<_> {
        request.review.items.values().map(|item| item.decision.clone()).collect()
    };
    assert_eq!(decisions(after), decisions(&done.before), "decisions are kept");
    let deadline = Deadline { due_at: at("2026-11-30T17:00:00"), reason: DueReason::Reopened };
    assert_eq!(after.deadline, Some(deadline));
    assert_eq!(after.updated_at, done.before.updated_at, "the facility did nothing");
}

#[test]
fn history_keeps_the_reason_and_the_mail_does_not() {
    let done = reopen_at(&decided(decision(1_500), refusal()), "2026-11-25T09:00:00", "枚数の誤り").unwrap();
    let history = done.history.unwrap();
    assert_eq!((history.action, history.reason.as_deref()), (Action::Reopen, Some("枚数の誤り")));
    let changes = [
        ("status", "受付完了", "確認中"),
        ("outcome", "一部配布", ""),
        ("prefecture_status", "完了", "入力中"),
    ];
    assert_eq!(history.changes, changes.map(|(field, from, to)| Change::words(field, from, to)));
    let [Message::Reopened { due_at, completed_on, .. }] = &done.messages[..] else {
        panic!("{:?}", done.messages)
    };
    assert_eq!((*due_at, *completed_on), (at("2026-11-25T17:00:00"), "2026-11-24".parse().unwrap()));
    assert!(!serde_json::to_string(&done.messages).unwrap().contains("枚数の誤り"));
}

#[test]
fn what_was_shipped_is_final() {
    let shipped = Request { shipped_at: Some(at("2026-11-25T10:00:00")), ..accepted() };
    assert_eq!(reopen_at(&shipped, "2026-11-25T11:00:00", "枚数の誤り"), Err(ReopenError::Shipped));
}

#[test]
fn a_reason_is_needed() {
    for (reason, code) in
        [("　", "required"), ("\u{7}", "control_character"), (&*"あ".repeat(1_001), "too_long")]
    {
        let Err(ReopenError::Invalid(error)) = reopen_at(&accepted(), "2026-11-25T11:00:00", reason) else {
            panic!("{code}")
        };
        assert_eq!((error.field.as_str(), error.code), ("reason", code));
    }
}

#[test]
fn only_an_accepted_request_is_reopened() {
    let conflict = Conflict { action: Action::Reopen, status: Status::UnderReview };
    assert_eq!(
        reopen_at(&under_review(), "2026-11-25T11:00:00", "誤り"),
        Err(ReopenError::Conflict(conflict))
    );
}

#[test]
fn beyond_the_holiday_table_nothing_is_reopened() {
    let refused = reopen_at(&accepted(), "2028-01-05T09:00:00", "枚数の誤り");
    assert!(matches!(refused, Err(ReopenError::OutsideCalendar(_))), "{refused:?}");
}

#[test]
fn a_reopened_request_can_be_completed_again_from_the_kept_decisions() {
    let reopened = reopen_at(&accepted(), "2026-11-25T09:00:00", "枚数の誤り").unwrap().after;
    let again = reviewed(&reopened, &review_draft(true, &[("gloves", refusal())]));
    assert_eq!((again.status, again.outcome), (Status::Accepted, Some(Outcome::Partial)));
}

#[test]
fn a_survey_answered_while_it_was_accepted_reaches_the_flags_at_the_reopening() {
    let evidence = Evidence { latest_survey: Some(survey(100, 401)), ..Evidence::default() };
    let before = accepted();
    assert_eq!(before.review.items[&code("gloves")].stock_flag, Some(StockFlag::NoSurvey));
    let done = samples::act(&prefecture_actor(), "2026-11-25T09:00:00", |act| {
        reopen(&before, "枚数の誤り", &evidence, act).unwrap()
    });
    let gloves = &done.after.review.items[&code("gloves")];
    assert!(gloves.is_flagged());
    assert_eq!(gloves.stock_flag_basis.unwrap().stock, samples::quantity(401));
    assert_eq!(done.history.unwrap().changes.len(), 3, "the flags are no change of anybody");
}

#[test]
fn distributions_so_far_count_on_after_a_reopening_unless_the_officer_corrected_them() {
    let corrected = Decision { prior_distributions: Some(5), ..decision(3_000) };
    let before = decided(decision(1_500), corrected);
    let evidence = Evidence {
        distributions: [(code("n95_mask"), 2), (code("gloves"), 3)].into(),
        ..Evidence::default()
    };
    let done = samples::act(&prefecture_actor(), "2026-11-25T09:00:00", |act| {
        reopen(&before, "枚数の誤り", &evidence, act).unwrap()
    });
    let shown = |request: &Request, item: &str| request.review.items[&code(item)].prior_distributions();
    assert_eq!((shown(&before, "n95_mask"), shown(&before, "gloves")), (0, 5));
    assert_eq!((shown(&done.after, "n95_mask"), shown(&done.after, "gloves")), (2, 5));
}
