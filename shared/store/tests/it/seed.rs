//! Many requests at once: made-up values of the domain's type, stored by the store's own code.

use chrono::TimeDelta;
use domain::{
    id::FacilityId,
    prefecture::Prefecture,
    request::{Evidence, Request},
    row::RequestRow,
    status::Status,
    time::Instant,
};
use futures::stream::{self, StreamExt};
use store::{ListQuery, ListScope, Order, Store};

use crate::{
    full_size::large_in_progress,
    raw,
    sample::{at, facility, id, part},
    steps::{create, submit},
};

/// The n-th request as if it had been submitted at that time: under review, due four hours later.
pub(crate) fn submitted(n: usize, prefecture: Prefecture, at: Instant) -> Request {
    let mut request = submit(&create_complete(n), &facility(), &Evidence::default()).after;
    request.facility.prefecture = prefecture;
    moved(request, at)
}

fn create_complete(n: usize) -> Request {
    Request { part: part(), ..create(n) }
}

/// The request as if it had been submitted at that time.
pub(crate) fn moved(mut request: Request, at: Instant) -> Request {
    request.submitted_at = Some(at);
    request.updated_at = Some(at);
    if let Some(deadline) = &mut request.deadline {
        deadline.due_at = at + TimeDelta::hours(4);
    }
    request
}

/// Stores the requests, many at a time.
pub(crate) async fn store_all(store: &Store, requests: &[Request]) {
    let made = stream::iter(requests).map(|request| store.request_create(request)).buffer_unordered(16);
    made.for_each(|result| async { result.unwrap() }).await;
}

/// The heads of `count` full-sized requests, a minute between two; the i-th of the prefecture that `of` names. Gives their facility. One
/// head is made by the store; the others are it under other keys, since lists read nothing else.
pub(crate) async fn store_large(store: &Store, count: usize, of: impl Fn(usize) -> Prefecture) -> FacilityId {
    let scratch = crate::table().await;
    let request = large_in_progress(&scratch, 1).await;
    let template = raw::row(&scratch, &format!("R#{}", request.id), "h").await;
    let start = at("2026-11-01T00:00:00");
    let heads: Vec<raw::Item> = (0..count)
        .map(|n| head(&template, n, of(n), start + TimeDelta::minutes(i64::try_from(n).unwrap())))
        .collect();
    raw::put_all(store, heads).await;
    request.facility.id
}

/// The head of the n-th request as if it had been submitted at that time and were due four hours later.
fn head(template: &raw::Item, n: usize, prefecture: Prefecture, at: Instant) -> raw::Item {
    let (id, updated, due) = (id(n), at.timestamp_millis(), (at + TimeDelta::hours(4)).timestamp_millis());
    let mut item = template.clone();
    for (name, value) in [
        ("pk", format!("R#{id}")),
        ("pf", prefecture.code()),
        ("g1", format!("P#{prefecture}")),
        ("g2", format!("P#{prefecture}")),
        ("s1", format!("{updated}#{id}")),
        ("s2", format!("{due}#{id}")),
        ("s3", id.to_string()),
    ] {
        assert!(item.insert(name.to_owned(), raw::text(&value)).is_some(), "heads have no {name}");
    }
    for (name, value) in [("sa", updated), ("ua", updated), ("da", due)] {
        assert!(item.insert(name.to_owned(), raw::number(value)).is_some(), "heads have no {name}");
    }
    item
}

/// A list's first page, newest first.
pub(crate) fn first_page(scope: ListScope, limit: usize) -> ListQuery {
    ListQuery { scope, from: None, until: None, order: Order::Descending, after: None, limit }
}

/// All pages of a list; every one but the last must be followed by another that is not empty, unless rows are filtered.
pub(crate) async fn read_all(
    store: &Store,
    query: &ListQuery,
    keep: Option<&(dyn Fn(&RequestRow) -> bool + Sync)>,
) -> Vec<Vec<RequestRow>> {
    let (mut pages, mut query) = (Vec::new(), query.clone());
    loop {
        let page = store.request_list(&query, keep).await.unwrap();
        assert!(page.rows.len() <= query.limit);
        pages.push(page.rows);
        query.after = page.next;
        if query.after.is_none() {
            return pages;
        }
    }
}

/// What the index of the scope should hold, in ascending order of its key.
pub(crate) fn expected(requests: &[Request], scope: &ListScope) -> Vec<RequestRow> {
    let rows = requests.iter().map(RequestRow::from);
    let mut keyed: Vec<(Option<Instant>, RequestRow)> = match scope {
        ListScope::ByUpdated(prefectures) => rows
            .filter(|row| row.updated_at.is_some() && prefectures.contains(&row.prefecture))
            .map(|row| (row.updated_at, row))
            .collect(),
        ListScope::ByDue(prefectures) => rows
            .filter(|row| row.status == Status::UnderReview && prefectures.contains(&row.prefecture))
            .map(|row| (row.due_at, row))
            .collect(),
        ListScope::OfFacility(id) => rows.filter(|row| row.facility == *id).map(|row| (None, row)).collect(),
    };
    keyed.sort_by(|(at, row), (other_at, other)| (at, &row.id).cmp(&(other_at, &other.id)));
    keyed.into_iter().map(|(_, row)| row).collect()
}
