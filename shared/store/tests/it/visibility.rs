//! Who finds a request by which index: drafts and other facilities' requests are in nobody else's list.

use domain::{id::FacilityId, prefecture::Prefecture, request::Evidence};
use store::{ListScope, Store};

use crate::{
    sample::{facility, part, prefecture, refusal, tokyo, undesignated},
    steps::{
        apply, create_of, decisions, reopen, review, save, stored_accepted, stored_draft,
        stored_under_review, submit, withdraw,
    },
    table,
};

async fn count(store: &Store, scope: ListScope) -> usize {
    store.request_rows(scope, None, None).await.unwrap().len()
}

/// How many requests the prefecture, its due list, and the facility find.
async fn check(store: &Store, updated: usize, due: usize, own: usize) {
    let all: Vec<Prefecture> = Prefecture::all().collect();
    for prefectures in [vec![tokyo()], all] {
        assert_eq!(count(store, ListScope::ByUpdated(prefectures.clone())).await, updated, "by update");
        assert_eq!(count(store, ListScope::ByDue(prefectures)).await, due, "by target");
    }
    assert_eq!(count(store, ListScope::ByUpdated(vec![prefecture("27")])).await, 0);
    assert_eq!(count(store, ListScope::OfFacility(facility().profile.id)).await, own, "of the facility");
}

#[tokio::test]
async fn a_draft_is_only_its_facilitys_also_when_it_is_withdrawn() {
    let store = table().await;
    let draft = stored_draft(&store, 1).await;
    check(&store, 0, 0, 1).await;
    apply(&store, withdraw(&draft)).await;
    check(&store, 0, 0, 1).await;
}

#[tokio::test]
async fn a_checked_request_is_its_prefectures_and_is_due_only_under_review() {
    let store = table().await;
    let draft = stored_draft(&store, 1).await;
    let ineligible = apply(&store, submit(&draft, &undesignated(), &Evidence::default())).await;
    check(&store, 1, 0, 1).await;
    let request = apply(&store, submit(&ineligible, &facility(), &Evidence::default())).await;
    check(&store, 1, 1, 1).await;
    let request = apply(&store, review(&request, true, &decisions())).await;
    check(&store, 1, 0, 1).await;
    let request = apply(&store, reopen(&request)).await;
    check(&store, 1, 1, 1).await;
    apply(&store, withdraw(&request)).await;
    check(&store, 1, 0, 1).await;
}

#[tokio::test]
async fn a_facility_finds_no_other_facilitys_request() {
    let store = table().await;
    stored_under_review(&store, 1).await;
    let mut other = facility();
    other.profile.id = FacilityId::parse("tokyo-clinic").unwrap();
    let draft = create_of(2, &other);
    store.request_create(&draft).await.unwrap();
    let draft = apply(&store, save(&draft, part(), &other)).await;
    check(&store, 1, 1, 1).await;
    apply(&store, submit(&draft, &other, &Evidence::default())).await;
    check(&store, 2, 2, 1).await;
    assert_eq!(count(&store, ListScope::OfFacility(other.profile.id)).await, 1);
}

#[tokio::test]
async fn a_facilitys_evidence_is_its_latest_survey_and_its_accepted_items() {
    let store = table().await;
    let id = facility().profile.id;
    let other = create_of(9, &facility()).id;
    assert_eq!(store.facility_evidence(&id, &other).await.unwrap(), Evidence::default());
    let first = stored_accepted(&store, 1).await;
    stored_under_review(&store, 2).await;
    let partial = stored_under_review(&store, 3).await;
    let [n95_mask, _] = decisions();
    apply(&store, review(&partial, true, &[n95_mask, ("gloves", refusal())])).await;
    let reopened = stored_accepted(&store, 4).await;
    apply(&store, reopen(&reopened)).await;
    let survey = crate::sample::survey("2026-W47", 10, 900);
    store.survey_put(&id, &survey).await.unwrap();
    let evidence = store.facility_evidence(&id, &other).await.unwrap();
    assert_eq!(evidence.latest_survey, Some(survey));
    assert_eq!(counts(&evidence), [("gloves", 1), ("n95_mask", 2)]);
    let of_first = store.facility_evidence(&id, &first.id).await.unwrap();
    assert_eq!(counts(&of_first), [("n95_mask", 1)], "a request is no distribution before itself");
}

fn counts(evidence: &Evidence) -> Vec<(&str, u32)> {
    evidence.distributions.iter().map(|(code, count)| (code.as_str(), *count)).collect()
}
