//! From text to the bytes of the file, piece by piece.

use crate::{encoding::Encoding, fold::fold};
use encoding_rs::{EncoderResult, SHIFT_JIS};
use std::{error::Error, fmt};

/// How many bytes a file may have: what one answer of a Lambda function carries, with room to spare.
pub const MAX_ANSWER_BYTES: usize = 4_000_000;

/// 〓 in Windows-31J: the sign that printers set for a character they do not have.
const GETA: [u8; 2] = [0x81, 0xAC];

/// The file would grow beyond the limit. What was written before stays, but is not the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge {
    /// How many bytes the file may have.
    pub limit: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the file would be larger than {} bytes", self.limit)
    }
}

impl Error for TooLarge {}

/// Holds the encoded file while it grows.
#[derive(Debug)]
pub struct Encoder {
    encoding: Encoding,
    limit: usize,
    bytes: Vec<u8>,
    replaced: usize,
    folded: String,
}

impl Encoder {
    /// An empty file, which may grow to `limit` bytes, the byte order mark of UTF-8 included.
    pub fn new(encoding: Encoding, limit: usize) -> Self {
        Self { encoding, limit, bytes: encoding.mark().to_vec(), replaced: 0, folded: String::new() }
    }

    /// Appends a text. A character must not be spread over two calls: a mark at the beginning is taken for
    /// a character of its own.
    ///
    /// # Errors
    /// [`TooLarge`] when the text does not fit any more; the file is then as it was before.
    pub fn push(&mut self, text: &str) -> Result<(), TooLarge> {
        match self.encoding {
            Encoding::Utf8 => self.push_utf8(text),
            Encoding::ShiftJis => self.push_shift_jis(text),
        }
    }

    /// How many bytes the file has so far.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether the file has no byte yet; one in UTF-8 always has its byte order mark.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many characters, as a reader counts them, were replaced by 〓.
    pub fn replaced(&self) -> usize {
        self.replaced
    }

    /// The file, and how many of its characters were replaced by 〓.
    pub fn finish(self) -> (Vec<u8>, usize) {
        (self.bytes, self.replaced)
    }

    fn push_utf8(&mut self, text: &str) -> Result<(), TooLarge> {
        if self.bytes.len() + text.len() > self.limit {
            return Err(TooLarge { limit: self.limit });
        }
        self.bytes.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn push_shift_jis(&mut self, text: &str) -> Result<(), TooLarge> {
        let before = (self.bytes.len(), self.replaced);
        self.folded.clear();
        fold(text, &mut self.folded);
        self.encode_folded();
        if self.bytes.len() > self.limit {
            self.bytes.truncate(before.0);
            self.replaced = before.1;
            return Err(TooLarge { limit: self.limit });
        }
        Ok(())
    }

    /// `encode` of the same library would write `&#12316;` for what Shift-JIS lacks; this form tells us instead.
    fn encode_folded(&mut self) {
        let mut encoder = SHIFT_JIS.new_encoder();
        let mut rest = self.folded.as_str();
        loop {
            // Two bytes a character are enough, and no character has fewer bytes in UTF-8 than in Shift-JIS.
            self.bytes.reserve(rest.len() + GETA.len());
            let (result, read) =
                encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut self.bytes, true);
            rest = &rest[read..];
            match result {
                EncoderResult::InputEmpty => return,
                EncoderResult::OutputFull => {}
                EncoderResult::Unmappable(_) => {
                    self.bytes.extend_from_slice(&GETA);
                    self.replaced += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift_jis(text: &str) -> (Vec<u8>, usize) {
        let mut encoder = Encoder::new(Encoding::ShiftJis, MAX_ANSWER_BYTES);
        encoder.push(text).unwrap();
        assert_eq!(encoder.len(), encoder.bytes.len());
        encoder.finish()
    }

    #[track_caller]
    fn check(text: &str, expected: &str, replaced: usize) {
        let (bytes, count) = shift_jis(text);
        let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes);
        assert_eq!((decoded.as_deref(), count), (Some(expected), replaced), "{text:?}");
    }

    #[test]
    fn what_windows_has_beyond_the_standard_is_unharmed() {
        for text in ["髙﨑①㈱Ⅲ㎡", "～－‐", "ｶﾞ", "№℡㍻∑\u{212B}", "\u{FA19}社", "\"a\",\r\n\t'\\~"]
        {
            check(text, text, 0);
        }
        // The minus sign shares its bytes with the full-width hyphen.
        check("\u{2212}5", "－5", 0);
    }

    #[test]
    fn bytes_are_those_of_windows_31j() {
        assert_eq!(shift_jis("髙①〜").0, b"\xFB\xFC\x87\x40\x81\x60");
        assert_eq!(shift_jis("ｶﾞ").0, b"\xB6\xDE");
        assert_eq!(shift_jis("表\\").0, b"\x95\x5C\x5C");
        assert_eq!(shift_jis("𠮷").0, GETA);
    }

    #[test]
    fn stand_ins_are_not_counted() {
        check("9〜17時", "9～17時", 0);
        check("東\u{2014}西\u{2016}", "東\u{2015}西\u{2225}", 0);
        check("¥1,000 \u{A2}\u{A3}\u{AC}", "￥1,000 ￠￡￢", 0);
        check("葛\u{E0100}城\u{FE00}", "葛城", 0);
        check("か\u{3099}ん", "がん", 0);
        check("a\u{A0}b", "a b", 0);
    }

    #[test]
    fn the_rest_is_replaced_and_counted_once_per_character_seen() {
        check("𠮷田", "〓田", 1);
        check("森鷗外", "森〓外", 1);
        check("é", "〓", 1);
        check("e\u{301}", "〓", 1);
        check("😷😷", "〓〓", 2);
        check("❤\u{FE0F}👍\u{1F3FD}🇯🇵", "〓〓〓", 3);
        check("👨\u{200D}👩\u{200D}👧と", "〓と", 1);
        check("𠮷\u{E0100}", "〓", 1);
        check("か\u{309A}", "〓", 1);
        check("\u{FFFD}", "〓", 1);
    }

    #[test]
    fn a_geta_mark_of_the_text_itself_is_not_counted() {
        check("〓𠮷〓", "〓〓〓", 1);
    }

    #[test]
    fn a_mark_cannot_take_the_quotation_mark_before_it_away() {
        check("\"\u{301}a\"\r\n\u{20E3}\"", "\"〓a\"\r\n〓\"", 2);
    }

    #[test]
    fn references_typed_by_a_person_stay_as_typed() {
        check("&#12316;", "&#12316;", 0);
    }

    #[test]
    fn utf_8_changes_nothing_and_begins_with_the_mark() {
        let text = "〜\u{2014}¥𠮷é か\u{3099}葛\u{E0100}\u{A0}❤\u{FE0F}";
        let mut encoder = Encoder::new(Encoding::Utf8, MAX_ANSWER_BYTES);
        assert!(!encoder.is_empty());
        encoder.push(text).unwrap();
        let (bytes, replaced) = encoder.finish();
        assert_eq!(bytes, [b"\xEF\xBB\xBF", text.as_bytes()].concat());
        assert_eq!(replaced, 0);
    }

    #[test]
    fn a_full_file_refuses_more_and_stays_as_it_was() {
        for (encoding, limit) in [(Encoding::ShiftJis, 6), (Encoding::Utf8, 12)] {
            let mut encoder = Encoder::new(encoding, limit);
            encoder.push("病院𠮷".get(..6).unwrap()).unwrap();
            let held = encoder.len();
            assert_eq!(encoder.push("𠮷𠮷"), Err(TooLarge { limit }));
            assert_eq!((encoder.len(), encoder.replaced()), (held, 0));
            assert_eq!(encoder.push("〜"), Ok(()));
            assert_eq!(encoder.len(), limit);
            assert_eq!(encoder.push("a"), Err(TooLarge { limit }));
        }
    }

    /// Every code point alone: nothing turns into something else unseen.
    #[test]
    fn no_character_changes_unless_it_is_replaced_or_has_a_known_stand_in() {
        let mut changed = String::new();
        for c in '\0'..=char::MAX {
            let (bytes, replaced) = shift_jis(c.encode_utf8(&mut [0; 4]));
            let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes).unwrap();
            let kept = decoded.chars().eq([c]);
            let geta = decoded == "〓" && replaced == 1;
            let composed = unicode_normalization::UnicodeNormalization::nfc([c].into_iter());
            let invisible = decoded.is_empty() && crate::fold::is_invisible(c);
            if !kept && !geta && !invisible && !composed.eq(decoded.chars()) {
                changed.push(c);
            }
        }
        assert_eq!(changed, "\u{A0}¢£¥¬\u{2014}\u{2016}\u{203E}\u{2212}\u{301C}");
    }
}
