//! A message of every kind about a request.

use domain::{
    deadline::DueReason,
    facility::Delivery,
    history::{Change, Value},
    message::{DecisionLine, ItemLine, Message},
    status::Outcome,
    survey::Outlook,
};

use super::{at, code, deadline, facts, quantity};

pub(crate) fn items() -> Vec<ItemLine> {
    let line = |item: &str, pieces, outlook| ItemLine {
        item: code(item),
        quantity: quantity(pieces),
        outlook: Some(outlook),
    };
    vec![line("surgical_mask", 1_500, Outlook::Within1Week), line("gloves", 300, Outlook::TwoToThreeWeeks)]
}

pub(crate) fn submitted() -> Message {
    Message::Submitted {
        request: facts(),
        items: items(),
        received_at: at("2026-11-24T12:40:30"),
        deadline: deadline("2026-11-24T17:00:00", DueReason::BeforeCutoff),
    }
}

pub(crate) fn updated() -> Message {
    let change = |field: &str, from, to| Change { field: field.into(), from, to };
    Message::Updated {
        request: facts(),
        items: items(),
        received_at: at("2026-11-24T13:05:00"),
        first_received_at: at("2026-11-24T12:40:30"),
        changes: vec![
            change("delivery.address", Value::text("東京都千代田区1-1"), Value::text("東京都千代田区2-2")),
            change("items.gloves.requested", Value::Nothing, Value::Flag(true)),
            change("items.n95_mask.requested", Value::Flag(true), Value::Nothing),
            change("items.surgical_mask.quantity", Value::Number(1_000), Value::Number(1_500)),
            change("remarks", Value::Nothing, Value::Nothing),
        ],
        deadline: deadline("2026-11-25T17:00:00", DueReason::AfterCutoff),
        previous_due_at: at("2026-11-24T17:00:00"),
    }
}

pub(crate) fn withdrawn() -> Message {
    Message::Withdrawn { request: facts(), withdrawn_at: at("2026-11-24T14:05:00") }
}

pub(crate) fn asked() -> Message {
    Message::Asked {
        request: facts(),
        asked_at: at("2026-11-24T14:05:00"),
        text: "在庫量を教えてください。\n■結果：配布します".into(),
        answer_by: at("2026-11-25T17:00:00"),
    }
}

pub(crate) fn answer_reminder() -> Message {
    Message::AnswerReminder {
        request: facts(),
        asked_at: at("2026-11-24T14:05:00"),
        text: "在庫量を教えてください。".into(),
        answer_by: at("2026-11-25T17:00:00"),
    }
}

pub(crate) fn answered() -> Message {
    Message::Answered {
        request: facts(),
        asked_at: at("2026-11-24T14:05:00"),
        question: "在庫量を教えてください。".into(),
        answered_at: at("2026-11-24T15:10:00"),
        answer: "200枚です。\nうち50枚は期限切れです。".into(),
        due_at: at("2026-11-24T17:00:00"),
    }
}

/// An item decided: requested, from the prefecture, from the nation; 否 when nothing comes from either.
pub(crate) fn line(item: &str, pieces: [i64; 3], told: &str) -> DecisionLine {
    let [requested, prefecture, nation] = pieces;
    DecisionLine {
        item: code(item),
        requested: quantity(requested),
        needed: prefecture + nation > 0,
        prefecture_quantity: quantity(prefecture),
        national_quantity: quantity(nation),
        total_quantity: quantity(prefecture + nation),
        message_to_facility: told.into(),
    }
}

pub(crate) fn decided(outcome: Outcome, items: Vec<DecisionLine>) -> Message {
    Message::Decided {
        request: facts(),
        outcome,
        completed_at: at("2026-11-24T16:20:00"),
        due_at: at("2026-11-24T17:00:00"),
        items,
        delivery: Delivery {
            postal_code: "100-8916".into(),
            address: "東京都千代田区霞が関1-2-2".into(),
            receiving_hours: "平日9時～17時".into(),
        },
    }
}

pub(crate) fn decided_in_part() -> Message {
    let items = vec![
        line("surgical_mask", [1_500, 500, 1_000], ""),
        line("n95_mask", [200, 100, 0], "箱単位で\n配布します"),
        line("gloves", [300, 0, 0], "在庫がありません"),
    ];
    decided(Outcome::Partial, items)
}

pub(crate) fn reopened() -> Message {
    Message::Reopened {
        request: facts(),
        due_at: at("2026-11-25T17:00:00"),
        completed_on: "2026-11-24".parse().unwrap(),
    }
}

/// One message of every kind about a request.
pub(crate) fn messages() -> Vec<Message> {
    vec![
        submitted(),
        updated(),
        withdrawn(),
        asked(),
        answer_reminder(),
        answered(),
        decided_in_part(),
        reopened(),
    ]
}
