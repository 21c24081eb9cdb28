//! What the local system and the tests begin with: sample users, facilities and prefectures. All of it is invented; every address ends
//! in a domain reserved for examples.

use domain::{
    facility::{Category, Contact, Delivery, Designation, Facility, FacilityProfile},
    id::{FacilityId, UserName},
    policy::PrefectureSettings,
    prefecture::Prefecture,
    role::Role,
};
use store::{Store, StoreError, UserRow};

/// Password of every sample user.
pub const PASSWORD: &str = "Haifu-2026";
/// Its argon2id hash, made once so that starting is quick. Worth nothing outside samples.
const PASSWORD_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$8gWGbP5D6dC+AGTQ6JlTwQ$pvBo8telB0UKUDsiNuIC3rMKbKWYvoXSI5apv0baApA";

/// Facilities that the demand trace's are mapped to, in each of [`TRACE_PREFECTURES`].
pub const TRACE_FACILITIES_EACH: usize = 12;
/// Prefectures of the demand trace.
pub const TRACE_PREFECTURES: [&str; 5] = ["01", "13", "23", "27", "40"];

struct SampleFacility {
    id: &'static str,
    prefecture: &'static str,
    name: &'static str,
    code: &'static str,
    category: Category,
    designations: &'static [Designation],
    address: &'static str,
}

const FACILITIES: [SampleFacility; 4] = [
    SampleFacility {
        id: "tokyo-hospital",
        prefecture: "13",
        name: "東京中央見本病院",
        code: "1310000018",
        category: Category::Hospital,
        designations: &[Designation::CovidInpatient, Designation::FeverOutpatient],
        address: "東京都千代田区見本町1-2-3",
    },
    SampleFacility {
        id: "tokyo-clinic",
        prefecture: "13",
        name: "見本町内科クリニック",
        code: "1310000026",
        category: Category::Clinic,
        designations: &[Designation::FeverOutpatient],
        address: "東京都新宿区見本町4-5-6",
    },
    SampleFacility {
        id: "osaka-hospital",
        prefecture: "27",
        name: "大阪見本総合病院",
        code: "2710000010",
        category: Category::Hospital,
        designations: &[Designation::RecoveryBackup],
        address: "大阪府大阪市北区見本1-1",
    },
    SampleFacility {
        id: "tokyo-dental",
        prefecture: "13",
        name: "見本歯科医院",
        code: "1330000014",
        category: Category::Dental,
        designations: &[],
        address: "東京都港区見本7-8-9",
    },
];

/// Loads the sample users of DESIGN with their facilities and prefectures, once: a table that has them is left alone, so that a password
/// or setting changed since then stays changed.
///
/// # Errors
/// [`StoreError`].
pub async fn load(store: &Store) -> Result<(), StoreError> {
    // Written last: where it is, everything is.
    let last = user("ministry", Role::Ministry, "国の担当者", None, None, None);
    if store.user_get(&last.user_name).await?.is_some() {
        return Ok(());
    }
    for sample in &FACILITIES {
        let facility = facility(sample);
        store.facility_put(&facility).await?;
        store.user_put(&facility_user(&facility)).await?;
    }
    for (code, user_name) in [("13", "tokyo"), ("27", "osaka")] {
        load_prefecture(store, code, user_name).await?;
    }
    store.user_put(&last).await
}

/// Loads the facilities and prefectures that the demand trace is played on, beside [`load`]'s.
///
/// # Errors
/// [`StoreError`].
pub async fn load_trace(store: &Store) -> Result<(), StoreError> {
    for code in TRACE_PREFECTURES {
        load_prefecture(store, code, &trace_officer(code)).await?;
    }
    for number in 0..TRACE_PREFECTURES.len() * TRACE_FACILITIES_EACH {
        let facility = trace_facility(number);
        store.facility_put(&facility).await?;
        store.user_put(&facility_user(&facility)).await?;
    }
    Ok(())
}

/// User name of the sample facility that a facility number of the trace is mapped to.
pub fn trace_user(number: usize) -> String {
    trace_facility(number % (TRACE_PREFECTURES.len() * TRACE_FACILITIES_EACH)).profile.id.to_string()
}

/// User name of the officer of a prefecture of the trace.
pub fn trace_officer(code: &str) -> String {
    match code {
        "13" => "tokyo".to_owned(),
        "27" => "osaka".to_owned(),
        code => format!("prefecture-{code}"),
    }
}

/// Address that a sample prefecture's mails go to.
pub fn prefecture_address(prefecture: Prefecture) -> String {
    format!("prefecture-{prefecture}@example.jp")
}

/// Address that a sample facility's mails go to.
pub fn facility_address(id: &str) -> String {
    format!("{id}@example.jp")
}

async fn load_prefecture(store: &Store, code: &str, user_name: &str) -> Result<(), StoreError> {
    let prefecture = prefecture(code);
    let settings = PrefectureSettings {
        prefecture,
        office: format!("{} 医療物資担当課", prefecture.name()),
        phone: "03-0000-1111".to_owned(),
        emergency_phone: Some("03-0000-2222".to_owned()),
        notification_addresses: [prefecture_address(prefecture)].into(),
        version: 1,
        ..PrefectureSettings::unset(prefecture)
    };
    store.prefecture_put(&settings).await?;
    let name = format!("{} 物資担当", prefecture.name());
    store.user_put(&user(user_name, Role::Prefecture, &name, Some(prefecture), None, Some(prefecture))).await
}

fn facility(sample: &SampleFacility) -> Facility {
    Facility {
        profile: FacilityProfile {
            id: facility_id(sample.id),
            code: sample.code.to_owned(),
            name: sample.name.to_owned(),
            category: sample.category,
            prefecture: prefecture(sample.prefecture),
            designations: sample.designations.iter().copied().collect(),
        },
        contact: Contact { person: "見本 花子".to_owned(), phone: "03-0000-3333".to_owned() },
        delivery: Delivery {
            postal_code: "100-0000".to_owned(),
            address: sample.address.to_owned(),
            receiving_hours: "平日9時～17時".to_owned(),
        },
        mail: facility_address(sample.id),
        valid_from: None,
        valid_to: None,
        version: 1,
    }
}

fn trace_facility(number: usize) -> Facility {
    let code = TRACE_PREFECTURES[number / TRACE_FACILITIES_EACH % TRACE_PREFECTURES.len()];
    let ordinal = number % TRACE_FACILITIES_EACH + 1;
    let hospital = ordinal.is_multiple_of(3);
    let kind = if hospital { "病院" } else { "診療所" };
    let id = format!("trace-{code}-{ordinal:02}");
    let mut facility = facility(&SampleFacility {
        id: "trace",
        prefecture: code,
        name: "",
        code: "",
        category: if hospital { Category::Hospital } else { Category::Clinic },
        designations: &[Designation::FeverOutpatient],
        address: "見本市見本1-1",
    });
    facility.profile.id = facility_id(&id);
    facility.profile.name = format!("{}見本{kind}{ordinal:02}", prefecture(code).name());
    facility.profile.code = format!("{code}190{ordinal:02}000");
    facility.mail = facility_address(&id);
    facility
}

fn facility_user(facility: &Facility) -> UserRow {
    let profile = &facility.profile;
    let (id, area) = (Some(profile.id.clone()), Some(profile.prefecture));
    user(profile.id.as_str(), Role::Facility, &profile.name, None, id, area)
}

fn user(
    user_name: &str,
    role: Role,
    name: &str,
    prefecture: Option<Prefecture>,
    facility: Option<FacilityId>,
    area: Option<Prefecture>,
) -> UserRow {
    UserRow {
        user_name: UserName::parse(user_name).expect("a sample user name"),
        role,
        name: name.to_owned(),
        prefecture,
        facility,
        area,
        mail: format!("{user_name}@example.jp"),
        password_hash: Some(PASSWORD_HASH.to_owned()),
        credentials: 1,
        disabled: false,
        second_factor: None,
        second_factor_offer: None,
        signed_in_at: None,
        version: 1,
    }
}

fn prefecture(code: &str) -> Prefecture {
    Prefecture::parse(code).expect("a sample prefecture code")
}

fn facility_id(id: &str) -> FacilityId {
    FacilityId::parse(id).expect("a sample facility id")
}
