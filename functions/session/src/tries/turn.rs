//! One try after one's own wait, whatever strangers do under the same name meanwhile.

use axum::http::{HeaderMap, HeaderValue};
use chrono::TimeDelta;
use domain::time::Instant;
use store::TriesRow;
use web::{
    App, Problem,
    turn::{self, Ticket},
};

use super::whose::{named, network};

/// For how long it is remembered how many tickets were used up: longer than any of them is believed.
const REMEMBERED: TimeDelta = TimeDelta::minutes(15);
/// The first wait of one who used a ticket up and failed; doubled with each further one.
const AGAIN: u64 = 30;
/// The longest wait for a turn.
const LONGEST: u64 = 120;

/// Where a caller stands. Tickets are counted for a name and a network, and each is good for one number of that count: of many that were
/// collected there, the first that is used up makes all others void.
pub(crate) struct Turn {
    holder: String,
    row: Option<TriesRow>,
    ticket: Option<Ticket>,
    now: Instant,
}

impl Turn {
    /// Where the caller of that name and address stands.
    pub(crate) async fn of(app: &App, headers: &HeaderMap, typed: &str, from: &str) -> Result<Self, Problem> {
        let network = network(from).unwrap_or_else(|| "-".to_owned());
        let holder = format!("turn {} {network}", named(typed));
        let now = app.clock.session_now();
        let row = app.store.tries_get(&holder).await?;
        let used = used_up(row.as_ref(), now);
        let ticket = turn::ticket(app, headers, &holder).filter(|ticket| ticket.used_before == used);
        Ok(Self { holder, row, ticket, now })
    }

    /// Whether a ticket's turn has come.
    pub(crate) fn has_come(&self) -> bool {
        self.ticket.is_some_and(|ticket| ticket.not_before <= self.now)
    }

    /// Uses the ticket up. False when it just was, by another call.
    pub(crate) async fn use_up(&self, app: &App) -> Result<bool, Problem> {
        let used = self.counting(used_up(self.row.as_ref(), self.now) + 1);
        Ok(app.store.tries_put(&self.holder, self.row.as_ref(), &used).await?)
    }

    /// The ticket that was used up is good again: the try was no failure.
    pub(crate) async fn give_back(&self, app: &App) -> Result<(), Problem> {
        let used = used_up(self.row.as_ref(), self.now);
        app.store.tries_put(&self.holder, Some(&self.counting(used + 1)), &self.counting(used)).await?;
        Ok(())
    }

    /// The row once so many tickets were used up.
    fn counting(&self, failures: u32) -> TriesRow {
        TriesRow { failures, not_before: self.now, forgotten_at: self.now + REMEMBERED, refused: 0 }
    }

    /// What somebody is told who has to wait for so many seconds with all others: how long it is really, and the cookie with a ticket, unless
    /// there is one already.
    pub(crate) fn wait(&self, app: &App, seconds: u64) -> Result<(u64, Option<HeaderValue>), Problem> {
        if let Some(ticket) = self.ticket {
            let left = (ticket.not_before - self.now).num_milliseconds();
            let left = u64::try_from(left).unwrap_or(0).div_ceil(1_000);
            // Whose turn has come is kept waiting by its address, which goes for everybody there.
            return Ok((if left == 0 { seconds } else { left.min(seconds) }, None));
        }
        let used_before = used_up(self.row.as_ref(), self.now);
        let own = seconds.max(again(used_before));
        let not_before = self.now + TimeDelta::seconds(i64::try_from(own).unwrap_or(0));
        let cookie = turn::give(app, &self.holder, Ticket { not_before, used_before })?;
        Ok((seconds, Some(cookie)))
    }
}

fn used_up(row: Option<&TriesRow>, now: Instant) -> u32 {
    row.filter(|row| row.forgotten_at > now).map_or(0, |row| row.failures)
}

fn again(used_up: u32) -> u64 {
    match used_up.checked_sub(1) {
        None => 0,
        // Two doublings reach the longest already.
        Some(more) => (AGAIN << more.min(2)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_turn_that_failed_makes_the_next_wait_longer_up_to_two_minutes() {
        let waits: Vec<u64> = (0..6).chain([u32::MAX]).map(again).collect();
        assert_eq!(waits, [0, 30, 60, 120, 120, 120, 120]);
    }
}
