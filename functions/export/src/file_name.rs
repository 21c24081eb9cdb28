//! The name under which a browser saves the file.

use domain::time::{Instant, jst};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 8187 lets stand as it is in an extended parameter, of what occurs in our names.
const PERCENT_ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// What a file is called, in Japanese and in ASCII for programs too old for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileName {
    /// In Japanese.
    pub japanese: &'static str,
    /// In ASCII.
    pub ascii: &'static str,
}

/// A file of requests.
pub const REQUESTS: FileName = FileName { japanese: "緊急配布要請", ascii: "emergency-distribution" };
/// A file of the audit record.
pub const AUDIT: FileName = FileName { japanese: "監査記録", ascii: "audit-record" };

/// The value of the `Content-Disposition` header for a file made at that instant: saved as
/// `緊急配布要請_20261124_1302.csv` (time in Japan), under an ASCII name where a program is too old for that.
pub fn content_disposition(name: FileName, made_at: Instant) -> String {
    let FileName { japanese, ascii } = name;
    let stamp = jst(made_at).format("%Y%m%d_%H%M");
    let name = format!("{japanese}_{stamp}.csv");
    let encoded = utf8_percent_encode(&name, PERCENT_ENCODED);
    format!("attachment; filename=\"{ascii}_{stamp}.csv\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_named_in_japanese_with_an_ascii_stand_in() {
        let header = content_disposition(REQUESTS, "2026-11-24T04:02:59.999Z".parse().unwrap());
        let expected = "attachment; filename=\"emergency-distribution_20261124_1302.csv\"; \
            filename*=UTF-8''%E7%B7%8A%E6%80%A5%E9%85%8D%E5%B8%83%E8%A6%81%E8%AB%8B_20261124_1302.csv";
        assert_eq!(header, expected);
    }

    #[test]
    fn the_day_is_the_day_in_japan() {
        let header = content_disposition(REQUESTS, "2026-12-31T15:00:00Z".parse().unwrap());
        assert!(header.contains("emergency-distribution_20270101_0000.csv"), "{header}");
    }
}
