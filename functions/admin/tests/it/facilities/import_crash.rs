//! Steps that break off, answers that get lost, and facilities that change in between: every row is applied once.

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::facility::{Facility, MasterData};
use serde_json::json;
use store::Store;
use store_emulator::{Fault, FaultProxy, store_on, test_endpoint};
use testbed::{TestBed, meanwhile};

use super::{
    NOW,
    upload::{HEADINGS, Upload, rows},
};

async fn behind_a_proxy() -> (FaultProxy, TestBed) {
    let proxy = FaultProxy::start(&test_endpoint()).unwrap();
    let store = store_on(&proxy.endpoint()).await.unwrap();
    let bed = TestBed::on(store, admin::router, NOW).await;
    (proxy, bed)
}

/// Whether an operation is a transaction and not among the first `passed` of them.
fn transactions_after(passed: usize) -> impl Fn(&str) -> bool + Send + 'static {
    let seen = AtomicUsize::new(0);
    move |operation| operation == "TransactWriteItems" && seen.fetch_add(1, Ordering::Relaxed) >= passed
}

/// How many facilities there are, each of which was written once.
async fn written_once(bed: &TestBed, count: usize) -> usize {
    let mut found = 0;
    for number in 0..count {
        let id = domain::id::FacilityId::parse(&format!("40{number:08}")).unwrap();
        let history = bed.app.store.facility_history(&id, None, 9).await.unwrap();
        assert!(history.len() <= 1, "{history:?}");
        found += history.len();
    }
    found
}

#[tokio::test]
async fn a_step_that_breaks_off_is_taken_up_where_it_ended() {
    let (proxy, bed) = behind_a_proxy().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::checked(&ministry, &[&format!("{HEADINGS}\n{}", rows(0..100))]).await;
    // The first transaction begins the import, the next two apply 32 rows each; then the table is gone for all four attempts.
    proxy.fail_when(transactions_after(3), Fault::ServerError, 4);
    upload.step().await.expect_problem(503, "unavailable");
    assert_eq!(proxy.faults_left(), 0);
    let stands = upload.get().await;
    assert_eq!((&stands["state"], &stands["applied"]), (&json!("applying"), &json!(64)));
    assert_eq!(written_once(&bed, 100).await, 64);
    let (done, steps) = upload.finish().await;
    assert_eq!((&done["applied"], &done["created"], steps), (&json!(100), &json!(100), 1));
    assert_eq!(written_once(&bed, 100).await, 100);
}

#[tokio::test]
async fn an_import_that_breaks_off_before_it_is_marked_as_done_is_marked_by_the_next_step() {
    let (proxy, bed) = behind_a_proxy().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::checked(&ministry, &[&format!("{HEADINGS}\n{}", rows(0..32))]).await;
    proxy.fail_when(transactions_after(2), Fault::ServerError, 4);
    upload.step().await.expect_problem(503, "unavailable");
    let stands = upload.get().await;
    assert_eq!((&stands["state"], &stands["applied"]), (&json!("applying"), &json!(32)));
    assert_eq!(upload.step().await.expect(200).json()["state"], "done");
    // The beginning, the one transaction, and the end.
    assert_eq!(super::audited(&bed, "ministry").await.len(), 3);
}

#[tokio::test]
async fn a_lost_answer_applies_nothing_twice() {
    let (proxy, bed) = behind_a_proxy().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::checked(&ministry, &[&format!("{HEADINGS}\n{}", rows(0..40))]).await;
    proxy.fail_when(transactions_after(1), Fault::LostResponse, 2);
    let (done, _) = upload.finish().await;
    assert_eq!((proxy.faults_left(), &done["created"], &done["changed"]), (0, &json!(40), &json!(0)));
    assert_eq!(written_once(&bed, 40).await, 40);
}

#[tokio::test]
async fn a_facility_that_changes_between_reading_and_writing_is_read_anew() {
    let (proxy, bed) = behind_a_proxy().await;
    let ministry = bed.sign_in("ministry").await;
    let file = "医療機関コード,医療機関名,区分\n1310000018,新しい名前,病院\n";
    let upload = Upload::checked(&ministry, &[file]).await;
    let beside = Store::connect_local(&test_endpoint(), bed.app.store.table());
    let before = bed.facility("tokyo-hospital").await;
    let changed: Facility =
        before.changed_to(MasterData { mail: "new@example.jp".to_owned(), ..before.master_data() }).unwrap();
    meanwhile(&proxy, transactions_after(1), async move { beside.facility_put(&changed).await.unwrap() });
    let (done, _) = upload.finish().await;
    assert_eq!(done["changed"], 1);
    let after = bed.facility("tokyo-hospital").await;
    assert_eq!(
        (after.profile.name.as_str(), after.mail.as_str(), after.version),
        ("新しい名前", "new@example.jp", 3)
    );
}

#[tokio::test]
async fn a_part_that_is_put_during_the_check_voids_it() {
    let (proxy, bed) = behind_a_proxy().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::of(&ministry, &[&format!("{HEADINGS}\n{}", rows(0..1))]).await;
    let beside = Store::connect_local(&test_endpoint(), bed.app.store.table());
    let id = upload.path.rsplit('/').next().unwrap().to_owned();
    meanwhile(&proxy, |operation| operation == "TransactWriteItems", async move {
        let import = beside.facility_import_get(&id).await.unwrap().unwrap();
        assert!(beside.facility_import_part_put(&import, 1, b"x").await.unwrap());
    });
    upload.check().await.expect_problem(409, "overtaken");
    assert_eq!(upload.get().await["state"], "open");
}
