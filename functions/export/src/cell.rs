//! What one field of a row holds.

use crate::fold::is_invisible;
use domain::time::{Instant, jst};
use std::borrow::Cow;

/// The content of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// What a person typed: names, addresses, reasons. Guarded against being taken for a formula.
    Text(String),
    /// What the system wrote: headings, codes, fixed words, dates.
    Plain(String),
    /// A number.
    Number(i64),
    /// Nothing known or nothing to say.
    Empty,
}

impl Cell {
    /// The instant on a clock in Japan, as in `2026/11/24 10:15`: a form that Excel reads as a date.
    pub fn date_time(at: Instant) -> Self {
        Self::Plain(jst(at).format("%Y/%m/%d %H:%M").to_string())
    }

    /// The characters that go into the file, before quoting.
    pub fn content(&self) -> String {
        match self {
            Self::Text(text) => guarded(clean(text)),
            Self::Plain(text) => clean(text),
            Self::Number(number) => number.to_string(),
            Self::Empty => String::new(),
        }
    }
}

/// The text with LF as its only line break and without other control characters but the tab.
fn clean(text: &str) -> String {
    unix_lines(text)
        .chars()
        .map(|c| if is_line_break(c) { '\n' } else { c })
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect()
}

fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// CR alone, next line, line separator, paragraph separator.
fn is_line_break(c: char) -> bool {
    matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn guarded(mut text: String) -> String {
    if may_be_formula(&text) {
        text.insert(0, '\'');
    }
    text
}

/// Whether a spreadsheet may compute the cleaned text instead of showing it.
///
/// Spaces and invisible characters in front do not make a formula harmless: several programs trim them on
/// opening, and the Shift-JIS file drops the invisible ones. A tab or line break in front is refused whatever
/// follows.
fn may_be_formula(text: &str) -> bool {
    let mut visible = text.chars().filter(|c| !is_invisible(*c)).peekable();
    matches!(visible.peek(), Some('\t' | '\n'))
        || visible.find(|c| !c.is_whitespace()).is_some_and(is_formula_sign)
}

/// The signs with which a formula begins, half and full width. The minus sign (U+2212) becomes the full-width
/// hyphen in Shift-JIS.
fn is_formula_sign(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(Cell::Text(text.to_owned()).content(), expected, "{text:?}");
    }

    #[test]
    fn a_text_that_could_be_a_formula_is_led_by_an_apostrophe() {
        for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\u{2212}"] {
            check(&format!("{sign}1+1"), &format!("'{sign}1+1"));
            check(sign, &format!("'{sign}"));
        }
        check("=HYPERLINK(\"http://a\")", "'=HYPERLINK(\"http://a\")");
        check("\t医院", "'\t医院");
        check("\r医院", "'\n医院");
        check("\n医院", "'\n医院");
    }

    #[test]
    fn spaces_and_invisible_characters_do_not_hide_a_formula() {
        for hidden in
            [" =1", "\u{3000}＝1", "\u{A0}+1", "\u{200B}=1", "\u{FEFF} @a", "\u{E0100}-1", "\u{FE0F}\ta"]
        {
            check(hidden, &format!("'{hidden}"));
        }
        check("\u{0}\u{1B}=1", "'=1");
        check(" \r\n=1", "' \n=1");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in [
            "",
            " ",
            "1=1",
            "03-1234-5678",
            "a@example.jp",
            "'=1",
            "ー",
            "‐",
            "*",
            "（＋）",
            " 東京都",
            "1-2-3",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn line_breaks_become_lf_and_other_control_characters_go() {
        check("一\r\n二\r三\n四\u{2028}五\u{85}六", "一\n二\n三\n四\n五\n六");
        check("一\r\r\n二", "一\n\n二");
        check("a\u{0}b\u{1B}c\td\u{7F}e\u{9F}f\u{B}", "abc\tdef");
    }

    #[test]
    fn what_the_system_wrote_is_not_guarded() {
        assert_eq!(Cell::Plain("-".to_owned()).content(), "-");
        assert_eq!(Cell::Plain("一\r\n二\u{0}".to_owned()).content(), "一\n二");
        assert_eq!(Cell::Number(-1_200).content(), "-1200");
        assert_eq!(Cell::Number(i64::MAX).content(), "9223372036854775807");
        assert_eq!(Cell::Empty.content(), "");
    }

    #[test]
    fn an_instant_is_shown_on_a_clock_in_japan() {
        let at = "2026-11-23T15:05:59Z".parse::<Instant>().unwrap();
        assert_eq!(Cell::date_time(at), Cell::Plain("2026/11/24 00:05".to_owned()));
    }
}
