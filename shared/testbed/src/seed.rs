//! Requests in a state to begin with, brought there by the domain's own functions: a function's tests need no other function.

use domain::{
    facility::Facility,
    id::{FacilityId, RequestId, UserName},
    policy::Policy,
    request::{self, Act, Evidence, FacilityPart, ItemRequest, Request},
    review::{Decision, ReviewDraft, Source, save_review},
    role::{Actor, Role},
    supply::ItemCode,
    survey::{Outlook, Survey, SurveyItem, SurveyWeek},
    transition::Transition,
};
use web::{Situation, new_request_id, new_request_number};

use crate::{TestBed, instant};

/// A code of the catalogue.
pub fn code(text: &str) -> ItemCode {
    ItemCode::parse(text).expect("an item code")
}

/// Pieces.
pub fn pieces(number: i64) -> domain::quantity::Quantity {
    domain::quantity::Quantity::new(number).expect("a quantity")
}

/// Somebody who acts in a seed: the sample user of that name.
pub fn actor(user_name: &str, role: Role, name: &str) -> Actor {
    Actor { user_name: UserName::parse(user_name).expect("a user name"), role, name: name.to_owned() }
}

/// A requested item with everything a submission demands.
pub fn item(quantity: i64, outlook: Outlook) -> ItemRequest {
    ItemRequest {
        requested: true,
        quantity: Some(pieces(quantity)),
        stock: Some(pieces(200)),
        weekly_consumption: Some(pieces(700)),
        outlook: Some(outlook),
        procurement_difficulty: "卸2社とも欠品のため".to_owned(),
        aerosol_procedures: "気管挿管を毎日行うため".to_owned(),
    }
}

/// N95 masks and gloves, nothing missing, as the facility's master data has contact and delivery.
pub fn part(facility: &Facility) -> FacilityPart {
    FacilityPart {
        contact: facility.contact.clone(),
        delivery: facility.delivery.clone(),
        cannot_procure: true,
        remarks: String::new(),
        items: [
            (code("n95_mask"), item(1500, Outlook::TwoToThreeWeeks)),
            (code("gloves"), item(3000, Outlook::Within1Week)),
        ]
        .into(),
    }
}

/// A decision to distribute as requested from the prefecture's stock.
pub fn distribute(quantity: i64) -> Decision {
    Decision {
        needed: Some(true),
        source: Some(Source::Prefecture),
        prefecture_quantity: Some(pieces(quantity)),
        national_quantity: Some(pieces(0)),
        total_quantity: Some(pieces(quantity)),
        circumstances: "卸2社とも欠品と確認".to_owned(),
        aerosol_procedures: "挿管あり".to_owned(),
        ..Decision::default()
    }
}

/// The same, shipped by the nation.
pub fn ship(quantity: i64) -> Decision {
    Decision {
        source: Some(Source::Nation),
        prefecture_quantity: Some(pieces(0)),
        national_quantity: Some(pieces(quantity)),
        ..distribute(quantity)
    }
}

/// A refusal.
pub fn refuse() -> Decision {
    Decision {
        needed: Some(false),
        refusal_reason: "在庫が十分にあるため".to_owned(),
        message_to_facility: "次回の入荷をお待ちください。".to_owned(),
        ..Decision::default()
    }
}

impl TestBed {
    /// The sample facility of that id.
    pub async fn facility(&self, id: &str) -> Facility {
        let id = FacilityId::parse(id).expect("a facility id");
        self.app.store.facility_get(&id).await.expect("the table answers").expect("a sample facility")
    }

    /// The request as it stands.
    pub async fn request(&self, id: &RequestId) -> Request {
        let found = self.app.store.request_get(id, store::Consistency::Strong).await;
        found.expect("the table answers").expect("the request is there")
    }

    /// A draft of the facility with [`part`].
    pub async fn seed_draft(&self, facility: &str) -> Request {
        let facility = self.facility(facility).await;
        let part = part(&facility);
        self.seed_draft_with(&facility, part).await
    }

    /// A draft with that part.
    pub async fn seed_draft_with(&self, facility: &Facility, part: FacilityPart) -> Request {
        let id = new_request_id(self.app.clock.now()).expect("an id");
        let by = actor(facility.profile.id.as_str(), Role::Facility, &facility.profile.name);
        let situation = self.situation(facility).await;
        let draft = situation.act(&by, |act| request::create(id, facility, None, act));
        self.app.store.request_create(&draft).await.expect("the table answers");
        let saved = situation.act(&by, |act| request::save_draft(&draft, part, facility, act));
        self.apply(saved.expect("a draft can be saved")).await
    }

    /// A request of the facility with [`part`], submitted now.
    pub async fn seed_under_review(&self, facility: &str) -> Request {
        let draft = self.seed_draft(facility).await;
        self.seed_submit(&draft).await
    }

    /// A request of the facility that the system check found ineligible: it says it can procure by itself.
    pub async fn seed_ineligible(&self, facility: &str) -> Request {
        let facility = self.facility(facility).await;
        let able = FacilityPart { cannot_procure: false, ..part(&facility) };
        let draft = self.seed_draft_with(&facility, able).await;
        self.seed_submit(&draft).await
    }

    /// Runs the system check on a draft, as of now.
    pub async fn seed_submit(&self, draft: &Request) -> Request {
        let facility = self.facility(draft.facility.id.as_str()).await;
        let evidence = self.app.store.facility_evidence(&facility.profile.id, &draft.id).await;
        let evidence: Evidence = evidence.expect("the table answers");
        let number = new_request_number(domain::time::jst_date(self.app.clock.now())).expect("a number");
        let by = actor(facility.profile.id.as_str(), Role::Facility, &facility.profile.name);
        let submitted = self
            .situation(&facility)
            .await
            .act(&by, |act| request::submit(draft, &facility, number, &evidence, None, act));
        self.apply(submitted.expect("a complete draft")).await
    }

    /// Saves decisions, or completes with them, as the prefecture's officer.
    pub async fn seed_review(
        &self,
        request: &Request,
        completed: bool,
        decisions: &[(&str, Decision)],
    ) -> Request {
        let draft = ReviewDraft {
            completed,
            delay_reason: String::new(),
            expected_on: None,
            items: decisions.iter().map(|(item, decision)| (code(item), decision.clone())).collect(),
        };
        self.seed_act(request, &officer(request), |act| {
            save_review(request, &draft, act).expect("valid decisions")
        })
        .await
    }

    /// A completed request: both items as requested.
    pub async fn seed_accepted(&self, facility: &str) -> Request {
        let request = self.seed_under_review(facility).await;
        self.seed_review(&request, true, &[("n95_mask", distribute(1500)), ("gloves", distribute(3000))])
            .await
    }

    /// Any act of the domain on a request.
    pub async fn seed_act(
        &self,
        request: &Request,
        by: &Actor,
        act: impl FnOnce(&Act) -> Transition,
    ) -> Request {
        let facility = self.facility(request.facility.id.as_str()).await;
        let transition = self.situation(&facility).await.act(by, act);
        self.apply(transition).await
    }

    /// A survey answer for gloves alone: stock and weekly consumption.
    pub async fn seed_survey(&self, facility: &str, week: &str, stock: i64, consumption: i64) {
        let facility = self.facility(facility).await;
        let figures = SurveyItem {
            stock: pieces(stock),
            weekly_consumption: pieces(consumption),
            planned_purchase: pieces(0),
            outlook: Outlook::TwoToThreeWeeks,
        };
        let survey = Survey {
            week: SurveyWeek::parse(week).expect("a week"),
            items: [(code("gloves"), figures)].into(),
            answered_at: self.app.clock.now(),
            answered_by: actor(facility.profile.id.as_str(), Role::Facility, &facility.profile.name),
        };
        self.app.store.survey_put(&facility.profile.id, &survey).await.expect("the table answers");
    }

    /// The policy in force, changed, as its next version from that Japanese time on.
    pub async fn seed_policy(&self, from: &str, change: impl FnOnce(&mut Policy)) {
        let mut policy = self.app.store.policy_at(self.app.clock.now()).await.expect("the table answers");
        policy.version += 1;
        policy.effective_from = instant(from);
        change(&mut policy);
        self.app.store.policy_put(&policy).await.expect("the table answers");
    }

    async fn situation(&self, facility: &Facility) -> Situation {
        Situation::load(&self.app, facility.profile.prefecture).await.expect("the table answers")
    }

    async fn apply(&self, transition: Transition) -> Request {
        self.app.store.request_transition(&transition).await.expect("nobody else writes");
        transition.after
    }
}

/// The sample officer of the request's prefecture.
pub fn officer(request: &Request) -> Actor {
    let prefecture = request.facility.prefecture;
    let user = if prefecture.code() == "27" { "osaka" } else { "tokyo" };
    actor(user, Role::Prefecture, &format!("{} 物資担当", prefecture.name()))
}
