//! Values the mailer's tests start from.

mod accounts;
mod digests;
mod messages;

pub(crate) use accounts::*;
pub(crate) use digests::*;
pub(crate) use messages::*;

use std::collections::BTreeMap;

use domain::{
    deadline::{Deadline, DueReason},
    digest::{Digest, MinistryDigest, Slot},
    facility::Category,
    id::{FacilityId, RequestId, RequestNumber},
    message::{Message, RequestFacts},
    policy::{FIRST_VERSION, Policy, PrefectureSettings},
    prefecture::Prefecture,
    quantity::Quantity,
    supply::{Catalogue, ItemCode},
    time::{Instant, from_jst},
};

use crate::{
    Context, Letter, Letterhead, RenderError, bundle_letter, digest_letter, letters, ministry_letter,
};

pub(crate) fn letterhead() -> Letterhead {
    Letterhead {
        office_name: "Haifu運用事務局".into(),
        office_phone: "03-0000-0000".into(),
        office_hours: "平日9時～17時".into(),
        public_url: "https://haifu.example.jp".into(),
        guide_url: "https://haifu.example.jp/guide.html".into(),
        mail_from: "no-reply@mail.example.jp".into(),
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
    all.extend(letters(&designation_check(), context)?);
    all.push(bundle_letter(tokyo(), &[submitted(), updated_other()], &BTreeMap::new(), context)?);
    all.extend(account_letters(context.letterhead)?);
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
