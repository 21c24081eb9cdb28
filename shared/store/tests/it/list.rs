//! Lists of one partition: order, pages, cursors, times.

use chrono::TimeDelta;
use domain::{request::Request, row::RequestRow, time::Instant};
use store::{ListQuery, ListScope, Order, Store};

use crate::{
    sample::{at, facility, tokyo},
    seed::{expected, first_page, read_all, store_all, submitted},
    table,
};

/// Requests submitted a minute after one another.
fn requests(count: usize) -> Vec<Request> {
    let minute = |n: usize| at("2026-11-24T09:00:00") + TimeDelta::minutes(i64::try_from(n).unwrap());
    (0..count).map(|n| submitted(n, tokyo(), minute(n))).collect()
}

fn scopes() -> [ListScope; 3] {
    [
        ListScope::ByUpdated(vec![tokyo()]),
        ListScope::ByDue(vec![tokyo()]),
        ListScope::OfFacility(facility().profile.id),
    ]
}

/// All pages of that size together must be the whole list, in either direction, with no page too many.
async fn check_paging(store: &Store, requests: &[Request], limit: usize) {
    for scope in scopes() {
        let mut whole = expected(requests, &scope);
        for order in [Order::Ascending, Order::Descending] {
            let query = ListQuery { order, ..first_page(scope.clone(), limit) };
            let pages = read_all(store, &query, None).await;
            assert_eq!(pages.len(), whole.len().div_ceil(limit).max(1), "{scope:?} {order:?} by {limit}");
            assert_eq!(pages.concat(), whole, "{scope:?} {order:?} by {limit}");
            whole.reverse();
        }
    }
}

#[tokio::test]
async fn pages_make_up_the_whole_list_forward_and_backward() {
    let store = table().await;
    let requests = requests(23);
    store_all(&store, &requests).await;
    for limit in [1, 5, 22, 23, 24, 50] {
        check_paging(&store, &requests, limit).await;
    }
}

#[tokio::test]
async fn requests_of_the_same_millisecond_are_all_listed_once() {
    let store = table().await;
    let requests: Vec<Request> = (0..9).map(|n| submitted(n, tokyo(), at("2026-11-24T09:00:00"))).collect();
    store_all(&store, &requests).await;
    for limit in [1, 2, 4] {
        check_paging(&store, &requests, limit).await;
    }
}

#[tokio::test]
async fn an_empty_list_is_one_empty_page() {
    let store = table().await;
    check_paging(&store, &[], 5).await;
}

/// Rows from `from` on and before `until` must be just the requests of these numbers.
async fn check_period(
    store: &Store,
    from: Option<Instant>,
    until: Option<Instant>,
    numbers: std::ops::Range<usize>,
) {
    let all = requests(10);
    let scope = ListScope::ByUpdated(vec![tokyo()]);
    let whole: Vec<RequestRow> = expected(&all[numbers], &scope);
    for order in [Order::Ascending, Order::Descending] {
        let query = ListQuery { from, until, order, ..first_page(scope.clone(), 3) };
        let mut rows = read_all(store, &query, None).await.concat();
        if order == Order::Descending {
            rows.reverse();
        }
        assert_eq!(rows, whole, "{from:?} {until:?} {order:?}");
    }
    assert_eq!(store.request_rows(scope, from, until).await.unwrap(), whole);
}

#[tokio::test]
async fn a_period_holds_its_first_instant_and_not_its_last() {
    let store = table().await;
    store_all(&store, &requests(10)).await;
    let minute = |n: i64| Some(at("2026-11-24T09:00:00") + TimeDelta::minutes(n));
    check_period(&store, None, None, 0..10).await;
    check_period(&store, minute(4), None, 4..10).await;
    check_period(&store, None, minute(4), 0..4).await;
    check_period(&store, minute(2), minute(7), 2..7).await;
    check_period(&store, minute(7), minute(7), 0..0).await;
    check_period(&store, minute(7), minute(2), 0..0).await;
    check_period(&store, minute(4).map(|at| at + TimeDelta::milliseconds(1)), None, 5..10).await;
}

#[tokio::test]
async fn times_of_the_due_list_are_targets() {
    let store = table().await;
    let requests = requests(10);
    store_all(&store, &requests).await;
    let until = Some(requests[6].due_at().unwrap());
    let rows = store.request_rows(ListScope::ByDue(vec![tokyo()]), None, until).await.unwrap();
    assert_eq!(rows, expected(&requests[..6], &ListScope::ByDue(vec![tokyo()])));
}

#[tokio::test]
async fn what_comes_in_while_somebody_pages_moves_no_row_between_pages() {
    let store = table().await;
    let requests = requests(12);
    store_all(&store, &requests[..9]).await;
    let mut query = first_page(ListScope::ByUpdated(vec![tokyo()]), 4);
    let first = store.request_list(&query, None).await.unwrap();
    store_all(&store, &requests[9..]).await;
    query.after = first.next;
    let second = store.request_list(&query, None).await.unwrap();
    let ids: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.id.clone()).collect();
    assert_eq!(ids, requests[1..9].iter().rev().map(|request| request.id.clone()).collect::<Vec<_>>());
}
