//! An answer beside a submission in flight: whichever is written second brings the flag up to date (SPEC 6).

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use domain::transition::Transition;
use store::Store;
use store_emulator::{FaultProxy, store_on, test_endpoint};
use testbed::{TestBed, meanwhile};

use crate::{
    NOW, answers, put,
    seed::{Seeded, code},
};

/// Commits the transition, past the proxy, once the facility's requests were listed after the answer was written.
fn commit_behind_the_list(proxy: &FaultProxy, bed: &TestBed, transition: Transition) {
    let table = bed.app.store.table().to_owned();
    let commit = async move {
        let direct = Store::connect_local(&test_endpoint(), &table);
        direct.request_transition(&transition).await.unwrap();
    };
    let (answered, queries) = (AtomicBool::new(false), AtomicUsize::new(0));
    let second_query_behind_the_answer = move |operation: &str| match operation {
        "TransactWriteItems" => {
            answered.store(true, Ordering::SeqCst);
            false
        }
        // The first one is the list, the second one reads a request.
        "Query" if answered.load(Ordering::SeqCst) => queries.fetch_add(1, Ordering::SeqCst) == 1,
        _ => false,
    };
    meanwhile(proxy, second_query_behind_the_answer, commit);
}

#[tokio::test]
async fn a_request_submitted_behind_the_list_gets_the_answers_flag() {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, survey::router, NOW).await;
    let draft = Seeded::draft(&bed, 1).await;
    let client = bed.sign_in("tokyo-hospital").await;
    commit_behind_the_list(&proxy, &bed, draft.submission().await);
    put(&client, "2026-W48", &answers(1, 9)).await.expect(200);
    let request = draft.load().await;
    assert_eq!(request.status, domain::status::Status::UnderReview);
    assert!(request.review.items[&code("gloves")].is_flagged());
}
