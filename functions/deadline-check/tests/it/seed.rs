//! Requests put into the table as the rules make them, at the time the clock shows.

use domain::{
    id::{FacilityId, RequestId},
    prefecture::Prefecture,
    request::{answer, ask},
    role::Role,
};
use testbed::{TestBed, seed};

/// A request in the table.
pub(crate) struct Seed<'a> {
    bed: &'a TestBed,
    id: RequestId,
}

impl<'a> Seed<'a> {
    /// A request of that facility, submitted now.
    pub(crate) async fn submit(bed: &'a TestBed, facility: &str) -> Self {
        Self { bed, id: bed.seed_under_review(facility).await.id }
    }

    /// The officer asks.
    pub(crate) async fn ask(&self) {
        let request = self.bed.request(&self.id).await;
        let by = seed::officer(&request);
        self.bed
            .seed_act(&request, &by, |act| ask(&request, "在庫量をお知らせください。", act).unwrap())
            .await;
    }

    /// The facility answers.
    pub(crate) async fn answer(&self) {
        let request = self.bed.request(&self.id).await;
        let by = seed::actor(request.facility.id.as_str(), Role::Facility, &request.facility.name);
        self.bed.seed_act(&request, &by, |act| answer(&request, "500枚です。", act).unwrap()).await;
    }

    /// The officer refuses both items and completes.
    pub(crate) async fn complete(&self) {
        let request = self.bed.request(&self.id).await;
        let decisions = [("n95_mask", seed::refuse()), ("gloves", seed::refuse())];
        self.bed.seed_review(&request, true, &decisions).await;
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
