//! Requests under review, by prefecture, from the index by target.

use chrono::{NaiveDate, TimeDelta};
use domain::{deadline::target, digest::Slot, policy::Policy, prefecture::Prefecture, row::RequestRow};
use futures::stream::{self, StreamExt, TryStreamExt};
use store::{ListScope, StoreError};
use web::App;

/// Prefectures read at the same time.
const AT_ONCE: usize = 8;

/// A prefecture with what is on its desk.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) prefecture: Prefecture,
    pub(crate) rows: Vec<RequestRow>,
}

/// Every prefecture that has anything on its desk, in code order. With a digest at hand only what is due by today's target is read: half a
/// read unit per prefecture and what is due. The reminder of 9:00 reads all that is open.
pub(crate) async fn read(
    app: &App,
    digest: Option<Slot>,
    today: NaiveDate,
    policy: &Policy,
) -> Result<Vec<Desk>, StoreError> {
    let until = digest.map(|_| target(today, policy) + TimeDelta::milliseconds(1));
    let desk = |prefecture| async move {
        let rows = app.store.request_rows(ListScope::ByDue(vec![prefecture]), None, until).await?;
        Ok::<_, StoreError>(Desk { prefecture, rows })
    };
    let desks: Vec<Desk> = stream::iter(Prefecture::all()).map(desk).buffered(AT_ONCE).try_collect().await?;
    Ok(desks.into_iter().filter(|desk| !desk.rows.is_empty()).collect())
}
