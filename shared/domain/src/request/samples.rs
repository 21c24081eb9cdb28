//! Values the domain's tests start from.

use crate::{
    calendar::{BusinessCalendar, HolidayTable},
    facility::{Category, Contact, Delivery, Designation, Facility, FacilityProfile},
    id::{FacilityId, RequestId, RequestNumber, UserName},
    policy::{ExtraDays, FIRST_VERSION, Policy, PrefectureSettings},
    prefecture::Prefecture,
    quantity::Quantity,
    review::{Decision, ReviewDraft, Source, save_review},
    role::{Actor, Role},
    supply::ItemCode,
    survey::{Outlook, Survey, SurveyItem, SurveyWeek},
    time::{Instant, from_jst},
};

use super::{Act, Evidence, FacilityPart, ItemRequest, Request, create, save_draft, submit};

pub(crate) fn policy() -> Policy {
    serde_json::from_str(FIRST_VERSION).unwrap()
}

pub(crate) fn code(text: &str) -> ItemCode {
    ItemCode::parse(text).unwrap()
}

pub(crate) fn at(jst: &str) -> Instant {
    from_jst(jst.parse().unwrap())
}

pub(crate) fn quantity(pieces: i64) -> Quantity {
    Quantity::new(pieces).unwrap()
}

pub(crate) fn facility_actor() -> Actor {
    actor("tokyo-hospital", Role::Facility, "東京中央病院")
}

pub(crate) fn prefecture_actor() -> Actor {
    actor("tokyo", Role::Prefecture, "東京都 物資担当")
}

fn actor(user_name: &str, role: Role, name: &str) -> Actor {
    Actor { user_name: UserName::parse(user_name).unwrap(), role, name: name.into() }
}

pub(crate) fn settings() -> PrefectureSettings {
    PrefectureSettings {
        office: "東京都保健医療局".into(),
        phone: "03-5320-0000".into(),
        ..PrefectureSettings::unset(Prefecture::parse("13").unwrap())
    }
}

pub(crate) fn facility() -> Facility {
    Facility {
        profile: FacilityProfile {
            id: FacilityId::parse("tokyo-hospital").unwrap(),
            code: "1310000018".into(),
            name: "東京中央病院".into(),
            category: Category::Hospital,
            prefecture: Prefecture::parse("13").unwrap(),
            designations: [Designation::FeverOutpatient].into(),
        },
        contact: Contact { person: "山田花子".into(), phone: "03-1234-5678".into() },
        delivery: Delivery {
            postal_code: "100-8916".into(),
            address: "東京都千代田区霞が関1-2-2".into(),
            receiving_hours: "平日9時～17時".into(),
        },
        mail: "hospital@example.jp".into(),
        valid_from: None,
        valid_to: None,
        version: 1,
    }
}

pub(crate) fn item(pieces: i64) -> ItemRequest {
    ItemRequest {
        requested: true,
        quantity: Some(quantity(pieces)),
        stock: Some(quantity(200)),
        weekly_consumption: Some(quantity(700)),
        outlook: Some(Outlook::Within1Week),
        procurement_difficulty: "卸2社とも欠品".into(),
        aerosol_procedures: "気管挿管を行う".into(),
    }
}

/// N95 masks and gloves, nothing missing.
pub(crate) fn complete_part() -> FacilityPart {
    FacilityPart {
        contact: facility().contact,
        delivery: facility().delivery,
        cannot_procure: true,
        remarks: String::new(),
        items: [(code("n95_mask"), item(1_500)), (code("gloves"), item(3_000))].into(),
    }
}

pub(crate) const KEY: fn() -> Option<(String, String)> = || Some(("key".into(), "bound".into()));

/// Runs `f` with an act by `by` at that Japanese time, under the given policy.
pub(crate) fn act_under<T>(policy: &Policy, by: &Actor, jst: &str, f: impl FnOnce(&Act) -> T) -> T {
    let (nation, prefecture) = (ExtraDays::default(), settings());
    let calendar = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &nation, &prefecture.days);
    f(&Act { by, at: at(jst), policy, calendar: &calendar, prefecture: &prefecture })
}

/// The same under the first policy.
pub(crate) fn act<T>(by: &Actor, jst: &str, f: impl FnOnce(&Act) -> T) -> T {
    act_under(&policy(), by, jst, f)
}

pub(crate) fn number() -> RequestNumber {
    RequestNumber::parse("SOS-20261124-7K3QX").unwrap()
}

/// A complete draft.
pub(crate) fn draft() -> Request {
    act(&facility_actor(), "2026-11-24T09:00:00", |act| {
        let request = create(RequestId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").unwrap(), &facility(), None, act);
        save_draft(&request, complete_part(), &facility(), act).unwrap().after
    })
}

/// A request submitted on Tuesday 2026-11-24 at 12:40, due at 17:00.
pub(crate) fn under_review() -> Request {
    act(&facility_actor(), "2026-11-24T12:40:00", |act| {
        submit(&draft(), &facility(), number(), &Evidence::default(), KEY(), act).unwrap().after
    })
}

/// A survey of week 2026-W47 with the same figures for N95 masks and gloves.
pub(crate) fn survey(consumption: i64, stock: i64) -> Survey {
    let item = SurveyItem {
        stock: quantity(stock),
        weekly_consumption: quantity(consumption),
        planned_purchase: quantity(50),
        outlook: Outlook::TwoToThreeWeeks,
    };
    Survey {
        week: SurveyWeek::parse("2026-W47").unwrap(),
        items: [(code("n95_mask"), item), (code("gloves"), item)].into(),
        answered_at: at("2026-11-18T09:00:00"),
        answered_by: facility_actor(),
    }
}

/// 要, all from the prefecture's stock, nothing missing.
pub(crate) fn decision(pieces: i64) -> Decision {
    Decision {
        needed: Some(true),
        source: Some(Source::Prefecture),
        prefecture_quantity: Some(quantity(pieces)),
        national_quantity: Some(Quantity::ZERO),
        total_quantity: Some(quantity(pieces)),
        circumstances: "卸の欠品を確認した".into(),
        aerosol_procedures: "気管挿管を行う".into(),
        ..Decision::default()
    }
}

/// 要, all 国から直送, nothing missing.
pub(crate) fn national(pieces: i64) -> Decision {
    Decision {
        source: Some(Source::Nation),
        prefecture_quantity: Some(Quantity::ZERO),
        national_quantity: Some(quantity(pieces)),
        ..decision(pieces)
    }
}

/// 否, nothing missing.
pub(crate) fn refusal() -> Decision {
    Decision {
        needed: Some(false),
        refusal_reason: "卸から入荷の見込み".into(),
        message_to_facility: "今回は配布できません".into(),
        ..Decision::default()
    }
}

pub(crate) fn review_draft(completed: bool, items: &[(&str, Decision)]) -> ReviewDraft {
    ReviewDraft {
        completed,
        delay_reason: String::new(),
        expected_on: None,
        items: items.iter().map(|(item, decision)| (code(item), decision.clone())).collect(),
    }
}

/// The request after the prefecture saved this at 14:00 on 2026-11-24.
pub(crate) fn reviewed(request: &Request, draft: &ReviewDraft) -> Request {
    act(&prefecture_actor(), "2026-11-24T14:00:00", |act| save_review(request, draft, act).unwrap().after)
}

/// The request decided like this at 14:00 on 2026-11-24.
pub(crate) fn decided(n95_mask: Decision, gloves: Decision) -> Request {
    reviewed(&under_review(), &review_draft(true, &[("n95_mask", n95_mask), ("gloves", gloves)]))
}

/// A request accepted with everything as requested.
pub(crate) fn accepted() -> Request {
    decided(decision(1_500), decision(3_000))
}
