//! Cursors: opaque, bound to caller and filter, and of no use when altered (DESIGN).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{Config, Problem, digest};

/// Bytes of the seal kept.
const SEAL_BYTES: usize = 16;

/// What a cursor belongs to.
#[derive(Debug, Clone, Copy)]
pub struct CursorBinding<'a> {
    /// User name of the caller.
    pub caller: &'a str,
    /// Everything that makes the list what it is, in a fixed form.
    pub filter: &'a str,
}

/// Seals a position in a list.
pub fn seal_cursor(config: &Config, binding: CursorBinding, position: &str) -> String {
    let mut bytes = seal(config, binding, position).to_vec();
    bytes.extend_from_slice(position.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The position a cursor holds, if it was sealed for this caller and filter.
///
/// # Errors
/// 422 naming the field `cursor`.
pub fn open_cursor(config: &Config, binding: CursorBinding, cursor: &str) -> Result<String, Problem> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).unwrap_or_default();
    let opened = bytes.split_at_checked(SEAL_BYTES).and_then(|(sealed, position)| {
        let position = std::str::from_utf8(position).ok()?;
        let mac = mac(config, binding, position);
        mac.verify_truncated_left(sealed).ok().map(|()| position.to_owned())
    });
    opened.ok_or_else(|| {
        Problem::invalid_field(
            "cursor",
            "cursor",
            "一覧の続きの位置が正しくありません。最初のページから開き直してください。",
        )
    })
}

fn seal(config: &Config, binding: CursorBinding, position: &str) -> [u8; SEAL_BYTES] {
    let full = mac(config, binding, position).finalize().into_bytes();
    let mut sealed = [0; SEAL_BYTES];
    sealed.copy_from_slice(&full[..SEAL_BYTES]);
    sealed
}

fn mac(config: &Config, binding: CursorBinding, position: &str) -> Hmac<Sha256> {
    let key = digest(&["cursor", &config.cursor_key]);
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("an HMAC takes a key of any length");
    for part in [binding.caller, binding.filter, position] {
        mac.update(&part.len().to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_for_its_caller_and_filter_only() {
        let config = Config::sample("http://127.0.0.1:3000", "t");
        let bound = CursorBinding { caller: "tokyo", filter: "view=all" };
        let cursor = seal_cursor(&config, bound, "1795480800123#01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assert_eq!(open_cursor(&config, bound, &cursor).unwrap(), "1795480800123#01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assert!(open_cursor(&config, CursorBinding { caller: "osaka", ..bound }, &cursor).is_err());
        assert!(open_cursor(&config, CursorBinding { filter: "view=open", ..bound }, &cursor).is_err());
        for altered in ["", "x", &cursor[1..], &cursor[..cursor.len() - 2], &cursor.replace('0', "1")] {
            if altered != cursor {
                assert!(open_cursor(&config, bound, altered).is_err(), "{altered}");
            }
        }
        let other = Config { cursor_key: "another key of this test, long enough".into(), ..config };
        assert!(open_cursor(&other, bound, &cursor).is_err());
    }
}
