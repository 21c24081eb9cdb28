use super::*;
use crate::{
    facility::Designation,
    request::{
        ItemRequest, Receipt,
        samples::{
            self, act_under, code, complete_part, draft, facility, facility_actor, item, policy, quantity,
            survey, under_review,
        },
    },
    review::Review,
    survey::Outlook,
};

fn id() -> RequestId {
    RequestId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").unwrap()
}

fn save(request: &Request, part: FacilityPart) -> Result<Transition, SaveDraftError> {
    samples::act(&facility_actor(), "2026-11-24T09:05:00", |act| save_draft(request, part, &facility(), act))
}

#[test]
fn a_new_draft_takes_contact_and_delivery_from_the_master() {
    let new =
        samples::act(&facility_actor(), "2026-11-24T09:00:00", |act| create(id(), &facility(), None, act));
    assert_eq!((new.status, new.version, &new.number), (Status::Draft, 1, &None));
    assert_eq!((&new.part.contact, &new.part.delivery), (&facility().contact, &facility().delivery));
    assert!(new.part.items.is_empty() && !new.part.cannot_procure);
    assert_eq!(new.facility, facility().profile);
    assert!(!new.was_checked());
}

#[test]
fn a_new_draft_takes_its_figures_from_the_latest_survey_but_requests_nothing() {
    let latest = survey(700, 200);
    let new = samples::act(&facility_actor(), "2026-11-24T09:00:00", |act| {
        create(id(), &facility(), Some(&latest), act)
    });
    let expected = ItemRequest {
        stock: Some(quantity(200)),
        weekly_consumption: Some(quantity(700)),
        outlook: Some(Outlook::TwoToThreeWeeks),
        ..ItemRequest::default()
    };
    assert_eq!(new.part.items, [(code("n95_mask"), expected.clone()), (code("gloves"), expected)].into());
    assert_eq!(new.requested_items().count(), 0);
}

#[test]
fn an_item_that_left_the_catalogue_is_not_prefilled() {
    let mut policy = policy();
    let mut items: Vec<_> = policy.catalogue.into();
    items
        .iter_mut()
        .filter(|item| item.code == code("gloves"))
        .for_each(|item| item.valid_to = "2026-11-23".parse().ok());
    policy.catalogue = items.into();
    let latest = survey(700, 200);
    let new = act_under(&policy, &facility_actor(), "2026-11-24T00:00:00", |act| {
        create(id(), &facility(), Some(&latest), act)
    });
    assert_eq!(new.part.items.keys().collect::<Vec<_>>(), [&code("n95_mask")]);
}

#[test]
fn an_incomplete_draft_is_saved_without_history_or_mail() {
    let before = draft();
    let saved = save(&before, FacilityPart::default()).unwrap();
    assert_eq!(saved.after.part, FacilityPart::default());
    assert_eq!((saved.after.version, saved.after.status), (before.version + 1, Status::Draft));
    assert_eq!((saved.history, saved.messages), (None, Vec::new()));
    assert_eq!(saved.allowed_from, [Status::Draft, Status::Ineligible]);
}

#[test]
fn an_ineligible_request_is_saved_like_a_draft_and_stays_ineligible() {
    let mut before = draft();
    before.status = Status::Ineligible;
    assert_eq!(save(&before, complete_part()).unwrap().after.status, Status::Ineligible);
}

#[test]
fn saving_takes_the_designations_anew_and_forgets_the_old_receipt() {
    let mut before = draft();
    before.facility.designations.clear();
    before.receipt = Some(Receipt {
        key: "key".into(),
        bound_to: "bound".into(),
        caller: facility_actor().user_name,
        status: Status::Ineligible,
        deadline: None,
    });
    let after = save(&before, complete_part()).unwrap().after;
    assert_eq!(after.facility.designations, [Designation::FeverOutpatient].into());
    assert_eq!(after.receipt, None);
}

#[test]
fn a_draft_with_a_text_that_is_too_long_is_refused_with_every_fault() {
    let mut part = complete_part();
    part.remarks = "あ".repeat(1_001);
    part.items.insert(code("gloves"), ItemRequest { procurement_difficulty: "\u{7}".into(), ..item(10) });
    let Err(SaveDraftError::Invalid(errors)) = save(&draft(), part) else { panic!("saved") };
    let got: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
    assert_eq!(got, [("remarks", "too_long"), ("items.gloves.procurement_difficulty", "control_character")]);
}

#[test]
fn what_was_submitted_is_no_draft_any_more() {
    let before = under_review();
    let conflict = Conflict { action: Action::SaveDraft, status: Status::UnderReview };
    assert_eq!(save(&before, complete_part()), Err(SaveDraftError::Conflict(conflict)));
    assert_ne!(before.review, Review::default(), "submission computed the flags");
}
