//! What reads may cost (DESIGN, "Data"): list rows of the greatest size, more than a thousand of them.

use domain::{prefecture::Prefecture, request::Request, time::Instant};
use store::{Consistency, ListQuery, ListScope, Meter, Order, Store};

use crate::{
    full_size::{large_decisions, large_in_progress},
    raw,
    sample::{at, prefecture, tokyo},
    seed::{first_page, store_large},
    steps::{apply, review},
    table,
};

/// Reads a page and goes on behind it; each must be full and cost at most `ceiling` read units.
async fn check_pages(store: &Store, query: &mut ListQuery, pages: usize, ceiling: f64) {
    for page in 1..=pages {
        let (metered, meter) = store.metered();
        let read = metered.request_list(query, None).await.unwrap();
        let units = meter.take();
        assert_eq!(read.rows.len(), query.limit, "page {page}");
        assert!(units.read <= ceiling, "page {page} of {:?} cost {units:?}", query.scope);
        assert!(read.next.is_some());
        query.after = read.next;
    }
}

#[tokio::test]
async fn a_page_of_50_costs_3_for_a_prefecture_and_a_facility_on_page_1_and_20() {
    let store = table().await;
    let facility = store_large(&store, 1_010, |_| tokyo()).await;
    for scope in [
        ListScope::ByUpdated(vec![tokyo()]),
        ListScope::ByDue(vec![tokyo()]),
        ListScope::OfFacility(facility),
    ] {
        for order in [Order::Descending, Order::Ascending] {
            let mut query = ListQuery { order, ..first_page(scope.clone(), 50) };
            check_pages(&store, &mut query, 20, 3.0).await;
        }
    }
}

fn of_all(n: usize) -> Prefecture {
    Prefecture::all().nth(n % 47).unwrap()
}

#[tokio::test]
async fn a_page_of_50_over_47_prefectures_costs_30_at_most_however_requests_are_distributed() {
    let (even, skewed) = (table().await, table().await);
    store_large(&even, 300, of_all).await;
    store_large(&skewed, 300, |n| if n % 20 == 0 { of_all(n / 20) } else { tokyo() }).await;
    for store in [even, skewed] {
        for order in [Order::Descending, Order::Ascending] {
            let scope = ListScope::ByUpdated(Prefecture::all().collect());
            check_pages(&store, &mut ListQuery { order, ..first_page(scope, 50) }, 5, 30.0).await;
            let scope = ListScope::ByDue(Prefecture::all().collect());
            check_pages(&store, &mut ListQuery { order, ..first_page(scope, 50) }, 5, 30.0).await;
        }
    }
}

#[tokio::test]
async fn a_filtered_call_costs_10_at_most_in_one_partition_and_30_over_all() {
    let store = table().await;
    store_large(&store, 600, |n| if n % 5 == 0 { of_all(n / 5) } else { tokyo() }).await;
    for (prefectures, ceiling) in [(vec![tokyo()], 10.0), (Prefecture::all().collect(), 30.0)] {
        let query = first_page(ListScope::ByUpdated(prefectures), 50);
        let (metered, meter) = store.metered();
        let page = metered.request_list(&query, Some(&|_| false)).await.unwrap();
        let units = meter.take();
        assert!(page.rows.is_empty() && page.next.is_some());
        assert!(units.read <= ceiling, "{units:?}");
        assert!(units.read > ceiling - 2.5, "it could have read more: {units:?}");
    }
}

#[track_caller]
fn check_read(meter: &Meter, expected: f64) {
    let units = meter.take();
    assert!((units.read - expected).abs() < f64::EPSILON, "{units:?} is not {expected}");
}

#[tokio::test]
async fn a_detail_with_its_newest_history_costs_one_and_a_half() {
    let store = table().await;
    let mut request: Request = large_in_progress(&store, 1).await;
    for pieces in 1..=12 {
        request = apply(&store, review(&request, false, &large_decisions(pieces)[..1])).await;
    }
    let (metered, meter) = store.metered();
    metered.request_get(&request.id, Consistency::Eventual).await.unwrap().unwrap();
    let page = metered.history_list(&request.id, None, 8).await.unwrap();
    assert_eq!(page.entries.len(), 8);
    check_read(&meter, 1.5);
}

#[tokio::test]
async fn the_home_costs_half_a_unit_and_a_session_check_one() {
    let store = table().await;
    let now = at("2026-11-01T12:00:00");
    store_large(&store, 47, of_all).await;
    store.summary_recount_nation(now).await.unwrap();
    // Each of 47 lines has room for forty bytes more, that is for every count to have seven digits more.
    assert!(raw::size(&raw::row(&store, "Z#00", "z").await) + 47 * 40 < 4_096);
    crate::session::open(&store, "hash").await.unwrap();
    let (metered, meter) = store.metered();
    assert_eq!(metered.summary_get(None).await.unwrap().unwrap().by_prefecture.len(), 47);
    check_read(&meter, 0.5);
    metered.summary_get(Some(tokyo())).await.unwrap().unwrap();
    check_read(&meter, 0.5);
    metered.session_get("hash").await.unwrap().unwrap();
    check_read(&meter, 1.0);
}

/// Reads what is due in every prefecture, as the deadline check does.
async fn check_deadlines(store: &Store, until: Instant, due: usize, ceiling: f64) {
    let (metered, meter) = store.metered();
    let mut rows = 0;
    for prefecture in Prefecture::all() {
        let scope = ListScope::ByDue(vec![prefecture]);
        rows += metered.request_rows(scope, None, Some(until)).await.unwrap().len();
    }
    let units = meter.take();
    assert_eq!(rows, due);
    assert!(units.read <= ceiling, "{units:?}");
}

#[tokio::test]
async fn a_deadline_check_costs_24_and_what_is_due() {
    let store = table().await;
    store_large(&store, 300, |n| if n % 2 == 0 { tokyo() } else { prefecture("27") }).await;
    check_deadlines(&store, at("2026-11-01T00:00:00"), 0, 24.0).await;
    // 100 rows of 480 bytes are 11.7 half units of 4 KB.
    check_deadlines(&store, at("2026-11-01T05:40:00"), 100, 24.0 + 6.0).await;
}
