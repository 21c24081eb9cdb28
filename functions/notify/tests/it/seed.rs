//! Requests put into the table as the rules make them, at the time the clock shows.

use domain::{
    facility::Facility,
    id::{FacilityId, RequestId, RequestNumber, UserName},
    prefecture::Prefecture,
    quantity::Quantity,
    request::{self, Act, Evidence, FacilityPart, Request},
    review::{Decision, ReviewDraft, Source, save_review},
    role::{Actor, Role},
    supply::ItemCode,
    survey::{Outlook, Survey, SurveyItem, SurveyWeek},
    time::jst_date,
    transition::Transition,
};
use store::Consistency;
use testbed::{TestBed, input, instant};
use web::Situation;

/// What no facility may read.
pub(crate) const OPINION: &str = "在庫は十分にあると思われる";
pub(crate) const REFUSAL: &str = "在庫量が1ヶ月分以上の可能性あり";
pub(crate) const REOPENING: &str = "他の病院を優先したため";
pub(crate) const OFFICER: &str = "審査花子";

/// A request in the table.
pub(crate) struct Seed<'a> {
    pub(crate) bed: &'a TestBed,
    pub(crate) id: RequestId,
}

impl<'a> Seed<'a> {
    /// A request for N95 masks and gloves of that facility, submitted now. The number keeps several apart.
    pub(crate) async fn submit(bed: &'a TestBed, facility: &str, number: u32) -> Self {
        let facility = load_facility(bed, facility).await;
        let seed = Self { bed, id: RequestId::parse(&format!("01ARZ3NDEKTSV4RRFFQ6{number:06}")).unwrap() };
        let by = hospital();
        let situation = Situation::load(&bed.app, facility.profile.prefecture).await.unwrap();
        let draft = situation.act(&by, |act| request::create(seed.id.clone(), &facility, None, act));
        bed.app.store.request_create(&draft).await.unwrap();
        let part: FacilityPart = serde_json::from_value(input::complete_part()).unwrap();
        seed.save(&by, |request, act| request::save_draft(request, part, &facility, act).unwrap()).await;
        seed.save(&by, |request, act| {
            let number = RequestNumber::new(jst_date(act.at), number);
            request::submit(request, &facility, number, &evidence(), None, act).unwrap()
        })
        .await;
        seed
    }

    /// The officer asks.
    pub(crate) async fn ask(&self) {
        self.save(&officer(), |request, act| {
            request::ask(request, "在庫量をお知らせください。", act).unwrap()
        })
        .await;
    }

    /// The facility answers.
    pub(crate) async fn answer(&self) {
        self.save(&hospital(), |request, act| request::answer(request, "500枚です。", act).unwrap()).await;
    }

    /// The officer completes: N95 masks 国から直送, gloves refused.
    pub(crate) async fn complete(&self) {
        self.save(&officer(), decide).await;
    }

    /// The completion is taken back.
    pub(crate) async fn reopen(&self) {
        self.save(&officer(), |request, act| request::reopen(request, REOPENING, act).unwrap()).await;
    }

    /// The facility takes it back.
    pub(crate) async fn withdraw(&self) {
        self.save(&hospital(), |request, act| request::withdraw(request, act).unwrap()).await;
    }

    async fn save(&self, by: &Actor, decide: impl FnOnce(&Request, &Act) -> Transition) {
        let store = &self.bed.app.store;
        let request = store.request_get(&self.id, Consistency::Strong).await.unwrap().unwrap();
        let situation = Situation::load(&self.bed.app, request.facility.prefecture).await.unwrap();
        let transition = situation.act(by, |act| decide(&request, act));
        store.request_transition(&transition).await.unwrap();
    }
}

/// A facility like the hospital in Tokyo, in another prefecture; tells its id.
pub(crate) async fn facility_in(bed: &TestBed, prefecture: &str) -> String {
    let mut facility = load_facility(bed, "tokyo-hospital").await;
    facility.profile.id = FacilityId::parse(&format!("hospital-{prefecture}")).unwrap();
    facility.profile.prefecture = Prefecture::parse(prefecture).unwrap();
    bed.app.store.facility_put(&facility).await.unwrap();
    facility.profile.id.to_string()
}

/// A survey that sets the stock flag of both items.
fn evidence() -> Evidence {
    let item = SurveyItem {
        stock: Quantity::new(9_000).unwrap(),
        weekly_consumption: Quantity::new(10).unwrap(),
        planned_purchase: Quantity::ZERO,
        outlook: Outlook::TwoToThreeWeeks,
    };
    let code = |text| ItemCode::parse(text).unwrap();
    let survey = Survey {
        week: SurveyWeek::parse("2026-W47").unwrap(),
        items: [(code("n95_mask"), item), (code("gloves"), item)].into(),
        answered_at: instant("2026-11-18T09:00:00"),
        answered_by: hospital(),
    };
    Evidence { latest_survey: Some(survey), ..Evidence::default() }
}

async fn load_facility(bed: &TestBed, id: &str) -> Facility {
    bed.app.store.facility_get(&FacilityId::parse(id).unwrap()).await.unwrap().expect("a facility")
}

fn decide(request: &Request, act: &Act) -> Transition {
    let national = Decision {
        needed: Some(true),
        source: Some(Source::Nation),
        prefecture_quantity: Some(Quantity::ZERO),
        national_quantity: Quantity::new(1_500).ok(),
        total_quantity: Quantity::new(1_500).ok(),
        circumstances: "卸の欠品を確認した".to_owned(),
        aerosol_procedures: "挿管あり".to_owned(),
        opinion: OPINION.to_owned(),
        ..Decision::default()
    };
    let refusal = Decision {
        needed: Some(false),
        refusal_reason: REFUSAL.to_owned(),
        message_to_facility: "今回は配布できません。".to_owned(),
        ..Decision::default()
    };
    let code = |text| ItemCode::parse(text).unwrap();
    let items = [(code("n95_mask"), national), (code("gloves"), refusal)].into();
    let draft = ReviewDraft { completed: true, delay_reason: String::new(), expected_on: None, items };
    save_review(request, &draft, act).unwrap()
}

fn hospital() -> Actor {
    actor("tokyo-hospital", Role::Facility, "見本病院")
}

pub(crate) fn officer() -> Actor {
    actor("tokyo", Role::Prefecture, OFFICER)
}

fn actor(user_name: &str, role: Role, name: &str) -> Actor {
    Actor { user_name: UserName::parse(user_name).unwrap(), role, name: name.to_owned() }
}
