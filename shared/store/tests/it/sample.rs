//! Values the tests start from.

use domain::{
    calendar::{BusinessCalendar, HolidayTable},
    facility::{Category, Contact, Delivery, Designation, Facility, FacilityProfile},
    id::{FacilityId, RequestId, RequestNumber, UserName},
    policy::{ExtraDays, FIRST_VERSION, Policy, PrefectureSettings},
    prefecture::Prefecture,
    quantity::Quantity,
    request::{Act, FacilityPart, ItemRequest},
    review::{Decision, Source},
    role::{Actor, Role},
    supply::ItemCode,
    survey::{Outlook, Survey, SurveyItem, SurveyWeek},
    time::{Instant, from_jst, jst_date},
};

pub(crate) const ITEMS: [&str; 5] = ["surgical_mask", "n95_mask", "isolation_gown", "face_shield", "gloves"];

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

pub(crate) fn prefecture(code: &str) -> Prefecture {
    Prefecture::parse(code).unwrap()
}

pub(crate) fn tokyo() -> Prefecture {
    prefecture("13")
}

/// The n-th request's id; ids sort by n.
pub(crate) fn id(n: usize) -> RequestId {
    RequestId::parse(&format!("01ARZ3NDEKTSV4RRFF{n:08}")).unwrap()
}

pub(crate) fn request_number(n: u32) -> RequestNumber {
    RequestNumber::new(jst_date(at("2026-11-24T12:00:00")), n)
}

fn actor(user_name: &str, role: Role, name: &str) -> Actor {
    Actor { user_name: UserName::parse(user_name).unwrap(), role, name: name.to_owned() }
}

pub(crate) fn facility_actor() -> Actor {
    actor("tokyo-hospital", Role::Facility, "東京中央病院")
}

pub(crate) fn prefecture_actor() -> Actor {
    actor("tokyo", Role::Prefecture, "東京都 物資担当")
}

pub(crate) fn facility() -> Facility {
    Facility {
        profile: FacilityProfile {
            id: FacilityId::parse("tokyo-hospital").unwrap(),
            code: "1310000018".to_owned(),
            name: "東京中央病院".to_owned(),
            category: Category::Hospital,
            prefecture: tokyo(),
            designations: [Designation::FeverOutpatient].into(),
        },
        contact: Contact { person: "山田花子".to_owned(), phone: "03-1234-5678".to_owned() },
        delivery: Delivery {
            postal_code: "100-8916".to_owned(),
            address: "東京都千代田区霞が関1-2-2".to_owned(),
            receiving_hours: "平日9時～17時".to_owned(),
        },
        mail: "hospital@example.jp".to_owned(),
        valid_from: None,
        valid_to: None,
        version: 1,
    }
}

/// The same institution without any designation, which fails condition ②.
pub(crate) fn undesignated() -> Facility {
    let mut facility = facility();
    facility.profile.designations.clear();
    facility
}

pub(crate) fn item(pieces: i64) -> ItemRequest {
    ItemRequest {
        requested: true,
        quantity: Some(quantity(pieces)),
        stock: Some(quantity(200)),
        weekly_consumption: Some(quantity(700)),
        outlook: Some(Outlook::Within1Week),
        procurement_difficulty: "卸2社とも欠品".to_owned(),
        aerosol_procedures: "気管挿管を行う".to_owned(),
    }
}

/// N95 masks and gloves, nothing missing.
pub(crate) fn part() -> FacilityPart {
    FacilityPart {
        contact: facility().contact,
        delivery: facility().delivery,
        cannot_procure: true,
        remarks: String::new(),
        items: [(code("n95_mask"), item(1_500)), (code("gloves"), item(3_000))].into(),
    }
}

/// 要, all from one source.
pub(crate) fn decision(pieces: i64, source: Source) -> Decision {
    let (own, national) = match source {
        Source::Prefecture => (pieces, 0),
        Source::Nation => (0, pieces),
    };
    Decision {
        needed: Some(true),
        source: Some(source),
        prefecture_quantity: Some(quantity(own)),
        national_quantity: Some(quantity(national)),
        total_quantity: Some(quantity(pieces)),
        circumstances: "卸の欠品を確認した".to_owned(),
        aerosol_procedures: "気管挿管を行う".to_owned(),
        ..Decision::default()
    }
}

/// 否, nothing missing.
pub(crate) fn refusal() -> Decision {
    Decision {
        needed: Some(false),
        refusal_reason: "卸から入荷の見込み".to_owned(),
        message_to_facility: "今回は配布できません".to_owned(),
        ..Decision::default()
    }
}

/// A week's answer, by which every item has its flag set when the stock is above four weeks.
pub(crate) fn survey(week: &str, consumption: i64, stock: i64) -> Survey {
    let item = SurveyItem {
        stock: quantity(stock),
        weekly_consumption: quantity(consumption),
        planned_purchase: quantity(50),
        outlook: Outlook::TwoToThreeWeeks,
    };
    Survey {
        week: SurveyWeek::parse(week).unwrap(),
        items: ITEMS.iter().map(|name| (code(name), item)).collect(),
        answered_at: at("2026-11-18T09:00:00"),
        answered_by: facility_actor(),
    }
}

/// Runs `f` with an act by `by` at that Japanese time.
pub(crate) fn act<T>(by: &Actor, jst: &str, f: impl FnOnce(&Act) -> T) -> T {
    let (nation, prefecture) = (ExtraDays::default(), PrefectureSettings::unset(tokyo()));
    let calendar = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &nation, &prefecture.days);
    f(&Act { by, at: at(jst), policy: &policy(), calendar: &calendar, prefecture: &prefecture })
}
