//! Requests put into the table as the rules make them, at the time the clock shows.

use domain::{
    id::{FacilityId, RequestId},
    message::Message,
    prefecture::Prefecture,
    request::{Act, Evidence, Request, answer, ask, reopen, update, withdraw},
    review::{Decision, ReviewDraft, save_review},
    role::{Actor, Role},
    transition::Transition,
};
use testbed::{TestBed, seed};
use web::Situation;

/// What no facility may read: 都道府県意見, the reasons, and who decided.
pub(crate) const OPINION: &str = "在庫は十分にあると思われる";
pub(crate) const REFUSAL: &str = "在庫量が1ヶ月分以上の可能性あり";
pub(crate) const REOPENING: &str = "他の病院を優先したため";
pub(crate) const OFFICER: &str = "審査花子";

/// A request in the table.
pub(crate) struct Seed<'a> {
    bed: &'a TestBed,
    pub(crate) id: RequestId,
    /// 要請番号
    pub(crate) number: String,
}

impl<'a> Seed<'a> {
    /// A request of that facility, submitted now.
    pub(crate) async fn submit(bed: &'a TestBed, facility: &str) -> Self {
        let request = bed.seed_under_review(facility).await;
        let number = request.number.expect("a number").to_string();
        Self { bed, id: request.id, number }
    }

    /// The facility asks for 3,000 N95 masks instead.
    pub(crate) async fn update(&self) {
        let request = self.bed.request(&self.id).await;
        let facility = self.bed.facility(request.facility.id.as_str()).await;
        let evidence = self.bed.app.store.facility_evidence(&facility.profile.id, &self.id).await.unwrap();
        let mut part = request.part.clone();
        part.items.get_mut(&seed::code("n95_mask")).unwrap().quantity = Some(seed::pieces(3_000));
        let by = hospital();
        let change = |act: &Act| update(&request, part, &facility, &evidence, None, act).unwrap();
        self.bed.seed_act(&request, &by, change).await;
    }

    /// The officer asks.
    pub(crate) async fn ask(&self) {
        self.act(&officer(), |request, act| ask(request, "在庫量をお知らせください。", act).unwrap()).await;
    }

    /// The facility answers.
    pub(crate) async fn answer(&self) {
        self.act(&hospital(), |request, act| answer(request, "500枚です。", act).unwrap()).await;
    }

    /// The officer completes: N95 masks 国から直送, gloves refused.
    pub(crate) async fn complete(&self) {
        self.act(&officer(), decide).await;
    }

    /// The completion is taken back.
    pub(crate) async fn reopen(&self) {
        self.act(&officer(), |request, act| reopen(request, REOPENING, &Evidence::default(), act).unwrap())
            .await;
    }

    /// The facility takes it back.
    pub(crate) async fn withdraw(&self) {
        self.act(&hospital(), |request, act| withdraw(request, act).unwrap()).await;
    }

    /// The reminder of its open question, as the deadline check makes it.
    pub(crate) async fn reminder(&self) -> Message {
        let request = self.bed.request(&self.id).await;
        let situation = Situation::load(&self.bed.app, request.facility.prefecture).await.unwrap();
        let question = request.open_question().expect("an open question");
        situation.act(&officer(), |act| Message::answer_reminder(&request, question, act))
    }

    async fn act(&self, by: &Actor, decide: impl FnOnce(&Request, &Act) -> Transition) {
        let request = self.bed.request(&self.id).await;
        self.bed.seed_act(&request, by, |act| decide(&request, act)).await;
    }
}

/// A facility like the hospital in Tokyo, in another prefecture; tells its id.
pub(crate) async fn facility_in(bed: &TestBed, prefecture: &str) -> String {
    let mut facility = bed.facility("tokyo-hospital").await;
    facility.profile.id = FacilityId::parse(&format!("hospital-{prefecture}")).unwrap();
    facility.profile.prefecture = Prefecture::parse(prefecture).unwrap();
    bed.app.store.facility_put(&facility).await.unwrap();
    facility.profile.id.to_string()
}

fn decide(request: &Request, act: &Act) -> Transition {
    let national = Decision { opinion: OPINION.to_owned(), ..seed::ship(1_500) };
    let refused = Decision { refusal_reason: REFUSAL.to_owned(), ..seed::refuse() };
    let items = [(seed::code("n95_mask"), national), (seed::code("gloves"), refused)].into();
    let draft = ReviewDraft { completed: true, delay_reason: String::new(), expected_on: None, items };
    save_review(request, &draft, act).unwrap()
}

fn hospital() -> Actor {
    seed::actor("tokyo-hospital", Role::Facility, "東京中央見本病院")
}

fn officer() -> Actor {
    seed::actor("tokyo", Role::Prefecture, OFFICER)
}
