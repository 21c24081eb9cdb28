//! Sealed values: handed to a browser to keep, believed when they come back, and never made up by anybody else.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{Config, digest};

/// The seal of parts for one purpose. A seal for one purpose is none for another.
pub(crate) fn seal(config: &Config, purpose: &str, parts: &[&str]) -> String {
    URL_SAFE_NO_PAD.encode(mac(config, purpose, parts).finalize().into_bytes())
}

/// Whether the seal was made here for this purpose and these parts.
pub(crate) fn holds(config: &Config, purpose: &str, parts: &[&str], seal: &str) -> bool {
    let Ok(seal) = URL_SAFE_NO_PAD.decode(seal) else { return false };
    mac(config, purpose, parts).verify_slice(&seal).is_ok()
}

fn mac(config: &Config, purpose: &str, parts: &[&str]) -> Hmac<Sha256> {
    let key = digest(&[purpose, &config.cursor_key]);
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("an HMAC takes a key of any length");
    mac.update(digest(parts).as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_for_its_key_its_purpose_and_its_parts_alone() {
        let config = Config::sample("http://127.0.0.1:3000", "haifu");
        let made = seal(&config, "device", &["tokyo", "1"]);
        assert!(holds(&config, "device", &["tokyo", "1"], &made));
        let other_key = Config { cursor_key: "other".to_owned(), ..config.clone() };
        for (config, purpose, parts, seal) in [
            (&other_key, "device", ["tokyo", "1"], made.as_str()),
            (&config, "turn", ["tokyo", "1"], &made),
            (&config, "device", ["osaka", "1"], &made),
            (&config, "device", ["toky", "o1"], &made),
            (&config, "device", ["tokyo", "1"], &made[1..]),
            (&config, "device", ["tokyo", "1"], ""),
            (&config, "device", ["tokyo", "1"], "*"),
        ] {
            assert!(!holds(config, purpose, &parts, seal), "{purpose} {parts:?} {seal}");
        }
    }
}
