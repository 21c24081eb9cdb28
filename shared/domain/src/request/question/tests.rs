use super::*;
use crate::{
    request::samples::{
        self, accepted, at, decision, draft, facility_actor, prefecture_actor, review_draft, reviewed,
        under_review,
    },
    status::Status,
};

fn ask_at(request: &Request, jst: &str, text: &str) -> Result<Transition, AskError> {
    samples::act(&prefecture_actor(), jst, |act| ask(request, text, act))
}

fn answer_with(request: &Request, text: &str) -> Result<Transition, AnswerError> {
    samples::act(&facility_actor(), "2026-11-24T15:00:00", |act| answer(request, text, act))
}

fn asked() -> Request {
    ask_at(&under_review(), "2026-11-24T14:00:00", "在庫量を教えてください").unwrap().after
}

#[test]
fn a_question_waits_for_its_answer_while_the_deadline_stands() {
    let done = ask_at(&under_review(), "2026-11-24T14:00:00", "在庫量を教えてください").unwrap();
    assert!(done.after.awaits_answer());
    assert_eq!((done.after.deadline, done.after.status), (done.before.deadline, Status::UnderReview));
    assert_eq!(done.after.version, done.before.version + 1);
    let history = done.history.unwrap();
    assert_eq!(
        (history.action, &history.changes[..]),
        (Action::Ask, &[Change::words("question", "", "在庫量を教えてください")][..])
    );
    let [Message::Asked { text, answer_by, asked_at, .. }] = &done.messages[..] else {
        panic!("{:?}", done.messages)
    };
    assert_eq!(text, "在庫量を教えてください");
    assert_eq!((*asked_at, *answer_by), (at("2026-11-24T14:00:00"), at("2026-11-24T17:00:00")));
}

#[test]
fn a_question_past_the_target_wants_its_answer_by_the_next_one() {
    let done = ask_at(&under_review(), "2026-11-24T17:30:00", "在庫量を教えてください").unwrap();
    let Message::Asked { answer_by, .. } = &done.messages[0] else { panic!() };
    assert_eq!(*answer_by, at("2026-11-25T17:00:00"));
}

#[test]
fn an_answer_is_kept_and_told_with_its_question() {
    let done = answer_with(&asked(), "200枚です").unwrap();
    assert!(!done.after.awaits_answer());
    let question = &done.after.questions[0];
    assert_eq!(
        (question.answer.as_deref(), question.answered_at),
        (Some("200枚です"), Some(at("2026-11-24T15:00:00")))
    );
    assert_eq!(done.history.unwrap().changes, [Change::words("answer", "", "200枚です")]);
    let [Message::Answered { question, answer, due_at, .. }] = &done.messages[..] else {
        panic!("{:?}", done.messages)
    };
    assert_eq!((question.as_str(), answer.as_str()), ("在庫量を教えてください", "200枚です"));
    assert_eq!(*due_at, at("2026-11-24T17:00:00"));
}

#[test]
fn one_question_is_open_at_a_time() {
    assert_eq!(ask_at(&asked(), "2026-11-24T14:05:00", "もう一つ"), Err(AskError::Open));
    let answered = answer_with(&asked(), "200枚です").unwrap().after;
    let again = ask_at(&answered, "2026-11-24T15:05:00", "もう一つ").unwrap().after;
    assert_eq!(again.questions.len(), 2);
    assert!(again.awaits_answer());
}

#[test]
fn without_an_open_question_there_is_nothing_to_answer() {
    assert_eq!(answer_with(&under_review(), "200枚です"), Err(AnswerError::NoQuestion));
    let answered = answer_with(&asked(), "200枚です").unwrap().after;
    assert_eq!(answer_with(&answered, "訂正です"), Err(AnswerError::NoQuestion));
}

#[test]
fn texts_are_checked() {
    for (text, code) in [
        ("", "required"),
        ("　\n", "required"),
        ("\u{7}", "control_character"),
        (&*"あ".repeat(1_001), "too_long"),
    ] {
        let Err(AskError::Invalid(error)) = ask_at(&under_review(), "2026-11-24T14:00:00", text) else {
            panic!("{code}")
        };
        assert_eq!((error.field.as_str(), error.code), ("text", code));
        let Err(AnswerError::Invalid(error)) = answer_with(&asked(), text) else { panic!("{code}") };
        assert_eq!((error.field.as_str(), error.code), ("text", code));
    }
}

#[test]
fn completing_without_an_answer_closes_the_question() {
    let both = [("n95_mask", decision(1_500)), ("gloves", decision(3_000))];
    let done = reviewed(&asked(), &review_draft(true, &both));
    assert!(done.questions[0].closed && !done.awaits_answer());
    let conflict = Conflict { action: Action::Answer, status: Status::Accepted };
    assert_eq!(answer_with(&done, "200枚です"), Err(AnswerError::Conflict(conflict)));
}

#[test]
fn completing_after_the_answer_leaves_the_question_as_answered() {
    let both = [("n95_mask", decision(1_500)), ("gloves", decision(3_000))];
    let answered = answer_with(&asked(), "200枚です").unwrap().after;
    assert!(!reviewed(&answered, &review_draft(true, &both)).questions[0].closed);
}

#[test]
fn only_a_request_under_review_is_asked_about() {
    for (request, status) in [(draft(), Status::Draft), (accepted(), Status::Accepted)] {
        let refused = ask_at(&request, "2026-11-24T14:00:00", "在庫量を教えてください");
        assert_eq!(refused, Err(AskError::Conflict(Conflict { action: Action::Ask, status })));
    }
}
