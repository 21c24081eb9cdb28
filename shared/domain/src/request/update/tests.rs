use super::*;
use crate::{
    deadline::DueReason,
    history::Value,
    policy::Policy,
    request::samples::{
        KEY, accepted, act_under, at, code, complete_part, decision, facility, facility_actor, item, policy,
        quantity, refusal, review_draft, reviewed, survey, under_review,
    },
    status::Status,
    survey::{Outlook, StockFlag},
};

/// Wednesday after the cut-off: a restarted deadline is Thursday's.
const LATER: &str = "2026-11-25T13:05:00";

fn update_under(
    policy: &Policy,
    request: &Request,
    change: impl FnOnce(&mut FacilityPart),
) -> Result<Transition, UpdateError> {
    let mut part = request.part.clone();
    change(&mut part);
    let evidence = Evidence { latest_survey: Some(survey(100, 401)), ..Evidence::default() };
    act_under(policy, &facility_actor(), LATER, |act| {
        update(request, part, &facility(), &evidence, KEY(), act)
    })
}

fn updated(change: impl FnOnce(&mut FacilityPart)) -> Result<Transition, UpdateError> {
    update_under(&policy(), &under_review(), change)
}

fn stopped() -> Policy {
    let mut policy = policy();
    policy.acceptance.open = false;
    policy.acceptance.notice = Some("受付停止中です。".into());
    policy
}

fn set_quantity(part: &mut FacilityPart, item: &str, pieces: i64) {
    part.items.get_mut(&code(item)).unwrap().quantity = Some(quantity(pieces));
}

fn both_decided() -> Request {
    reviewed(&under_review(), &review_draft(false, &[("n95_mask", decision(1_500)), ("gloves", refusal())]))
}

#[test]
fn a_change_of_items_is_checked_again_and_restarts_the_deadline() {
    let mut policy = policy();
    policy.version = 2;
    let done = update_under(&policy, &under_review(), |part| set_quantity(part, "gloves", 4_000)).unwrap();
    let after = &done.after;
    assert_eq!((after.status, after.version), (Status::UnderReview, done.before.version + 1));
    let deadline = after.deadline.unwrap();
    assert_eq!((deadline.due_at, deadline.reason), (at("2026-11-26T17:00:00"), DueReason::AfterCutoff));
    assert_eq!((after.policy_version, after.updated_at), (Some(2), Some(at(LATER))));
    assert_eq!(after.submitted_at, done.before.submitted_at);
    let [Message::Updated { previous_due_at, deadline: told, first_received_at, changes, .. }] =
        &done.messages[..]
    else {
        panic!("{:?}", done.messages)
    };
    assert_eq!((*told, *previous_due_at), (deadline, at("2026-11-24T17:00:00")));
    assert_eq!(*first_received_at, at("2026-11-24T12:40:00"));
    let quantity = Change {
        field: "items.gloves.quantity".into(),
        from: Value::Number(3_000),
        to: Value::Number(4_000),
    };
    assert_eq!(changes, std::slice::from_ref(&quantity));
    let history = done.history.unwrap();
    assert_eq!(history.action, Action::Update);
    assert_eq!(history.changes, [quantity, Change::words("prefecture_status", "未着手", "入力中")]);
}

#[track_caller]
fn check_keeps_deadline(change: impl Fn(&mut FacilityPart)) {
    for policy in [policy(), stopped()] {
        let done = update_under(&policy, &under_review(), &change).unwrap();
        assert_eq!(done.after.deadline, done.before.deadline);
        assert_eq!(done.after.review.items.values().find(|item| item.changed_since.is_some()), None);
        assert_eq!(done.after.review.status, PrefectureStatus::InProgress);
        assert!(matches!(done.messages[..], [Message::Updated { .. }]));
    }
}

#[test]
fn contact_delivery_and_remarks_alone_keep_the_deadline_also_while_acceptance_is_stopped() {
    check_keeps_deadline(|part| part.contact.phone = "03-9999-9999".into());
    check_keeps_deadline(|part| part.delivery.address = "東京都港区1-1".into());
    check_keeps_deadline(|part| part.remarks = "裏口へ".into());
}

#[test]
fn figures_of_an_item_not_requested_do_not_move_the_deadline() {
    let noted = |requested| crate::request::ItemRequest { requested, ..item(5) };
    check_keeps_deadline(|part| _ = part.items.insert(code("face_shield"), noted(false)));
    let mut before = under_review();
    before.part.items.insert(code("face_shield"), noted(false));
    let left_out =
        update_under(&stopped(), &before, |part| _ = part.items.remove(&code("face_shield"))).unwrap();
    assert_eq!(left_out.after.deadline, left_out.before.deadline);
    let requested = updated(|part| _ = part.items.insert(code("face_shield"), noted(true))).unwrap();
    assert_ne!(requested.after.deadline, requested.before.deadline);
}

#[test]
fn an_item_that_left_the_catalogue_hinders_only_a_change_of_items() {
    let mut policy = policy();
    let mut items: Vec<_> = policy.catalogue.into();
    items.retain(|item| item.code != code("gloves"));
    policy.catalogue = items.into();
    assert!(update_under(&policy, &under_review(), |part| part.contact.person = "佐藤".into()).is_ok());
    let refused = update_under(&policy, &under_review(), |part| set_quantity(part, "n95_mask", 1));
    let Err(UpdateError::Incomplete(errors)) = refused else { panic!("{refused:?}") };
    assert_eq!((errors[0].field.as_str(), errors[0].code), ("items.gloves", "unknown_item"));
}

#[test]
fn decisions_are_kept_and_only_changed_items_marked() {
    let after =
        update_under(&policy(), &both_decided(), |part| set_quantity(part, "gloves", 4_000)).unwrap().after;
    let (n95, gloves) = (&after.review.items[&code("n95_mask")], &after.review.items[&code("gloves")]);
    assert_eq!((&n95.decision, n95.changed_since), (&decision(1_500), None));
    assert_eq!((&gloves.decision, gloves.changed_since), (&refusal(), Some(at(LATER))));
    assert_eq!(after.review.status, PrefectureStatus::InProgress);
}

#[test]
fn a_confirmed_quantity_must_be_confirmed_again_when_the_requested_quantity_changed() {
    let confirmed = crate::review::Decision { quantity_confirmed: true, ..decision(3_001) };
    let before = reviewed(&under_review(), &review_draft(false, &[("n95_mask", confirmed)]));
    let kept = |change: fn(&mut FacilityPart)| {
        let after = update_under(&policy(), &before, change).unwrap().after;
        after.review.items[&code("n95_mask")].decision.quantity_confirmed
    };
    assert!(!kept(|part| set_quantity(part, "n95_mask", 150)));
    assert!(kept(|part| set_quantity(part, "gloves", 150)));
}

#[test]
fn decisions_on_items_no_longer_requested_are_dropped() {
    let untick = |part: &mut FacilityPart| part.items.get_mut(&code("gloves")).unwrap().requested = false;
    let leave_out = |part: &mut FacilityPart| _ = part.items.remove(&code("gloves"));
    for after in [
        update_under(&policy(), &both_decided(), untick),
        update_under(&policy(), &both_decided(), leave_out),
    ] {
        assert_eq!(after.unwrap().after.review.items.keys().collect::<Vec<_>>(), [&code("n95_mask")]);
    }
}

#[test]
fn a_new_item_is_undecided_with_its_flag_and_flags_are_computed_again() {
    let after = updated(|part| _ = part.items.insert(code("face_shield"), item(10))).unwrap().after;
    let new = &after.review.items[&code("face_shield")];
    assert_eq!(
        (new.decision.needed, new.stock_flag, new.changed_since),
        (None, Some(StockFlag::NoSurvey), None)
    );
    assert_eq!(after.review.items[&code("gloves")].stock_flag, Some(StockFlag::Flagged));
}

#[test]
fn the_mail_tells_of_free_texts_without_their_wording() {
    let done = updated(|part| {
        part.remarks = "秘密の備考".into();
        let n95 = part.items.get_mut(&code("n95_mask")).unwrap();
        n95.procurement_difficulty = "秘密の事情".into();
        n95.aerosol_procedures = "秘密の手技".into();
    })
    .unwrap();
    let Message::Updated { changes, .. } = &done.messages[0] else { panic!() };
    assert_eq!(changes.len(), 3);
    assert!(changes.iter().all(|change| change.from.is_nothing() && change.to.is_nothing()));
    assert!(!serde_json::to_string(&done.messages).unwrap().contains("秘密"));
    assert!(serde_json::to_string(&done.history).unwrap().contains("秘密の備考"));
}

#[test]
fn an_item_added_or_dropped_is_told_as_one_change_and_kept_whole_in_the_history() {
    let done = updated(|part| {
        part.items.remove(&code("gloves"));
        part.items.insert(code("face_shield"), item(5));
        part.items.get_mut(&code("n95_mask")).unwrap().stock = Some(quantity(7));
    })
    .unwrap();
    let Message::Updated { changes, .. } = &done.messages[0] else { panic!() };
    let told: Vec<_> = changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(told, ["items.face_shield.requested", "items.gloves.requested", "items.n95_mask.stock"]);
    let history = done.history.unwrap();
    assert!(history.changes.iter().any(|change| change.field == "items.gloves.quantity"));
}

#[test]
fn an_update_that_fails_the_check_changes_nothing_and_tells_all_results() {
    let refused = updated(|part| {
        part.cannot_procure = false;
        part.items.get_mut(&code("gloves")).unwrap().outlook = Some(Outlook::OneMonthOrMore);
    });
    let Err(UpdateError::Ineligible(checks)) = refused else { panic!("{refused:?}") };
    assert_eq!(checks.iter().map(|check| check.met).collect::<Vec<_>>(), [false, true, false]);
    assert!(matches!(updated(|part| part.cannot_procure = false), Err(UpdateError::Ineligible(_))));
}

#[test]
fn a_designation_taken_away_counts_only_when_items_change() {
    let mut master = facility();
    master.profile.designations.clear();
    let run = |change: fn(&mut FacilityPart)| {
        let mut part = complete_part();
        change(&mut part);
        act_under(&policy(), &facility_actor(), LATER, |act| {
            update(&under_review(), part, &master, &Evidence::default(), None, act)
        })
    };
    assert!(run(|part| part.remarks = "裏口へ".into()).is_ok());
    assert!(matches!(run(|part| set_quantity(part, "gloves", 1)), Err(UpdateError::Ineligible(_))));
}

#[test]
fn items_cannot_change_while_acceptance_is_stopped() {
    let refused = update_under(&stopped(), &under_review(), |part| set_quantity(part, "gloves", 1));
    assert_eq!(refused, Err(UpdateError::Stopped(Some("受付停止中です。".into()))));
}

#[test]
fn an_incomplete_or_unchanged_update_is_refused() {
    let refused = updated(|part| {
        part.contact.person.clear();
        part.items.get_mut(&code("gloves")).unwrap().outlook = None;
    });
    let Err(UpdateError::Incomplete(errors)) = refused else { panic!("{refused:?}") };
    assert_eq!(errors.len(), 2);
    assert!(matches!(
        updated(|part| part.delivery.postal_code = "1".into()),
        Err(UpdateError::Incomplete(_))
    ));
    assert_eq!(updated(|_| {}), Err(UpdateError::Unchanged));
}

#[test]
fn beyond_the_holiday_table_only_contact_and_delivery_can_change() {
    let run = |change: fn(&mut FacilityPart)| {
        let mut part = complete_part();
        change(&mut part);
        act_under(&policy(), &facility_actor(), "2028-01-05T09:00:00", |act| {
            update(&under_review(), part, &facility(), &Evidence::default(), None, act)
        })
    };
    assert!(matches!(run(|part| set_quantity(part, "gloves", 1)), Err(UpdateError::OutsideCalendar(_))));
    assert!(run(|part| part.contact.phone = "03-9999-9999".into()).is_ok());
}

#[test]
fn only_a_request_under_review_is_updated() {
    for (request, status) in
        [(crate::request::samples::draft(), Status::Draft), (accepted(), Status::Accepted)]
    {
        let refused = update_under(&policy(), &request, |part| part.remarks = "裏口へ".into());
        assert_eq!(refused, Err(UpdateError::Conflict(Conflict { action: Action::Update, status })));
    }
}

#[test]
fn the_receipt_keeps_the_key_with_the_new_deadline() {
    let after = updated(|part| set_quantity(part, "gloves", 1)).unwrap().after;
    let receipt = after.receipt.unwrap();
    assert_eq!(
        (receipt.key.as_str(), receipt.status, receipt.deadline),
        ("key", Status::UnderReview, after.deadline)
    );
}
