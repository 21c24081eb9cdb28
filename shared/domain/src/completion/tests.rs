use super::*;
use crate::{
    request::{
        samples::{
            self, at, code, decision, national, prefecture_actor, quantity, refusal, review_draft,
            under_review,
        },
        withdraw,
    },
    review::{Decision, save_review},
};

fn record(n95_mask: Decision, gloves: Decision) -> Completion {
    let draft = review_draft(true, &[("n95_mask", n95_mask), ("gloves", gloves)]);
    let done = samples::act(&prefecture_actor(), "2026-11-24T14:00:00", |act| {
        save_review(&under_review(), &draft, act).unwrap()
    });
    Completion::of(&done.messages[0]).unwrap()
}

#[test]
fn a_decision_is_recorded_with_its_target_and_what_the_nation_ships() {
    let completion = record(national(1_500), decision(3_000));
    assert_eq!(completion.request, under_review().id);
    assert_eq!(completion.prefecture.code(), "13");
    assert_eq!(
        (completion.completed_at, completion.due_at),
        (at("2026-11-24T14:00:00"), at("2026-11-24T17:00:00"))
    );
    assert_eq!(completion.national, [(code("n95_mask"), quantity(1_500))].into());
    let json = serde_json::to_string(&completion).unwrap();
    assert_eq!(serde_json::from_str::<Completion>(&json).unwrap(), completion);
}

#[test]
fn nothing_national_is_recorded_of_a_refusal_or_of_the_prefectures_stock() {
    assert!(record(refusal(), decision(3_000)).national.is_empty());
}

#[test]
fn other_messages_tell_of_no_completion() {
    let withdrawn = samples::act(&prefecture_actor(), "2026-11-24T14:00:00", |act| {
        withdraw(&under_review(), act).unwrap()
    });
    assert_eq!(Completion::of(&withdrawn.messages[0]), None);
}
