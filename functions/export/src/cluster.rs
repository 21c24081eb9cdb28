//! Characters as a reader counts them.
//!
//! A reader takes か with a combining voicing mark, a family emoji or a flag for one character. When such a
//! character cannot be written, it is replaced and counted once, not once per code point.

use crate::fold::is_invisible;
use unicode_normalization::char::{compose, is_combining_mark};

const JOINER: char = '\u{200D}';

/// Splits the text into the characters a reader sees; joined together they are the text again.
pub(crate) fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (cluster, after) = rest.split_at(first_len(rest));
        rest = after;
        (!cluster.is_empty()).then_some(cluster)
    })
}

/// The length in bytes of the first cluster; 0 for an empty text.
fn first_len(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, mut base)) = chars.next() else { return 0 };
    let mut last = base;
    let mut open_flag = is_flag_half(base);
    for (at, c) in chars {
        if takes_no_marks(base) {
            return at;
        }
        let second_half = open_flag && is_flag_half(c);
        let joined = last == JOINER && is_pictograph(base) && is_pictograph(c);
        if let Some(composed) = compose(base, c) {
            base = composed;
        } else if joined || second_half {
            base = c;
        } else if !extends(base, c) {
            return at;
        }
        open_flag &= !second_half;
        last = c;
    }
    text.len()
}

/// The quotation mark and the line break are the grammar of a CSV file: no mark may draw them into a cluster,
/// where they could be replaced.
fn takes_no_marks(c: char) -> bool {
    c == '"' || c.is_control()
}

fn extends(base: char, c: char) -> bool {
    is_combining_mark(c) || is_invisible(c) || (is_skin_tone(c) && is_pictograph(base))
}

fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Half a flag: two regional indicators make one.
fn is_flag_half(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// The blocks of symbols and pictures from which emoji are made.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(clusters(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn marks_and_selectors_stay_with_their_character() {
        check("", &[]);
        check("病院", &["病", "院"]);
        check("か\u{3099}く", &["か\u{3099}", "く"]);
        check("葛\u{E0100}城", &["葛\u{E0100}", "城"]);
        check("e\u{301}\u{323}x", &["e\u{301}\u{323}", "x"]);
    }

    #[test]
    fn half_width_voicing_marks_are_characters_of_their_own() {
        check("ｶﾞ", &["ｶ", "ﾞ"]);
    }

    #[test]
    fn emoji_sequences_are_one_character() {
        check("👨\u{200D}👩\u{200D}👧👧", &["👨\u{200D}👩\u{200D}👧", "👧"]);
        check("👍\u{1F3FD}👍", &["👍\u{1F3FD}", "👍"]);
        check("❤\u{FE0F}\u{200D}🔥", &["❤\u{FE0F}\u{200D}🔥"]);
        check("🇯🇵🇯🇵", &["🇯🇵", "🇯🇵"]);
        check("🇯🇵🇯", &["🇯🇵", "🇯"]);
    }

    #[test]
    fn a_joiner_between_letters_joins_nothing() {
        check("か\u{200D}き", &["か\u{200D}", "き"]);
        check("か\u{1F3FD}", &["か", "\u{1F3FD}"]);
    }

    #[test]
    fn conjoining_hangul_is_one_syllable() {
        check("\u{1112}\u{1161}\u{11AB}\u{1100}", &["\u{1112}\u{1161}\u{11AB}", "\u{1100}"]);
    }

    #[test]
    fn quotation_marks_and_line_breaks_stand_alone() {
        check("\"\u{301}\n\u{301}", &["\"", "\u{301}", "\n", "\u{301}"]);
    }
}
