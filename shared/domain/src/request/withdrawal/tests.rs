use super::*;
use crate::{
    eligibility::recorded,
    request::{
        Evidence,
        samples::{self, accepted, at, draft, facility, facility_actor, number, policy, under_review},
        submit,
    },
};

fn withdrawn(request: &Request) -> Result<Transition, Conflict> {
    samples::act(&facility_actor(), "2026-11-24T13:30:00", |act| withdraw(request, act))
}

fn ineligible() -> Request {
    let mut draft = draft();
    draft.part.cannot_procure = false;
    samples::act(&facility_actor(), "2026-11-24T12:40:00", |act| {
        submit(&draft, &facility(), number(), &Evidence::default(), None, act).unwrap().after
    })
}

#[test]
fn the_prefecture_is_told_of_what_was_on_its_desk() {
    let done = withdrawn(&under_review()).unwrap();
    assert_eq!((done.after.status, done.after.version), (Status::Withdrawn, done.before.version + 1));
    let [Message::Withdrawn { withdrawn_at, request }] = &done.messages[..] else {
        panic!("{:?}", done.messages)
    };
    assert_eq!((*withdrawn_at, &request.number), (at("2026-11-24T13:30:00"), &done.after.number));
    let history = done.history.unwrap();
    assert_eq!(
        (history.action, &history.changes[..]),
        (Action::Withdraw, &[Change::words("status", "確認中", "取下げ")][..])
    );
    assert!(!done.after.is_overdue(at("2026-11-25T09:00:00")));
}

#[test]
fn nobody_is_told_of_what_never_passed_the_check() {
    for request in [draft(), ineligible()] {
        let done = withdrawn(&request).unwrap();
        assert_eq!((done.after.status, done.messages), (Status::Withdrawn, Vec::new()));
        assert!(done.history.is_some());
    }
}

#[test]
fn what_is_completed_or_withdrawn_cannot_be_taken_back() {
    let twice = withdrawn(&under_review()).unwrap().after;
    for (request, status) in [(accepted(), Status::Accepted), (twice, Status::Withdrawn)] {
        assert_eq!(withdrawn(&request), Err(Conflict { action: Action::Withdraw, status }));
    }
}

#[test]
fn the_checks_that_failed_stay_to_be_seen() {
    let before = ineligible();
    let after = withdrawn(&before).unwrap().after;
    let told = recorded(&after, &policy());
    assert_eq!((told.len(), told[0].met), (3, false));
    assert_eq!(told, recorded(&before, &policy()));
}
