//! Filtered lists read a bounded amount a call; their pages, short ones too, make up the whole filtered list.

use domain::{prefecture::Prefecture, row::RequestRow};
use store::{ListQuery, ListScope, Order, Store};

use crate::{
    merge::random_requests,
    sample::{prefecture, tokyo},
    seed::{expected, first_page, read_all, store_all, store_large},
    table,
};

/// The filtered pages must be what is left of the whole list; gives how many pages there were.
async fn check(
    store: &Store,
    scope: &ListScope,
    keep: &(dyn Fn(&RequestRow) -> bool + Sync),
    limit: usize,
) -> usize {
    let mut pages = 0;
    for order in [Order::Ascending, Order::Descending] {
        let query = ListQuery { order, ..first_page(scope.clone(), limit) };
        let whole = read_all(store, &query, None).await.concat();
        let filtered = read_all(store, &query, Some(keep)).await;
        pages = filtered.len();
        assert_eq!(filtered.concat(), whole.into_iter().filter(|row| keep(row)).collect::<Vec<_>>());
    }
    pages
}

fn every(nth: usize) -> impl Fn(&RequestRow) -> bool + Sync {
    move |row| row.id.as_str()[18..].parse::<usize>().unwrap().is_multiple_of(nth)
}

#[tokio::test]
async fn filtered_pages_of_a_prefecture_make_up_the_filtered_list() {
    let store = table().await;
    let facility = store_large(&store, 500, |_| tokyo()).await;
    for scope in [ListScope::ByUpdated(vec![tokyo()]), ListScope::OfFacility(facility)] {
        assert_eq!(check(&store, &scope, &every(1), 50).await, 10);
        // 160 rows are read for 10 units, so each page is short.
        assert!(check(&store, &scope, &every(100), 50).await > 1);
        assert!(check(&store, &scope, &|_| false, 50).await > 1);
        check(&store, &scope, &every(7), 10).await;
    }
}

#[tokio::test]
async fn filtered_pages_over_prefectures_make_up_the_filtered_list() {
    let store = table().await;
    let of = |n: usize| if n.is_multiple_of(3) { prefecture("27") } else { tokyo() };
    store_large(&store, 600, of).await;
    let scope = ListScope::ByUpdated(vec![prefecture("01"), tokyo(), prefecture("27")]);
    check(&store, &scope, &every(7), 50).await;
    assert!(check(&store, &scope, &|_| false, 50).await > 1);
}

#[tokio::test]
async fn a_random_list_is_filtered_like_any_other() {
    let store = table().await;
    let requests = random_requests(11, 60, 4);
    store_all(&store, &requests).await;
    let scope = ListScope::ByDue(Prefecture::all().take(4).collect());
    assert_eq!(check(&store, &scope, &every(1), 100).await, 1);
    assert_eq!(expected(&requests, &scope).len(), 60);
    check(&store, &scope, &every(3), 4).await;
}
