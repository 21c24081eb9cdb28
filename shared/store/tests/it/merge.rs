//! Lists over several prefectures are the sorted union of theirs, whatever the distribution.

use chrono::TimeDelta;
use domain::{prefecture::Prefecture, request::Request};
use store::{ListQuery, ListScope, Order};

use crate::{
    sample::at,
    seed::{expected, first_page, read_all, store_all, submitted},
    table,
};

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Requests of random prefectures among the first `prefectures`, at times of which many are equal.
pub(crate) fn random_requests(seed: u64, count: usize, prefectures: u64) -> Vec<Request> {
    let mut dice = Dice(seed);
    let start = at("2026-11-24T09:00:00");
    let request = |n| {
        // Two rolls in one: small numbers are more frequent, so that prefectures differ in size.
        let sides = dice.roll(prefectures) + 1;
        let prefecture = Prefecture::all().nth(usize::try_from(dice.roll(sides)).unwrap()).unwrap();
        let minutes = i64::try_from(dice.roll(20)).unwrap();
        submitted(n, prefecture, start + TimeDelta::minutes(minutes))
    };
    (0..count).map(request).collect()
}

async fn check(seed: u64, count: usize, prefectures: u64, limit: usize) {
    let store = table().await;
    let requests = random_requests(seed, count, prefectures);
    store_all(&store, &requests).await;
    let wanted: Vec<Prefecture> =
        Prefecture::all().take(usize::try_from(prefectures).unwrap().max(2)).collect();
    for scope in [ListScope::ByUpdated(wanted.clone()), ListScope::ByDue(wanted)] {
        let mut whole = expected(&requests, &scope);
        for order in [Order::Ascending, Order::Descending] {
            let query = ListQuery { order, ..first_page(scope.clone(), limit) };
            let pages = read_all(&store, &query, None).await;
            let case = format!("seed {seed}, {count} requests in {prefectures}, {order:?}");
            assert_eq!(pages.len(), count.div_ceil(limit).max(1), "{case}");
            assert_eq!(pages.concat(), whole, "{case}");
            whole.reverse();
        }
    }
}

#[tokio::test]
async fn merged_pages_make_up_the_sorted_union() {
    check(1, 0, 1, 10).await;
    check(2, 60, 1, 7).await;
    check(3, 60, 3, 10).await;
    check(4, 80, 47, 20).await;
    check(5, 17, 2, 17).await;
    check(6, 40, 4, 8).await;
}

#[tokio::test]
async fn a_period_holds_in_every_merged_partition() {
    let store = table().await;
    let requests = random_requests(7, 60, 5);
    store_all(&store, &requests).await;
    let from = at("2026-11-24T09:05:00");
    let until = at("2026-11-24T09:15:00");
    let inside: Vec<Request> =
        requests.into_iter().filter(|r| (from..until).contains(&r.updated_at.unwrap())).collect();
    let scope = ListScope::ByUpdated(Prefecture::all().take(5).collect());
    let query = ListQuery {
        from: Some(from),
        until: Some(until),
        order: Order::Ascending,
        ..first_page(scope.clone(), 9)
    };
    assert!(inside.len() > 9);
    assert_eq!(read_all(&store, &query, None).await.concat(), expected(&inside, &scope));
    let mut rows = store.request_rows(scope.clone(), Some(from), Some(until)).await.unwrap();
    rows.sort_by_key(|row| (row.updated_at, row.id.clone()));
    assert_eq!(rows, expected(&inside, &scope));
}

#[tokio::test]
async fn prefectures_not_asked_for_are_not_listed() {
    let store = table().await;
    let requests = random_requests(8, 40, 6);
    store_all(&store, &requests).await;
    let some: Vec<Prefecture> = Prefecture::all().skip(1).take(2).collect();
    for scope in [ListScope::ByUpdated(some.clone()), ListScope::ByDue(some)] {
        let query = ListQuery { order: Order::Ascending, ..first_page(scope.clone(), 6) };
        let rows = read_all(&store, &query, None).await.concat();
        assert!(!rows.is_empty() && rows.len() < 40);
        assert_eq!(rows, expected(&requests, &scope));
    }
    let nobody = first_page(ListScope::ByUpdated(Vec::new()), 6);
    assert_eq!(read_all(&store, &nobody, None).await.concat(), []);
}
