//! 国から直送（受付完了）: its period is of the days the requests were completed on.

use domain::{
    completion::Completion,
    quantity::Quantity,
    request::{Evidence, Request, reopen},
    status::Status,
};
use testbed::{Client, TestBed, seed};

use crate::download::{cell, file};

/// Completes the request at that time: the nation ships its gloves.
async fn ship(bed: &TestBed, request: &Request, at: &str) -> Request {
    bed.set_clock(at);
    let decisions = [("n95_mask", seed::refuse()), ("gloves", seed::ship(3000))];
    let done = bed.seed_review(request, true, &decisions).await;
    assert_eq!(done.status, Status::Accepted);
    record(bed, &done).await;
    done
}

/// Records the completion, as the sender of its mails does.
async fn record(bed: &TestBed, done: &Request) {
    let completion = Completion {
        request: done.id.clone(),
        prefecture: done.facility.prefecture,
        completed_at: done.review.reviewed_at.unwrap(),
        due_at: done.due_at().unwrap(),
        national: [(seed::code("gloves"), seed::pieces(3000))].into(),
    };
    bed.app.store.completion_put(&completion).await.unwrap();
}

async fn reopened(bed: &TestBed, request: &Request, at: &str) -> Request {
    bed.set_clock(at);
    bed.seed_act(request, &seed::officer(request), |act| {
        reopen(request, "数量の誤り", &Evidence::default(), act).unwrap()
    })
    .await
}

/// The file of that period must list just these requests, in this order.
async fn check(client: &Client, period: &str, expected: &[&Request]) {
    let (_, rows) = file(client, &format!("national_direct/csv?{period}")).await;
    let numbers: Vec<&str> = rows.iter().map(|row| cell(row, "要請番号")).collect();
    let expected: Vec<&str> =
        expected.iter().map(|request| request.number.as_ref().unwrap().as_str()).collect();
    assert_eq!(numbers, expected, "{period}");
}

#[tokio::test]
async fn its_period_is_of_the_days_of_completion_and_not_of_submission() {
    let bed = TestBed::start(export::router, "2026-11-17T12:00:00").await;
    let first = bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-17T12:30:00");
    let second = bed.seed_under_review("tokyo-clinic").await;
    let second = ship(&bed, &second, "2026-11-19T23:59:59.999").await;
    let first = ship(&bed, &first, "2026-11-20T00:00:00").await;
    bed.set_clock("2026-11-24T12:00:00");
    let officer = bed.sign_in("tokyo").await;
    check(&officer, "from=2026-11-17&to=2026-11-18", &[]).await;
    check(&officer, "from=2026-11-19&to=2026-11-19", &[&second]).await;
    check(&officer, "from=2026-11-20&to=2026-11-20", &[&first]).await;
    check(&officer, "from=2026-11-18", &[&second, &first]).await;
    check(&officer, "from=2026-11-21", &[]).await;
    // Without a beginning, or over years, the list is read, in the order of the last update.
    check(&officer, "to=2026-11-18", &[]).await;
    check(&officer, "to=2026-11-19", &[&second]).await;
    check(&officer, "", &[&first, &second]).await;
    check(&officer, "from=2020-01-01&to=2026-11-19", &[&second]).await;
}

#[tokio::test]
async fn a_prefecture_exports_its_own_completions_and_the_ministry_all() {
    let bed = TestBed::start(export::router, "2026-11-24T09:00:00").await;
    let (tokyo, osaka) =
        (bed.seed_under_review("tokyo-hospital").await, bed.seed_under_review("osaka-hospital").await);
    let tokyo = ship(&bed, &tokyo, "2026-11-24T10:00:00").await;
    let osaka = ship(&bed, &osaka, "2026-11-24T11:00:00").await;
    let period = "from=2026-11-24&to=2026-11-24";
    check(&bed.sign_in("tokyo").await, period, &[&tokyo]).await;
    check(&bed.sign_in("osaka").await, period, &[&osaka]).await;
    check(&bed.sign_in("ministry").await, period, &[&tokyo, &osaka]).await;
}

#[tokio::test]
async fn a_record_that_outlived_its_completion_lists_nothing() {
    let bed = TestBed::start(export::router, "2026-11-24T09:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let done = ship(&bed, &request, "2026-11-24T10:00:00").await;
    reopened(&bed, &done, "2026-11-24T10:30:00").await;
    let officer = bed.sign_in("tokyo").await;
    check(&officer, "from=2026-11-24", &[]).await;
    check(&officer, "", &[]).await;
}

#[tokio::test]
async fn what_was_completed_twice_is_listed_once_on_the_day_of_its_last_completion() {
    let bed = TestBed::start(export::router, "2026-11-19T09:00:00").await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let done = ship(&bed, &request, "2026-11-19T10:00:00").await;
    let again = reopened(&bed, &done, "2026-11-20T09:00:00").await;
    let done = ship(&bed, &again, "2026-11-20T10:00:00").await;
    let officer = bed.sign_in("tokyo").await;
    check(&officer, "from=2026-11-19&to=2026-11-19", &[]).await;
    check(&officer, "to=2026-11-19", &[]).await;
    for period in ["from=2026-11-20", "from=2026-11-19", ""] {
        let (_, rows) = file(&officer, &format!("national_direct/csv?{period}")).await;
        assert_eq!(rows.len(), 1, "{period}");
        assert_eq!(cell(&rows[0], "要請番号"), done.number.as_ref().unwrap().as_str(), "{period}");
    }
}

#[tokio::test]
async fn the_nations_goods_are_chosen_from_a_days_completions() {
    let bed = TestBed::start(export::router, "2026-11-24T09:00:00").await;
    let own = bed.seed_accepted("tokyo-clinic").await;
    assert!(
        own.review.items.values().all(|item| item.decision.national_quantity.is_none_or(Quantity::is_zero))
    );
    // A record that says more than the request holds: the request decides.
    record(&bed, &own).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    let shipped = ship(&bed, &request, "2026-11-24T10:00:00").await;
    check(&bed.sign_in("tokyo").await, "from=2026-11-24", &[&shipped]).await;
}
