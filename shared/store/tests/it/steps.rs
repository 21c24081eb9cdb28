//! The domain's acts on 2026-11-24 (Tuesday) and the day after, as the handlers would call them.

use chrono::NaiveDate;
use domain::{
    facility::Facility,
    request::{self, Evidence, FacilityPart, Request},
    review::{Decision, ReviewDraft, Source, save_review},
    survey::Survey,
    transition::Transition,
};
use store::Store;

use crate::sample::{
    act, code, decision, facility, facility_actor, id, part, prefecture_actor, request_number,
};

/// Digests as a handler makes them: 64 hexadecimal digits.
fn key() -> (String, String) {
    ("5f".repeat(32), "a7".repeat(32))
}

/// The n-th request: a draft as it is made.
pub(crate) fn create(n: usize) -> Request {
    create_of(n, &facility())
}

pub(crate) fn create_of(n: usize, facility: &Facility) -> Request {
    act(&facility_actor(), "2026-11-24T09:00:00", |act| request::create(id(n), facility, None, act))
}

pub(crate) fn save(request: &Request, part: FacilityPart, facility: &Facility) -> Transition {
    act(&facility_actor(), "2026-11-24T09:10:00", |act| {
        request::save_draft(request, part, facility, act).unwrap()
    })
}

pub(crate) fn submit(request: &Request, facility: &Facility, evidence: &Evidence) -> Transition {
    let number = request_number(u32::try_from(request.id.as_str()[18..].parse::<u64>().unwrap()).unwrap());
    act(&facility_actor(), "2026-11-24T12:40:00", |act| {
        request::submit(request, facility, number, evidence, Some(key()), act).unwrap()
    })
}

pub(crate) fn update(
    request: &Request,
    part: FacilityPart,
    facility: &Facility,
    evidence: &Evidence,
) -> Transition {
    act(&facility_actor(), "2026-11-24T13:20:00", |act| {
        request::update(request, part, facility, evidence, Some(key()), act).unwrap()
    })
}

pub(crate) fn ask(request: &Request, text: &str) -> Transition {
    act(&prefecture_actor(), "2026-11-24T13:30:00", |act| request::ask(request, text, act).unwrap())
}

pub(crate) fn answer(request: &Request, text: &str) -> Transition {
    act(&facility_actor(), "2026-11-24T13:40:00", |act| request::answer(request, text, act).unwrap())
}

pub(crate) fn withdraw(request: &Request) -> Transition {
    act(&facility_actor(), "2026-11-24T13:50:00", |act| request::withdraw(request, act).unwrap())
}

/// A save of these decisions; what was recorded of a delay stays.
pub(crate) fn review(request: &Request, completed: bool, items: &[(&str, Decision)]) -> Transition {
    let items = items.iter().map(|(item, decision)| (code(item), decision.clone())).collect();
    let (delay_reason, expected_on) = (request.review.delay_reason.clone(), request.review.expected_on);
    save_of_review(request, &ReviewDraft { completed, delay_reason, expected_on, items })
}

/// A save of nothing but the reason for delay and the expected day.
pub(crate) fn delay(request: &Request, reason: &str, expected_on: Option<NaiveDate>) -> Transition {
    let (delay_reason, items) = (reason.to_owned(), [].into());
    save_of_review(request, &ReviewDraft { completed: false, delay_reason, expected_on, items })
}

/// A completion with what was saved, some minutes after it: its time alone changes the prefecture's part.
pub(crate) fn complete(request: &Request) -> Transition {
    let (delay_reason, expected_on) = (request.review.delay_reason.clone(), request.review.expected_on);
    let draft = ReviewDraft { completed: true, delay_reason, expected_on, items: [].into() };
    act(&prefecture_actor(), "2026-11-24T14:20:00", |act| save_review(request, &draft, act).unwrap())
}

fn save_of_review(request: &Request, draft: &ReviewDraft) -> Transition {
    act(&prefecture_actor(), "2026-11-24T14:00:00", |act| save_review(request, draft, act).unwrap())
}

pub(crate) fn reopen(request: &Request) -> Transition {
    reopen_with(request, &Evidence::default())
}

pub(crate) fn reopen_with(request: &Request, evidence: &Evidence) -> Transition {
    act(&prefecture_actor(), "2026-11-25T10:00:00", |act| {
        request::reopen(request, "数量の誤りを直すため", evidence, act).unwrap()
    })
}

/// The evidence of a facility that answered a survey.
pub(crate) fn evidence(survey: Survey) -> Evidence {
    Evidence { latest_survey: Some(survey), distributions: [(code("gloves"), 3)].into() }
}

/// Writes the transition; gives the request as it is then.
pub(crate) async fn apply(store: &Store, transition: Transition) -> Request {
    store.request_transition(&transition).await.unwrap();
    transition.after
}

/// The n-th request, stored as a complete draft.
pub(crate) async fn stored_draft(store: &Store, n: usize) -> Request {
    let request = create(n);
    store.request_create(&request).await.unwrap();
    apply(store, save(&request, part(), &facility())).await
}

/// The n-th request, stored and submitted.
pub(crate) async fn stored_under_review(store: &Store, n: usize) -> Request {
    let draft = stored_draft(store, n).await;
    apply(store, submit(&draft, &facility(), &Evidence::default())).await
}

/// The decisions that fulfil [`part`]: the prefecture gives the N95 masks, the nation the gloves.
pub(crate) fn decisions() -> [(&'static str, Decision); 2] {
    [("n95_mask", decision(1_500, Source::Prefecture)), ("gloves", decision(3_000, Source::Nation))]
}

/// The n-th request, stored and accepted.
pub(crate) async fn stored_accepted(store: &Store, n: usize) -> Request {
    let request = stored_under_review(store, n).await;
    apply(store, review(&request, true, &decisions())).await
}
