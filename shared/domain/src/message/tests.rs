use super::*;
use crate::{
    history::HistoryEntry,
    request::{
        Evidence, Request, ask, refresh_flags, reopen,
        samples::{
            self, code, decision, prefecture_actor, quantity, refusal, review_draft, reviewed, survey,
            under_review,
        },
    },
    review::{Decision, Source, save_review},
    transition::Transition,
};

const SECRET: &str = "秘密の意見";

fn secretive(decision: &Decision) -> Decision {
    let secret = || SECRET.to_owned();
    Decision {
        circumstances: secret(),
        aerosol_procedures: secret(),
        both_sources_reason: secret(),
        refusal_reason: secret(),
        opinion: secret(),
        message_to_facility: "箱単位で配布します".into(),
        ..decision.clone()
    }
}

/// A flagged request on whose review the marker stands in every text that is not for the facility.
fn full_of_secrets() -> Request {
    let evidence = Evidence { latest_survey: Some(survey(100, 401)), ..Evidence::default() };
    let flagged = refresh_flags(&under_review(), &evidence).unwrap();
    let mut draft =
        review_draft(false, &[("n95_mask", secretive(&decision(1_000))), ("gloves", secretive(&refusal()))]);
    draft.delay_reason = SECRET.into();
    let saved = reviewed(&flagged, &draft);
    assert!(saved.review.items.values().all(|item| item.is_flagged() && item.decision.opinion == SECRET));
    saved
}

/// Every message to a facility that can come of such a request, with the histories of the acts.
fn told_to_the_facility() -> (Vec<Message>, Vec<HistoryEntry>) {
    let (request, officer) = (full_of_secrets(), prefecture_actor());
    let done: Vec<Transition> = samples::act(&officer, "2026-11-25T10:00:00", |act| {
        let asked = ask(&request, "在庫量を教えてください", act).unwrap();
        let mut complete = review_draft(true, &[]);
        complete.delay_reason = SECRET.into();
        let decided = save_review(&asked.after, &complete, act).unwrap();
        let reopened = reopen(&decided.after, SECRET, &Evidence::default(), act).unwrap();
        vec![asked, decided, reopened]
    });
    let reminder = samples::act(&officer, "2026-11-26T09:00:00", |act| {
        Message::answer_reminder(&done[0].after, done[0].after.open_question().unwrap(), act)
    });
    let submitted = samples::act(&officer, "2026-11-25T10:00:00", |act| {
        Message::submitted(&request, request.deadline.unwrap(), act)
    });
    let histories = done.iter().filter_map(|done| done.history.clone()).collect();
    (done.into_iter().flat_map(|done| done.messages).chain([reminder, submitted]).collect(), histories)
}

#[test]
fn no_mail_to_a_facility_holds_the_opinion_the_flag_or_the_officers_name() {
    let (messages, _) = told_to_the_facility();
    let kinds: Vec<_> = messages
        .iter()
        .map(|m| serde_json::to_value(m).unwrap()["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["asked", "decided", "reopened", "answer_reminder", "submitted"]);
    for message in &messages {
        let json = serde_json::to_string(message).unwrap();
        for hidden in [SECRET, "flag", "survey", &prefecture_actor().name, "物資担当"] {
            assert!(!json.contains(hidden), "{hidden} in {json}");
        }
    }
    assert!(serde_json::to_string(&messages).unwrap().contains("箱単位で配布します"));
}

#[test]
fn no_history_shown_to_a_facility_holds_them_either() {
    let (_, histories) = told_to_the_facility();
    assert!(serde_json::to_string(&histories).unwrap().contains(SECRET), "the full history keeps the reason");
    let offices = crate::role::Offices { prefecture: "東京都", ministry: "国の担当者" };
    for shown in histories.iter().filter_map(|entry| entry.for_facility(offices)) {
        let json = serde_json::to_string(&shown).unwrap();
        assert!(!json.contains(SECRET) && !json.contains("review.") && !json.contains("物資担当"), "{json}");
    }
}

#[test]
fn a_result_tells_every_item_in_the_catalogues_order_with_its_quantities() {
    let both = Decision {
        source: Some(Source::Nation),
        prefecture_quantity: Some(quantity(500)),
        national_quantity: Some(quantity(1_000)),
        both_sources_reason: "県の在庫では足りない".into(),
        ..decision(1_500)
    };
    let draft = review_draft(true, &[("gloves", refusal()), ("n95_mask", both)]);
    let done = samples::act(&prefecture_actor(), "2026-11-24T14:00:00", |act| {
        save_review(&under_review(), &draft, act).unwrap()
    });
    let [Message::Decided { outcome, items, delivery, request, .. }] = &done.messages[..] else { panic!() };
    assert_eq!((*outcome, delivery), (Outcome::Partial, &under_review().part.delivery));
    assert_eq!((request.contact_person.as_str(), &request.number), ("山田花子", &under_review().number));
    let line = |item: &str, requested, needed, pieces: [i64; 3], told: &str| DecisionLine {
        item: code(item),
        requested: quantity(requested),
        needed,
        prefecture_quantity: quantity(pieces[0]),
        national_quantity: quantity(pieces[1]),
        total_quantity: quantity(pieces[2]),
        message_to_facility: told.into(),
    };
    let n95 = line("n95_mask", 1_500, true, [500, 1_000, 1_500], "");
    assert_eq!(items[..], [n95, line("gloves", 3_000, false, [0, 0, 0], "今回は配布できません")]);
}

#[test]
fn messages_survive_the_outbox() {
    let day = "2026-11-24".parse().unwrap();
    let digest = Message::Digest { prefecture: under_review().facility.prefecture, day, slot: Slot::Cutoff };
    let (mut messages, _) = told_to_the_facility();
    messages.extend([digest, Message::MinistryDigest { day }]);
    for message in messages {
        let json = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&json).unwrap(), message);
        assert_eq!(message.request().is_none(), json.contains("digest"));
    }
}

#[test]
fn free_texts_are_known_by_the_last_part_of_their_path() {
    for (field, free) in [
        ("remarks", true),
        ("items.gloves.procurement_difficulty", true),
        ("items.n95_mask.aerosol_procedures", true),
        ("items.gloves.quantity", false),
        ("delivery.address", false),
    ] {
        assert_eq!(is_free_text(field), free, "{field}");
    }
}
