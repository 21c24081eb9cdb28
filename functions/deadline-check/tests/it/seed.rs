//! Requests put into the table as the rules make them, at the time the clock shows.

use domain::{
    facility::Facility,
    id::{FacilityId, RequestId, RequestNumber, UserName},
    prefecture::Prefecture,
    request::{self, Act, Evidence, FacilityPart, Request},
    review::{Decision, ReviewDraft, save_review},
    role::{Actor, Role},
    time::jst_date,
    transition::Transition,
};
use store::Consistency;
use testbed::{TestBed, input};
use web::Situation;

/// A request in the table.
pub(crate) struct Seed<'a> {
    bed: &'a TestBed,
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
            request::submit(request, &facility, number, &Evidence::default(), None, act).unwrap()
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

    /// The officer refuses both items and completes.
    pub(crate) async fn complete(&self) {
        self.save(&officer(), refuse_all).await;
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

async fn load_facility(bed: &TestBed, id: &str) -> Facility {
    bed.app.store.facility_get(&FacilityId::parse(id).unwrap()).await.unwrap().expect("a facility")
}

fn refuse_all(request: &Request, act: &Act) -> Transition {
    let refusal = Decision {
        needed: Some(false),
        refusal_reason: "卸から入荷の見込み".to_owned(),
        message_to_facility: "今回は配布できません。".to_owned(),
        ..Decision::default()
    };
    let items = request.requested_items().map(|(code, _)| (code.clone(), refusal.clone())).collect();
    let draft = ReviewDraft { completed: true, delay_reason: String::new(), expected_on: None, items };
    save_review(request, &draft, act).unwrap()
}

fn hospital() -> Actor {
    actor("tokyo-hospital", Role::Facility, "見本病院")
}

fn officer() -> Actor {
    actor("tokyo", Role::Prefecture, "物資担当")
}

fn actor(user_name: &str, role: Role, name: &str) -> Actor {
    Actor { user_name: UserName::parse(user_name).unwrap(), role, name: name.to_owned() }
}
