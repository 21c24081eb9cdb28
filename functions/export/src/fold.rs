//! Stand-ins for characters that Shift-JIS lacks.
//!
//! Windows-31J holds some characters only under the code point of a look-alike, and silently turns ¥ into a
//! backslash and ‾ into a tilde. What has a stand-in that reads the same is folded here, and not counted.

use crate::cluster::clusters;
use encoding_rs::{EncoderResult, SHIFT_JIS};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Takes the place of a cluster for which there is no stand-in. Shift-JIS lacks it, so that the encoder meets
/// it and counts.
const UNWRITABLE: char = char::REPLACEMENT_CHARACTER;

/// Appends the text to `folded` with every character replaced by its stand-in, if it needs and has one.
/// Characters without one stay, or become [`UNWRITABLE`] when several code points make one character.
pub(crate) fn fold(text: &str, folded: &mut String) {
    for cluster in clusters(text) {
        fold_cluster(cluster, folded);
    }
}

/// Characters that show nothing by themselves: variation selectors, joiners, zero-width spaces, direction
/// marks, tags. A 〓 in their place would puzzle the reader.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn fold_cluster(cluster: &str, folded: &mut String) {
    let start = folded.len();
    folded.extend(cluster.chars().filter(|c| !is_invisible(*c)).map(stand_in));
    let visible = &folded[start..];
    // Several code points are composed; one alone only when needed: Windows-31J holds Å (U+212B) and
    // 神 (U+FA19), which composing would change.
    if visible.is_ascii() || is_single(visible) && (is_nfc(visible) || is_encodable(visible)) {
        return;
    }
    let composed: String = visible.nfc().collect();
    folded.truncate(start);
    if is_encodable(&composed) {
        folded.push_str(&composed);
    } else {
        folded.push(UNWRITABLE);
    }
}

fn stand_in(c: char) -> char {
    match c {
        '\u{301C}' => '～',
        '\u{2212}' => '－',
        '\u{2014}' => '―',
        '\u{2016}' => '∥',
        '\u{A2}' => '￠',
        '\u{A3}' => '￡',
        '\u{AC}' => '￢',
        '\u{A5}' => '￥',
        '\u{203E}' => '￣',
        '\u{A0}' => ' ',
        _ => c,
    }
}

fn is_single(text: &str) -> bool {
    text.chars().nth(1).is_none()
}

/// Whether Windows-31J holds every character of the text.
fn is_encodable(text: &str) -> bool {
    let mut encoder = SHIFT_JIS.new_encoder();
    let mut rest = text;
    let mut bytes = [0; 16];
    loop {
        match encoder.encode_from_utf8_without_replacement(rest, &mut bytes, true) {
            (EncoderResult::InputEmpty, _, _) => return true,
            (EncoderResult::Unmappable(_), _, _) => return false,
            (EncoderResult::OutputFull, read, _) => rest = &rest[read..],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut folded = String::new();
        fold(text, &mut folded);
        assert_eq!(folded, expected, "{text:?}");
    }

    #[test]
    fn look_alikes_stand_in() {
        check("9\u{301C}17時", "9～17時");
        check("\u{2212}1", "－1");
        check("\u{2014}\u{2016}", "\u{2015}\u{2225}");
        check("\u{A2}\u{A3}\u{AC}\u{A5}\u{203E}", "￠￡￢￥￣");
        check("1\u{A0}000", "1 000");
    }

    #[test]
    fn invisible_characters_are_dropped() {
        check("葛\u{E0100}城\u{FE00}", "葛城");
        check("\u{FEFF}マ\u{200B}スク\u{200E}", "マスク");
    }

    #[test]
    fn combining_marks_are_composed() {
        check("か\u{3099}く\u{3099}ハ\u{309A}", "がぐパ");
        check("\u{F900}", "豈");
    }

    #[test]
    fn characters_that_windows_holds_are_not_composed_away() {
        check("\u{212B}", "\u{212B}");
        check("\u{FA19}\u{FA1A}\u{FA11}", "\u{FA19}\u{FA1A}\u{FA11}");
        check("\u{FA19}\u{E0101}", "\u{FA19}");
    }

    #[test]
    fn a_character_of_several_code_points_without_stand_in_becomes_one() {
        check("か\u{309A}", "\u{FFFD}");
        check("1\u{FE0F}\u{20E3}", "\u{FFFD}");
        check("👨\u{200D}👩\u{200D}👧", "\u{FFFD}");
        check("e\u{301}", "\u{FFFD}");
    }
}
