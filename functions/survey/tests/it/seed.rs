//! Requests put into the table as the rules make them.

use domain::{
    facility::Facility,
    id::{FacilityId, RequestId, RequestNumber, UserName},
    request::{self, Act, Evidence, FacilityPart, Request},
    review::{Decision, ReviewDraft, save_review},
    role::{Actor, Role},
    supply::ItemCode,
    time::jst_date,
    transition::Transition,
};
use store::Consistency;
use testbed::{TestBed, input};
use web::Situation;

/// A request of the hospital in Tokyo, numbered so that several can stand side by side.
pub(crate) struct Seeded<'a> {
    bed: &'a TestBed,
    id: RequestId,
    number: u32,
}

impl<'a> Seeded<'a> {
    /// A complete draft for N95 masks and gloves.
    pub(crate) async fn draft(bed: &'a TestBed, number: u32) -> Self {
        let id = RequestId::parse(&format!("01ARZ3NDEKTSV4RRFFQ6{number:06}")).unwrap();
        let seeded = Self { bed, id, number };
        let facility = seeded.facility().await;
        let situation = Situation::load(&bed.app, facility.profile.prefecture).await.unwrap();
        let created =
            situation.act(&hospital(), |act| request::create(seeded.id.clone(), &facility, None, act));
        bed.app.store.request_create(&created).await.unwrap();
        let part: FacilityPart = serde_json::from_value(input::complete_part()).unwrap();
        seeded
            .transition(&hospital(), |request, act| {
                request::save_draft(request, part, &facility, act).unwrap()
            })
            .await;
        seeded
    }

    /// The same, submitted now.
    pub(crate) async fn under_review(bed: &'a TestBed, number: u32) -> Self {
        let seeded = Self::draft(bed, number).await;
        bed.app.store.request_transition(&seeded.submission().await).await.unwrap();
        seeded
    }

    /// The draft's submission, decided now and not yet written.
    pub(crate) async fn submission(&self) -> Transition {
        let (request, facility) = (self.load().await, self.facility().await);
        let store = &self.bed.app.store;
        let evidence: Evidence = store.facility_evidence(&facility.profile.id, &self.id).await.unwrap();
        let situation = Situation::load(&self.bed.app, request.facility.prefecture).await.unwrap();
        let number = RequestNumber::new(jst_date(situation.now), self.number);
        situation.act(&hospital(), |act| {
            request::submit(&request, &facility, number, &evidence, None, act).unwrap()
        })
    }

    /// Completes it with both items refused.
    pub(crate) async fn complete(&self) {
        self.transition(&officer(), |request, act| refuse_all(request, act, true)).await;
    }

    /// Saves the prefecture's part without completing it.
    pub(crate) async fn save_review(&self) {
        self.transition(&officer(), |request, act| refuse_all(request, act, false)).await;
    }

    /// As it stands in the table.
    pub(crate) async fn load(&self) -> Request {
        let found = self.bed.app.store.request_get(&self.id, Consistency::Strong).await.unwrap();
        found.expect("the seeded request")
    }

    async fn facility(&self) -> Facility {
        let id = FacilityId::parse("tokyo-hospital").unwrap();
        self.bed.app.store.facility_get(&id).await.unwrap().expect("a sample facility")
    }

    async fn transition(&self, by: &Actor, decide: impl FnOnce(&Request, &Act) -> Transition) {
        let request = self.load().await;
        let situation = Situation::load(&self.bed.app, request.facility.prefecture).await.unwrap();
        let transition = situation.act(by, |act| decide(&request, act));
        self.bed.app.store.request_transition(&transition).await.unwrap();
    }
}

fn refuse_all(request: &Request, act: &Act, completed: bool) -> Transition {
    let refusal = Decision {
        needed: Some(false),
        refusal_reason: "卸から入荷の見込み".to_owned(),
        message_to_facility: "今回は配布できません。".to_owned(),
        ..Decision::default()
    };
    let items = request.requested_items().map(|(code, _)| (code.clone(), refusal.clone())).collect();
    let draft = ReviewDraft { completed, delay_reason: String::new(), expected_on: None, items };
    save_review(request, &draft, act).unwrap()
}

fn hospital() -> Actor {
    actor("tokyo-hospital", Role::Facility, "東京中央見本病院")
}

fn officer() -> Actor {
    actor("tokyo", Role::Prefecture, "東京都 物資担当")
}

fn actor(user_name: &str, role: Role, name: &str) -> Actor {
    Actor { user_name: UserName::parse(user_name).unwrap(), role, name: name.to_owned() }
}

/// An item code.
pub(crate) fn code(text: &str) -> ItemCode {
    ItemCode::parse(text).unwrap()
}
