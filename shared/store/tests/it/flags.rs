//! A survey and an act on a request that cross: neither leaves an old flag behind (SPEC 6).

use domain::request::{Evidence, Request};
use store::{Consistency, Store};
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};

use crate::{
    sample::{facility, survey},
    steps::{
        apply, create, decisions, reopen_with, review, stored_accepted, stored_draft, stored_under_review,
        submit,
    },
    table,
};

async fn load(store: &Store, request: &Request) -> Request {
    store.request_get(&request.id, Consistency::Strong).await.unwrap().unwrap()
}

async fn answer_survey(store: &Store, week: &str, weekly_consumption: i64, stock: i64) {
    store.survey_put(&facility().profile.id, &survey(week, weekly_consumption, stock)).await.unwrap();
}

fn flagged(request: &Request) -> bool {
    request.review.items.values().any(domain::review::ItemReview::is_flagged)
}

#[tokio::test]
async fn flags_follow_the_latest_survey_without_a_new_version() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    answer_survey(&store, "2026-W47", 10, 900).await;
    store.flags_refresh(&request.id).await.unwrap();
    let refreshed = load(&store, &request).await;
    assert_eq!((flagged(&refreshed), refreshed.version), (true, request.version));
    store.flags_refresh(&request.id).await.unwrap();
    assert_eq!(load(&store, &request).await, refreshed, "nothing differs any more");
}

#[tokio::test]
async fn flags_of_what_is_not_under_review_or_not_there_are_left_alone() {
    let store = table().await;
    let (draft, accepted) = (stored_draft(&store, 1).await, stored_accepted(&store, 2).await);
    answer_survey(&store, "2026-W47", 10, 900).await;
    for request in [draft, accepted] {
        store.flags_refresh(&request.id).await.unwrap();
        assert_eq!(load(&store, &request).await, request);
    }
    store.flags_refresh(&create(3).id).await.unwrap();
}

#[tokio::test]
async fn a_survey_answered_while_a_submission_was_decided_reaches_its_flags() {
    let store = table().await;
    let draft = stored_draft(&store, 1).await;
    let evidence = store.facility_evidence(&facility().profile.id, &draft.id).await.unwrap();
    let submitted = submit(&draft, &facility(), &evidence);
    // The survey is written, and finds no request under review.
    answer_survey(&store, "2026-W47", 10, 900).await;
    store.flags_refresh(&draft.id).await.unwrap();
    let submitted = apply(&store, submitted).await;
    assert!(!flagged(&load(&store, &draft).await), "computed from what was known before");
    store.flags_catch_up(&submitted, &evidence).await.unwrap();
    assert!(flagged(&load(&store, &draft).await));
}

#[tokio::test]
async fn a_survey_answered_while_a_reopening_was_decided_reaches_its_flags() {
    let store = table().await;
    let accepted = stored_accepted(&store, 1).await;
    let evidence = store.facility_evidence(&facility().profile.id, &accepted.id).await.unwrap();
    answer_survey(&store, "2026-W47", 10, 900).await;
    let reopened = apply(&store, reopen_with(&accepted, &evidence)).await;
    store.flags_catch_up(&reopened, &evidence).await.unwrap();
    assert!(flagged(&load(&store, &accepted).await));
}

#[tokio::test]
async fn a_change_that_is_no_longer_under_review_needs_no_look_at_surveys() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let accepted = apply(&store, review(&request, true, &decisions())).await;
    answer_survey(&store, "2026-W47", 10, 900).await;
    let (metered, meter) = store.metered();
    metered.flags_catch_up(&accepted, &Evidence::default()).await.unwrap();
    assert!(meter.take().read < f64::EPSILON);
}

#[tokio::test]
async fn the_same_survey_costs_one_look_and_no_write() {
    let store = table().await;
    let request = stored_under_review(&store, 1).await;
    let (metered, meter) = store.metered();
    metered.flags_catch_up(&request, &Evidence::default()).await.unwrap();
    let units = meter.take();
    assert!(units.read <= 1.0 && units.write < f64::EPSILON, "{units:?}");
}

#[tokio::test]
async fn flags_whose_written_answer_was_lost_are_written_once() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let request = stored_under_review(&store, 1).await;
    answer_survey(&store, "2026-W47", 10, 900).await;
    proxy.fail_when(|operation| operation == "TransactWriteItems", Fault::LostResponse, 1);
    store.flags_refresh(&request.id).await.unwrap();
    assert_eq!((flagged(&load(&store, &request).await), proxy.faults_left()), (true, 0));
}
