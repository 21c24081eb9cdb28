//! What the calls without a ceiling of their own cost; `docs/access-patterns.md` tells these figures.

use chrono::TimeDelta;
use domain::{completion::Completion, request::Request};
use store::{Consistency, ListScope, Meter};

use crate::{
    full_size::{large_decisions, large_facility, large_in_progress, large_survey},
    sample::{at, tokyo},
    seed::store_large,
    session,
    steps::{create_of, review},
    table,
};

/// Read and write units since the last look.
#[track_caller]
fn check(what: &str, meter: &Meter, read: f64, write: f64) {
    let units = meter.take();
    let same = |one: f64, other: f64| (one - other).abs() < f64::EPSILON;
    assert!(same(units.read, read) && same(units.write, write), "{what} cost {units:?}");
}

#[tokio::test]
async fn requests() {
    let (store, meter) = table().await.metered();
    let request: Request = large_in_progress(&store, 1).await;
    meter.take();
    store.request_get(&request.id, Consistency::Strong).await.unwrap();
    check("a detail, consistent", &meter, 2.0, 0.0);
    store.request_find(request.number.as_ref().unwrap()).await.unwrap();
    check("a number", &meter, 1.0, 0.0);
    store.request_create(&create_of(2, &large_facility())).await.unwrap();
    check("a new draft", &meter, 0.0, 5.0);
}

#[tokio::test]
async fn the_outbox() {
    let (store, meter) = table().await.metered();
    large_in_progress(&store, 1).await;
    meter.take();
    let mut entry = store.outbox_list().await.unwrap().remove(0);
    check("the whole outbox, one entry", &meter, 4.0, 0.0);
    store.outbox_get(&entry.id).await.unwrap();
    check("one entry", &meter, 1.0, 0.0);
    store.outbox_lease(&entry.id, at("2026-11-24T12:41:00"), TimeDelta::minutes(1)).await.unwrap();
    check("a lease", &meter, 0.0, 1.0);
    entry.not_before = Some(at("2026-11-24T12:42:00"));
    entry.sent.insert("tokyo@example.jp".to_owned());
    assert!(store.outbox_mark_sent(&entry).await.unwrap());
    check("a sent mail", &meter, 0.0, 1.0);
    assert!(store.outbox_postpone(&entry, at("2026-11-24T12:50:00")).await.unwrap());
    check("a failure", &meter, 0.0, 1.0);
    entry.not_before = Some(at("2026-11-24T12:50:00"));
    assert!(store.outbox_finish(&entry).await.unwrap());
    check("the end", &meter, 0.0, 1.0);
}

#[tokio::test]
async fn a_bundle() {
    let (store, meter) = table().await.metered();
    large_in_progress(&store, 1).await;
    let entry = store.outbox_list().await.unwrap().remove(0);
    let until = at("2026-11-24T12:45:00");
    meter.take();
    store.bundle_gather(&entry, "bundle", tokyo(), until).await.unwrap();
    check("a message gathered", &meter, 1.0, 6.0);
    let entries = store.outbox_list().await.unwrap();
    let bundle = entries.iter().find(|entry| entry.gathered > 0).unwrap();
    meter.take();
    let rows = store.bundle_rows(bundle).await.unwrap();
    check("a bundle read", &meter, 1.0, 0.0);
    store.bundle_finish(bundle, &rows, until).await.unwrap();
    check("a bundle of one told", &meter, 0.0, 4.0);
}

#[tokio::test]
async fn sessions_surveys_and_master_data() {
    let (store, meter) = table().await.metered();
    let facility = large_facility();
    let id = facility.profile.id.clone();
    session::open(&store, "hash").await.unwrap();
    check("a first user and a sign-in", &meter, 3.0, 16.0);
    store.session_touch("hash", &session::session()).await.unwrap();
    check("activity", &meter, 0.0, 1.0);
    store.survey_put(&id, &large_survey()).await.unwrap();
    check("a survey", &meter, 0.0, 4.0);
    store.survey_list(&id, 8).await.unwrap();
    check("surveys of eight weeks", &meter, 1.0, 0.0);
    store.facility_put(&facility).await.unwrap();
    check("a facility and its place in the directory written", &meter, 0.0, 4.0);
    store.facility_get(&id).await.unwrap();
    store.prefecture_get(tokyo()).await.unwrap();
    store.policy_at(at("2026-11-24T09:00:00")).await.unwrap();
    check("a facility, its prefecture and the policy read", &meter, 1.5, 0.0);
}

#[tokio::test]
async fn evidence_counts_and_the_days_record() {
    let (store, meter) = table().await.metered();
    let request = large_in_progress(&table().await, 1).await;
    let facility = store_large(&store, 100, |_| tokyo()).await;
    store.facility_evidence(&facility, &request.id).await.unwrap();
    check("a facility with 100 requests", &meter, 7.0, 0.0);
    store.summary_recount(tokyo(), at("2026-11-01T12:00:00")).await.unwrap();
    check("a recount of 100 requests, all open", &meter, 12.0, 1.0);
    let (quiet, nations) = table().await.metered();
    quiet.summary_recount_nation(at("2026-11-01T12:00:00")).await.unwrap();
    check("a recount of 47 prefectures without requests", &nations, 3.0 * 23.5, 48.0);
    store.request_rows(ListScope::ByDue(vec![tokyo()]), None, None).await.unwrap();
    check("100 rows", &meter, 6.0, 0.0);
    let message = review(&request, true, &large_decisions(9_999_998)).messages.remove(0);
    store.completion_put(&Completion::of(&message).unwrap()).await.unwrap();
    check("a completion", &meter, 0.0, 1.0);
    store.completion_list("2026-11-24".parse().unwrap()).await.unwrap();
    check("a day's completions", &meter, 0.5, 0.0);
}
