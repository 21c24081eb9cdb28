//! Devices that signed in before. Tries from such a device are counted by themselves, so that a stranger who keeps failing under a user's
//! name does not keep the user out (SPEC 10). The cookie lets nobody in; it is sealed, so that none can be made up, and nothing is stored.

use axum::http::{HeaderMap, HeaderValue};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cookie::time::Duration;
use domain::id::UserName;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{App, Config, Problem, cookies, digest, new_token};

const COOKIE: &str = "haifu_device";
/// What the ids of devices begin with.
const DEVICE_ID: &str = "hd_";
/// A device that is not used for half a year is a stranger again.
const REMEMBERED: Duration = Duration::days(180);

/// The id of the device, if somebody signed in with it as this user before.
pub fn known(app: &App, headers: &HeaderMap, user_name: &UserName) -> Option<String> {
    let value = cookies::read(app, headers, COOKIE)?;
    let (id, seal) = value.split_once('.')?;
    let seal = URL_SAFE_NO_PAD.decode(seal).ok()?;
    mac(&app.config, user_name, id).verify_slice(&seal).ok().map(|()| id.to_owned())
}

/// The cookie that makes the device known as this user's.
///
/// # Errors
/// A [`Problem`] (503) when the system has no randomness to give.
pub fn remember(app: &App, user_name: &UserName) -> Result<HeaderValue, Problem> {
    let id = new_token(DEVICE_ID)?;
    let seal = URL_SAFE_NO_PAD.encode(mac(&app.config, user_name, &id).finalize().into_bytes());
    let value = format!("{id}.{seal}");
    cookies::set(app, COOKIE, &value, Some(REMEMBERED))
}

fn mac(config: &Config, user_name: &UserName, id: &str) -> Hmac<Sha256> {
    let key = digest(&["device", &config.cursor_key]);
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("an HMAC takes a key of any length");
    mac.update(digest(&[user_name.as_str(), id]).as_bytes());
    mac
}
