//! Requests under review, by prefecture, from the index by target.

use chrono::{NaiveDate, TimeDelta};
use domain::{deadline::target, digest::Slot, policy::Policy, prefecture::Prefecture, row::RequestRow};
use futures::stream::{self, StreamExt};
use store::{ListScope, StoreError};
use web::App;

use crate::failures::Failures;

/// Prefectures read at the same time.
const AT_ONCE: usize = 8;

/// A prefecture with what is on its desk.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) prefecture: Prefecture,
    pub(crate) rows: Vec<RequestRow>,
}

/// Every prefecture that has anything on its desk, in code order, and what could not be read.
///
/// For a digest only what is due by today's target is read: half a read unit per prefecture and what is due. Reminders find all
/// they need there: what was asked about on an earlier day came in before, and so is due today at the latest, unless the facility updated it
/// today after the cut-off, with the open question before its eyes. The run of 9:00 reads all that is open, which is hardly more then.
pub(crate) async fn read(app: &App, slot: Slot, today: NaiveDate, policy: &Policy) -> (Vec<Desk>, Failures) {
    let until = (slot != Slot::AnswerReminder).then(|| target(today, policy) + TimeDelta::milliseconds(1));
    let desk = |prefecture| async move {
        let rows = app.store.request_rows(ListScope::ByDue(vec![prefecture]), None, until).await?;
        Ok(Desk { prefecture, rows })
    };
    let read: Vec<Result<Desk, StoreError>> =
        stream::iter(Prefecture::all()).map(desk).buffered(AT_ONCE).collect().await;
    let (mut desks, mut failures) = (Vec::new(), Failures::default());
    for result in read {
        failures.note(result.map(|desk: Desk| desks.push(desk)));
    }
    desks.retain(|desk| !desk.rows.is_empty());
    (desks, failures)
}
