//! Values the mailer's tests start from.

use domain::{
    deadline::{Deadline, DueReason},
    digest::{Digest, MinistryDigest, OverdueCount, Slot},
    facility::{Category, Delivery},
    history::{Change, Value},
    id::{FacilityId, RequestId, RequestNumber},
    message::{DecisionLine, ItemLine, Message, RequestFacts},
    policy::{FIRST_VERSION, Policy, PrefectureSettings},
    prefecture::Prefecture,
    quantity::Quantity,
    row::{RequestRow, RowItem},
    status::{Outcome, PrefectureStatus, Status},
    supply::{Catalogue, ItemCode},
    survey::Outlook,
    time::{Instant, from_jst},
};

use crate::{Context, Letter, Letterhead, RenderError, digest_letter, letters, ministry_letter};

pub(crate) fn letterhead() -> Letterhead {
    Letterhead {
        office_name: "Haifu運用事務局".into(),
        office_phone: "03-0000-0000".into(),
        office_hours: "平日9時～17時".into(),
        public_url: "https://haifu.example.jp".into(),
        guide_url: "https://haifu.example.jp/guide.html".into(),
        practice: false,
    }
}

pub(crate) fn catalogue() -> Catalogue {
    serde_json::from_str::<Policy>(FIRST_VERSION).unwrap().catalogue
}

pub(crate) fn tokyo() -> Prefecture {
    Prefecture::parse("13").unwrap()
}

pub(crate) fn settings() -> PrefectureSettings {
    PrefectureSettings {
        office: "東京都保健医療局".into(),
        phone: "03-5320-0000".into(),
        emergency_phone: Some("090-0000-0000".into()),
        ..PrefectureSettings::unset(tokyo())
    }
}

pub(crate) fn request_id() -> RequestId {
    RequestId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").unwrap()
}

pub(crate) const NUMBER: &str = "SOS-20261124-7K3QX";

pub(crate) fn facts() -> RequestFacts {
    RequestFacts {
        id: request_id(),
        number: Some(RequestNumber::parse(NUMBER).unwrap()),
        facility: FacilityId::parse("tokyo-hospital").unwrap(),
        facility_name: "東京中央病院".into(),
        category: Category::Hospital,
        prefecture: tokyo(),
        contact_person: "山田花子".into(),
    }
}

pub(crate) fn at(jst: &str) -> Instant {
    from_jst(jst.parse().unwrap())
}

pub(crate) fn code(text: &str) -> ItemCode {
    ItemCode::parse(text).unwrap()
}

pub(crate) fn quantity(pieces: i64) -> Quantity {
    Quantity::new(pieces).unwrap()
}

pub(crate) fn deadline(due_at: &str, reason: DueReason) -> Deadline {
    Deadline { due_at: at(due_at), reason }
}

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

/// An open row; its number ends in `tail`, five characters.
pub(crate) fn row(tail: &str, due_on: &str) -> RequestRow {
    RequestRow {
        id: request_id(),
        number: Some(RequestNumber::parse(&format!("SOS-20261124-{tail}")).unwrap()),
        status: Status::UnderReview,
        outcome: None,
        prefecture_status: PrefectureStatus::NotStarted,
        facility: facts().facility,
        facility_name: facts().facility_name,
        category: Category::Hospital,
        prefecture: tokyo(),
        items: ["gloves", "surgical_mask"].map(|item| (code(item), RowItem::default())).into(),
        sources: [].into(),
        national_quantity: 0,
        shortest_outlook: Some(Outlook::Within1Week),
        submitted_at: Some(at("2026-11-24T12:40:00")),
        updated_at: Some(at("2026-11-24T12:40:00")),
        due_at: Some(at(&format!("{due_on}T17:00:00"))),
        awaiting_answer: false,
    }
}

pub(crate) fn rows(count: usize) -> Vec<RequestRow> {
    (0..count).map(|n| row(&format!("{n:05}"), "2026-11-24")).collect()
}

/// What waits listed apart only, as at 16:01 and 17:01.
pub(crate) fn digest_apart() -> Digest {
    Digest {
        main: vec![row("AAAAA", "2026-11-24")],
        awaiting: vec![row("BBBBB", "2026-11-20")],
        carried: vec![],
    }
}

/// Something in each list, as at 13:01.
pub(crate) fn digest() -> Digest {
    Digest {
        main: vec![row("AAAAA", "2026-11-24"), row("BBBBB", "2026-11-24")],
        awaiting: vec![row("BBBBB", "2026-11-24")],
        carried: vec![row("CCCCC", "2026-11-20")],
    }
}

pub(crate) fn ministry_digest() -> MinistryDigest {
    let overdue = OverdueCount {
        overdue: 3,
        awaiting: 1,
        within_one_week: 2,
        oldest_due_at: Some(at("2026-11-20T17:00:00")),
    };
    MinistryDigest {
        prefectures: [(tokyo(), overdue)].into(),
        due_today: 5,
        completed: 2,
        national_requests: 4,
        national: [(code("gloves"), 300), (code("surgical_mask"), 12_000)].into(),
        unreachable: vec![Prefecture::parse("47").unwrap()],
    }
}

/// Runs `f` with a context of 16:01 on that Tuesday, changed by `change`.
pub(crate) fn with_context<T>(
    change: impl Fn(&mut Letterhead, &mut PrefectureSettings),
    f: impl FnOnce(&Context) -> T,
) -> T {
    let (mut letterhead, mut prefecture) = (letterhead(), settings());
    change(&mut letterhead, &mut prefecture);
    f(&Context {
        letterhead: &letterhead,
        catalogue: &catalogue(),
        prefecture: &prefecture,
        now: at("2026-11-24T16:01:00"),
    })
}

/// The letters of a message in the usual context.
pub(crate) fn written(message: &Message) -> Vec<Letter> {
    with_context(|_, _| {}, |context| letters(message, context)).unwrap()
}

/// The only letter of a message.
#[track_caller]
pub(crate) fn only(message: &Message) -> Letter {
    let [letter] = <[Letter; 1]>::try_from(written(message)).expect("one letter");
    letter
}

pub(crate) fn digest_of(slot: Slot, digest: &Digest, after_closed_days: bool) -> Letter {
    let day = "2026-11-24".parse().unwrap();
    with_context(|_, _| {}, |context| digest_letter(slot, day, tokyo(), digest, after_closed_days, context))
        .unwrap()
}

pub(crate) fn ministry_of(digest: &MinistryDigest) -> Letter {
    with_context(|_, _| {}, |context| ministry_letter("2026-11-24".parse().unwrap(), digest, context))
        .unwrap()
}

/// Every letter there is, in the given context.
pub(crate) fn all_letters(context: &Context) -> Result<Vec<Letter>, RenderError> {
    let day = "2026-11-24".parse().unwrap();
    let mut all = Vec::new();
    for message in messages() {
        all.extend(letters(&message, context)?);
    }
    for slot in Slot::DIGESTS {
        all.push(digest_letter(slot, day, tokyo(), &digest(), true, context)?);
    }
    all.push(ministry_letter(day, &ministry_digest(), context)?);
    Ok(all)
}

/// Subject and body without the closing, which `rules` checks on every mail.
pub(crate) fn told(letter: &Letter) -> String {
    let (text, _) = letter.body.split_once("\n\n-----").expect("a closing");
    format!("{}\n\n{text}", letter.subject)
}

/// Subject and body as one text.
pub(crate) fn whole(letter: &Letter) -> String {
    format!("{}\n\n{}", letter.subject, letter.body)
}
