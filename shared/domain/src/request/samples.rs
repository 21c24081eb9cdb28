//! Values the domain's tests start from.

use crate::{
    calendar::{BusinessCalendar, HolidayTable},
    facility::{Category, Contact, Delivery, Designation, Facility, FacilityProfile},
    id::{FacilityId, RequestId, RequestNumber, UserName},
    policy::{ExtraDays, FIRST_VERSION, Policy, PrefectureSettings},
    prefecture::Prefecture,
    quantity::Quantity,
    role::{Actor, Role},
    supply::ItemCode,
    survey::Outlook,
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
