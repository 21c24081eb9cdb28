//! Devices that signed in before. Tries from such a device are counted by themselves, so that a stranger who keeps failing under a user's
//! name does not keep the user out (SPEC 10). The cookie lets nobody in; it is sealed, so that none can be made up, and nothing is stored.
//! It has an entry for each of the last few users, since an office shares its PCs.

use axum::http::{HeaderMap, HeaderValue};
use cookie::time::Duration;
use domain::{id::UserName, time::Instant};

use crate::{
    App, Config, Problem, cookies, new_token,
    seal::{holds, seal},
};

const COOKIE: &str = "haifu_device";
/// What seals are made for.
const PURPOSE: &str = "device";
/// What the ids of devices begin with.
const DEVICE_ID: &str = "hd_";
/// Where nobody signed in for half a year, the device is a stranger again.
const REMEMBERED: Duration = Duration::days(180);
/// So many users are remembered; the one who signed in longest ago makes place.
const USERS: usize = 5;

/// The id of the device, if somebody signed in with it as this user within the last half year.
pub fn known(app: &App, headers: &HeaderMap, user_name: &UserName) -> Option<String> {
    let entries = cookies::read(app, headers, COOKIE)?;
    let now = app.clock.session_now();
    entries.split('~').find_map(|entry| id_in(&app.config, entry, user_name, now)).map(str::to_owned)
}

/// The cookie that makes the device known as this user's from now on, and still as that of the others who signed in last.
///
/// # Errors
/// A [`Problem`] (503) when the system has no randomness to give.
pub fn remember(app: &App, headers: &HeaderMap, user_name: &UserName) -> Result<HeaderValue, Problem> {
    let now = app.clock.session_now();
    let id = match known(app, headers, user_name) {
        Some(id) => id,
        None => new_token(DEVICE_ID)?,
    };
    let until = (now.timestamp() + REMEMBERED.whole_seconds()).to_string();
    let mine = format!("{id}.{until}.{}", seal(&app.config, PURPOSE, &[user_name.as_str(), &id, &until]));
    let before = cookies::read(app, headers, COOKIE).unwrap_or_default();
    let is_of_another = |entry: &&str| id_in(&app.config, entry, user_name, now).is_none();
    let others = before.split('~').filter(|entry| !entry.is_empty()).filter(is_of_another);
    // Entries that were not made here may be as long as they like.
    let others = others.filter(|entry| entry.len() <= 2 * mine.len());
    let entries: Vec<&str> = std::iter::once(mine.as_str()).chain(others).take(USERS).collect();
    cookies::set(app, COOKIE, &entries.join("~"), Some(REMEMBERED))
}

/// The id that an entry holds, if it was sealed for this user and is not too old.
fn id_in<'a>(config: &Config, entry: &'a str, user_name: &UserName, now: Instant) -> Option<&'a str> {
    let mut parts = entry.splitn(3, '.');
    let (id, until, seal) = (parts.next()?, parts.next()?, parts.next()?);
    let lives = until.parse::<i64>().is_ok_and(|until| until > now.timestamp());
    (lives && holds(config, PURPOSE, &[user_name.as_str(), id, until], seal)).then_some(id)
}
