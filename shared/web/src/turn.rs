//! Turns: who is told to wait gets a ticket for one try after its wait, so that strangers who keep failing under a user's name cannot keep
//! the user waiting for ever (SPEC 10). A ticket is sealed for whoever it was given to, lets nobody in, and is believed for ten minutes.

use axum::http::{HeaderMap, HeaderValue};
use chrono::TimeDelta;
use cookie::time::Duration;
use domain::time::Instant;

use crate::{
    App, Problem, cookies,
    seal::{holds, seal},
};

const COOKIE: &str = "haifu_turn";
/// What seals are made for.
const PURPOSE: &str = "turn";
/// For how many minutes a ticket is believed.
const LIVES: i64 = 10;

/// A ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    /// Its turn has not come before this.
    pub not_before: Instant,
    /// How many tickets of the same holder were used up before it: one that is used up itself no longer has the right number.
    pub used_before: u32,
}

/// The ticket of a call, if it was given to this holder within the last ten minutes.
pub fn ticket(app: &App, headers: &HeaderMap, holder: &str) -> Option<Ticket> {
    let value = cookies::read(app, headers, COOKIE)?;
    let mut parts = value.splitn(4, '.');
    let (from, used, until, seal) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let lives = app.clock.session_now() < instant(until)?;
    (lives && holds(&app.config, PURPOSE, &[holder, from, used, until], seal)).then_some(())?;
    Some(Ticket { not_before: instant(from)?, used_before: used.parse().ok()? })
}

/// The cookie that gives a ticket to this holder.
///
/// # Errors
/// A [`Problem`] (500) when it does not fit into a header.
pub fn give(app: &App, holder: &str, ticket: Ticket) -> Result<HeaderValue, Problem> {
    let from = ticket.not_before.timestamp_millis().to_string();
    let used = ticket.used_before.to_string();
    let until = (app.clock.session_now() + TimeDelta::minutes(LIVES)).timestamp_millis().to_string();
    let seal = seal(&app.config, PURPOSE, &[holder, &from, &used, &until]);
    cookies::set(app, COOKIE, &format!("{from}.{used}.{until}.{seal}"), Some(Duration::minutes(LIVES)))
}

fn instant(millis: &str) -> Option<Instant> {
    Instant::from_timestamp_millis(millis.parse().ok()?)
}
