//! Snapshots of the chart equal a count of what is there.

use chrono::TimeDelta;
use domain::{
    prefecture::Prefecture,
    request::Request,
    row::RequestRow,
    status::Status,
    summary::Summary,
    time::{Instant, jst_date},
};

use crate::{
    merge::random_requests,
    sample::{at, policy, prefecture, tokyo},
    seed::{moved, store_all, submitted},
    steps::{decisions, review, withdraw},
    table,
};

/// The count as SPEC 9 says it, from all requests there are.
fn counted(requests: &[Request], now: Instant, of: impl Fn(Prefecture) -> bool) -> Summary {
    let rows: Vec<RequestRow> =
        requests.iter().map(RequestRow::from).filter(|row| of(row.prefecture)).collect();
    let yesterday = jst_date(now).pred_opt().unwrap();
    let recent: Vec<RequestRow> = rows
        .iter()
        .filter(|row| row.updated_at.is_some_and(|at| jst_date(at) >= yesterday))
        .cloned()
        .collect();
    let open: Vec<RequestRow> = rows
        .into_iter()
        .filter(|row| {
            row.status == Status::UnderReview && row.due_at.is_some_and(|at| jst_date(at) <= jst_date(now))
        })
        .collect();
    Summary::count(now, &recent, &open, &policy())
}

/// Requests of five prefectures over three days, in several states, some due today at 17:00.
fn requests() -> Vec<Request> {
    let mut requests = random_requests(21, 60, 5);
    for (n, request) in requests.iter_mut().enumerate() {
        let day = at("2026-11-22T13:00:00") + TimeDelta::days(i64::try_from(n % 3).unwrap());
        *request = match n % 5 {
            0 => review(request, true, &decisions()).after,
            1 => withdraw(request).after,
            _ => request.clone(),
        };
        *request = moved(request.clone(), day);
    }
    requests
}

#[tokio::test]
async fn a_snapshot_is_the_count_of_what_is_there() {
    let store = table().await;
    let (requests, now) = (requests(), at("2026-11-24T17:01:00"));
    store_all(&store, &requests).await;
    assert_eq!(store.summary_get(None).await.unwrap(), None);
    let nation = store.summary_recount_nation(now, &policy()).await.unwrap();
    assert_eq!(nation, counted(&requests, now, |_| true));
    assert!(nation.due_today > 0 && nation.overdue > 0 && nation.by_day.len() == 2);
    assert_eq!(store.summary_get(None).await.unwrap(), Some(nation));
    for code in ["01", "02", "05", "47"] {
        let one = prefecture(code);
        let expected = counted(&requests, now, |prefecture| prefecture == one);
        assert_eq!(store.summary_get(Some(one)).await.unwrap(), Some(expected.clone()));
        assert_eq!(store.summary_recount(one, now, &policy()).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn yesterday_begins_at_midnight_in_japan_and_todays_target_is_still_due() {
    let store = table().await;
    let now = at("2026-11-24T16:00:00");
    let mut requests = vec![
        submitted(1, tokyo(), at("2026-11-22T23:59:59")),
        submitted(2, tokyo(), at("2026-11-23T00:00:00")),
        submitted(3, tokyo(), at("2026-11-24T13:00:00")),
        submitted(4, tokyo(), at("2026-11-24T13:00:00")),
    ];
    requests[3].deadline.as_mut().unwrap().due_at += TimeDelta::milliseconds(1);
    store_all(&store, &requests).await;
    let summary = store.summary_recount(tokyo(), now, &policy()).await.unwrap();
    assert_eq!(summary.by_day.values().map(|counts| counts.under_review).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((summary.due_today, summary.overdue), (1, 2));
}
