//! Any sequence of acts keeps to the transitions of SPEC 3.

use proptest::prelude::*;

use super::*;
use crate::{
    calendar::{BusinessCalendar, HolidayTable},
    policy::{ExtraDays, Policy, PrefectureSettings},
    request::{
        Evidence, answer, ask, refresh_flags, reopen,
        samples::{
            at, complete_part, decision, draft, facility, facility_actor, number, policy, prefecture_actor,
            quantity, refusal, review_draft, settings, survey,
        },
        save_draft, submit, update, withdraw,
    },
    review::save_review,
    role::Actor,
    status::PrefectureStatus,
};

/// One step of a walk: an act by its number, with a quantity and a switch that make it succeed or fail.
type Step = (u8, i64, bool);

struct World {
    policy: Policy,
    settings: PrefectureSettings,
    days: ExtraDays,
    facility: Actor,
    officer: Actor,
}

impl World {
    fn new() -> Self {
        Self {
            policy: policy(),
            settings: settings(),
            days: ExtraDays::default(),
            facility: facility_actor(),
            officer: prefecture_actor(),
        }
    }

    /// The transition of a step at that hour of the walk, if the rules allow it.
    fn take(&self, request: &Request, (kind, pieces, switch): Step, hour: i64) -> Option<Transition> {
        let calendar = BusinessCalendar::national(HolidayTable::shipped(), &self.days);
        let act = |by| Act {
            by,
            at: at("2026-11-24T09:00:00") + chrono::TimeDelta::hours(hour),
            policy: &self.policy,
            calendar: &calendar,
            prefecture: &self.settings,
        };
        let (facility_act, officer_act) = (act(&self.facility), act(&self.officer));
        let mut part = complete_part();
        part.cannot_procure = switch;
        part.items.values_mut().for_each(|item| item.quantity = Some(quantity(pieces)));
        let decided = if switch { decision(pieces) } else { refusal() };
        let review =
            |completed| review_draft(completed, &[("n95_mask", decided.clone()), ("gloves", refusal())]);
        let evidence = Evidence { latest_survey: Some(survey(100, pieces)), ..Evidence::default() };
        match kind {
            0 => save_draft(request, part, &facility(), &facility_act).ok(),
            1 | 2 => submit(request, &facility(), number(), &evidence, None, &facility_act).ok(),
            3 => update(request, part, &facility(), &evidence, None, &facility_act).ok(),
            4 if switch => withdraw(request, &facility_act).ok(),
            5 => ask(request, "在庫量は", &officer_act).ok(),
            6 => answer(request, "200枚", &facility_act).ok(),
            7 => save_review(request, &review(false), &officer_act).ok(),
            8 | 9 => save_review(request, &review(true), &officer_act).ok(),
            10 => reopen(request, if switch { "誤り" } else { "" }, &evidence, &officer_act).ok(),
            _ => None,
        }
    }
}

/// The moves of SPEC 3, staying included where an act leaves the status.
fn allowed(from: Status, to: Status) -> bool {
    use Status::{Accepted, Draft, Ineligible, UnderReview, Withdrawn};
    match from {
        Draft => to != Accepted,
        Ineligible => matches!(to, Ineligible | UnderReview | Withdrawn),
        UnderReview => matches!(to, UnderReview | Accepted | Withdrawn),
        Accepted => to == UnderReview,
        Withdrawn => false,
    }
}

fn check_step(done: &Transition) {
    let (before, after) = (&done.before, &done.after);
    assert!(allowed(before.status, after.status), "{:?} → {:?}", before.status, after.status);
    assert!(done.allowed_from.contains(&before.status));
    assert_eq!(after.version, before.version + 1);
    if let Some(history) = &done.history {
        assert_eq!(
            (history.version, history.at, &history.by),
            (after.version, after.saved.at, &after.saved.by)
        );
        assert_eq!(done.allowed_from, history.action.allowed_from());
    }
}

fn check_state(request: &Request) {
    let accepted = request.status == Status::Accepted;
    assert_eq!(request.outcome.is_some(), accepted);
    assert_eq!(request.review.status == PrefectureStatus::Completed, accepted);
    assert_eq!(request.was_checked(), request.submitted_at.is_some());
    assert!(request.status != Status::UnderReview || request.deadline.is_some());
    assert!(request.questions.iter().filter(|question| question.is_open()).count() <= 1);
    assert!(request.review.items.keys().all(|code| request.part.items[code].requested));
}

fn walk(world: &World, steps: &[Step]) -> Vec<Action> {
    let (mut request, mut done) = (draft(), Vec::new());
    for (step, hour) in steps.iter().zip(0..) {
        let before = request.clone();
        if let Some(transition) = world.take(&request, *step, hour) {
            assert_eq!(transition.before, before);
            assert_eq!(transition.history.is_none(), step.0 == 0, "only a saved draft leaves no history");
            check_step(&transition);
            done.extend(transition.history.as_ref().map(|history| history.action));
            request = transition.after;
        }
        if let Some(refreshed) = refresh_flags(
            &request,
            &Evidence { latest_survey: Some(survey(100, step.1)), ..Evidence::default() },
        ) {
            assert_eq!((refreshed.version, refreshed.status), (request.version, Status::UnderReview));
            request = refreshed;
        }
        assert!(before.number.is_none() || before.number == request.number, "a number never changes");
        check_state(&request);
    }
    done
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_sequence_of_acts_keeps_to_the_transitions_and_counts_versions(
        steps in prop::collection::vec((0_u8..11, 1_i64..9_000, any::<bool>()), 0..40)
    ) {
        walk(&World::new(), &steps);
    }
}

#[test]
fn a_walk_comes_through_every_act() {
    use Action::{Answer, Ask, Complete, Reopen, SaveReview, Submit, Update, Withdraw};
    let steps = [
        (0, 9, false),
        (1, 9, true),
        (0, 9, true),
        (1, 9, true),
        (7, 9, true),
        (3, 8, true),
        (5, 8, true),
        (6, 8, true),
    ];
    let rest = [(7, 8, true), (8, 8, true), (10, 8, true), (4, 8, true), (1, 8, true)];
    let expected = [Submit, Submit, SaveReview, Update, Ask, Answer, SaveReview, Complete, Reopen, Withdraw];
    assert_eq!(walk(&World::new(), &[&steps[..], &rest[..]].concat()), expected);
}
