use super::*;
use crate::{
    deadline::DueReason,
    eligibility::Condition,
    facility::Designation,
    policy::Policy,
    request::{
        samples::{
            KEY, act_under, at, code, draft, facility, facility_actor, number, policy, survey, under_review,
        },
        save_draft,
    },
    review::ItemReview,
    status::PrefectureStatus,
    survey::StockFlag,
};

fn submit_at(request: &Request, jst: &str, policy: &Policy) -> Result<Transition, SubmitError> {
    act_under(policy, &facility_actor(), jst, |act| {
        submit(request, &facility(), number(), &Evidence::default(), KEY(), act)
    })
}

fn submitted(request: &Request) -> Result<Transition, SubmitError> {
    submit_at(request, "2026-11-24T12:40:00", &policy())
}

fn without_condition_one() -> Request {
    let mut request = draft();
    request.part.cannot_procure = false;
    request
}

#[test]
fn a_complete_eligible_draft_comes_under_review_with_number_deadline_and_mail() {
    let before = draft();
    let done = submitted(&before).unwrap();
    let after = &done.after;
    assert_eq!((after.status, after.version), (Status::UnderReview, before.version + 1));
    assert_eq!(after.number, Some(number()));
    let received = Some(at("2026-11-24T12:40:00"));
    assert_eq!((after.submitted_at, after.updated_at), (received, received));
    let due = Deadline { due_at: at("2026-11-24T17:00:00"), reason: DueReason::BeforeCutoff };
    assert_eq!((after.deadline, after.policy_version), (Some(due), Some(1)));
    assert_eq!(after.review.status, PrefectureStatus::NotStarted);
    let history = done.history.unwrap();
    assert_eq!((history.action, history.version), (Action::Submit, after.version));
    assert_eq!(history.changes, [Change::words("status", "申請前", "確認中")]);
    let [Message::Submitted { items, deadline, received_at, .. }] = &done.messages[..] else {
        panic!("{:?}", done.messages)
    };
    assert_eq!(items.iter().map(|line| line.item.as_str()).collect::<Vec<_>>(), ["n95_mask", "gloves"]);
    assert_eq!((*deadline, *received_at), (due, at("2026-11-24T12:40:00")));
}

#[test]
fn an_unmet_condition_makes_it_ineligible_with_all_results_and_no_mail() {
    let done = submitted(&without_condition_one()).unwrap();
    let after = &done.after;
    assert_eq!((after.status, after.deadline, &after.number), (Status::Ineligible, None, &Some(number())));
    let results: Vec<_> = after.failed_checks.iter().map(|check| (check.condition, check.met)).collect();
    let expected =
        [(Condition::CannotProcure, false), (Condition::Designation, true), (Condition::Outlook, true)];
    assert_eq!(results, expected);
    assert_eq!(done.messages, []);
    assert_eq!(done.history.unwrap().changes, [Change::words("status", "申請前", "要件未充足")]);
    assert_eq!(after.review, Review::default());
}

#[test]
fn an_ineligible_request_that_was_corrected_keeps_its_number_and_first_check() {
    let first = submitted(&without_condition_one()).unwrap().after;
    let corrected = act_under(&policy(), &facility_actor(), "2026-11-25T10:00:00", |act| {
        let part = draft().part;
        let saved = save_draft(&first, part, &facility(), act).unwrap().after;
        let other = RequestNumber::parse("SOS-20261125-00000").unwrap();
        submit(&saved, &facility(), other, &Evidence::default(), None, act).unwrap().after
    });
    assert_eq!((corrected.status, &corrected.number), (Status::UnderReview, &Some(number())));
    assert_eq!(corrected.submitted_at, Some(at("2026-11-24T12:40:00")));
    assert_eq!(corrected.updated_at, Some(at("2026-11-25T10:00:00")));
    assert_eq!(corrected.due_at(), Some(at("2026-11-25T17:00:00")));
    assert_eq!((corrected.failed_checks, corrected.receipt), (Vec::new(), None));
}

#[test]
fn a_designation_registered_meanwhile_counts() {
    let mut request = draft();
    request.facility.designations.clear();
    assert_eq!(
        submitted(&request).unwrap().after.facility.designations,
        [Designation::FeverOutpatient].into()
    );
}

#[test]
fn a_designation_taken_away_meanwhile_counts_too() {
    let mut master = facility();
    master.profile.designations.clear();
    let after = act_under(&policy(), &facility_actor(), "2026-11-24T12:40:00", |act| {
        submit(&draft(), &master, number(), &Evidence::default(), None, act).unwrap().after
    });
    assert_eq!(after.status, Status::Ineligible);
}

#[test]
fn a_missing_field_leaves_the_status_and_names_every_fault() {
    let mut request = draft();
    request.part.contact.person.clear();
    request.part.items.get_mut(&code("gloves")).unwrap().outlook = None;
    let Err(SubmitError::Incomplete(errors)) = submitted(&request) else { panic!("taken") };
    assert_eq!(
        errors.iter().map(|e| &e.field[..]).collect::<Vec<_>>(),
        ["contact.person", "items.gloves.outlook"]
    );
}

#[test]
fn while_acceptance_is_stopped_the_notice_is_the_answer_even_to_an_incomplete_draft() {
    let mut policy = policy();
    policy.acceptance.open = false;
    policy.acceptance.notice = Some("受付停止中です。".into());
    let mut incomplete = draft();
    incomplete.part.items.clear();
    for request in [draft(), incomplete] {
        let stopped = Err(SubmitError::Stopped(Some("受付停止中です。".into())));
        assert_eq!(submit_at(&request, "2026-11-24T12:40:00", &policy), stopped);
    }
}

#[test]
fn what_is_under_review_accepted_or_withdrawn_cannot_be_submitted() {
    for status in [Status::UnderReview, Status::Accepted, Status::Withdrawn] {
        let mut request = under_review();
        request.status = status;
        assert_eq!(
            submitted(&request),
            Err(SubmitError::Conflict(Conflict { action: Action::Submit, status }))
        );
    }
}

#[test]
fn beyond_the_holiday_table_nothing_is_submitted_and_no_date_is_guessed() {
    assert!(submit_at(&draft(), "2027-12-28T13:00:59", &policy()).is_ok());
    for received in ["2027-12-28T13:01:00", "2028-01-04T09:00:00"] {
        let refused = submit_at(&draft(), received, &policy());
        assert!(matches!(refused, Err(SubmitError::OutsideCalendar(_))), "{received}: {refused:?}");
    }
}

#[test]
fn the_receipt_keeps_the_key_with_what_was_answered() {
    let done = submitted(&draft()).unwrap().after;
    let receipt = done.receipt.unwrap();
    assert_eq!((receipt.key.as_str(), receipt.bound_to.as_str()), ("key", "bound"));
    assert_eq!((receipt.caller, receipt.status), (facility_actor().user_name, Status::UnderReview));
    assert_eq!(receipt.deadline, done.deadline);
    let failed = submitted(&without_condition_one()).unwrap().after.receipt.unwrap();
    assert_eq!((failed.status, failed.deadline), (Status::Ineligible, None));
}

#[test]
fn flags_and_distributions_so_far_are_computed_for_requested_items() {
    let evidence = Evidence {
        latest_survey: Some(survey(100, 401)),
        distributions: [(code("gloves"), 2), (code("face_shield"), 9)].into(),
    };
    let after = act_under(&policy(), &facility_actor(), "2026-11-24T12:40:00", |act| {
        submit(&draft(), &facility(), number(), &evidence, None, act).unwrap().after
    });
    assert_eq!(after.review.items.len(), 2);
    let gloves = &after.review.items[&code("gloves")];
    assert_eq!((gloves.stock_flag, gloves.prior_distributions()), (Some(StockFlag::Flagged), 2));
    assert_eq!(gloves.stock_flag_basis.unwrap().week.to_string(), "2026-W47");
    assert_eq!(after.review.items[&code("n95_mask")].prior_distributions(), 0);
    let unknown: &ItemReview = &submitted(&draft()).unwrap().after.review.items[&code("gloves")];
    assert_eq!((unknown.stock_flag, unknown.is_flagged()), (Some(StockFlag::NoSurvey), false));
}

#[test]
fn each_check_records_the_policy_it_used() {
    let mut policy = policy();
    policy.version = 7;
    let eligible = submit_at(&draft(), "2026-11-24T12:40:00", &policy).unwrap().after;
    let ineligible = submit_at(&without_condition_one(), "2026-11-24T12:40:00", &policy).unwrap().after;
    assert_eq!((eligible.policy_version, ineligible.policy_version), (Some(7), Some(7)));
}
