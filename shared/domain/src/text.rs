//! Free texts: at most 1,000 characters, line breaks allowed, other control characters not (SPEC 3).

/// How many characters (not bytes) a free text may hold.
pub const MAX_CHARS: usize = 1_000;
/// How many characters a name, an address or another one-line entry may hold.
pub const MAX_LINE_CHARS: usize = 200;

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// More characters than allowed; holds how many there are and how many may be.
    TooLong {
        /// Characters in the text.
        chars: usize,
        /// Characters it may have.
        max: usize,
    },
    /// A control character other than a line break or a tab.
    ControlCharacter,
}

/// Checks a text of several lines.
///
/// # Errors
/// The first [`TextFault`] found.
pub fn check_free_text(text: &str) -> Result<(), TextFault> {
    check(text, MAX_CHARS, |c| matches!(c, '\n' | '\r' | '\t'))
}

/// Checks an entry of one line.
///
/// # Errors
/// The first [`TextFault`] found.
pub fn check_line(text: &str) -> Result<(), TextFault> {
    check(text, MAX_LINE_CHARS, |_| false)
}

fn check(text: &str, max: usize, allowed: fn(char) -> bool) -> Result<(), TextFault> {
    let chars = text.chars().count();
    if chars > max {
        return Err(TextFault::TooLong { chars, max });
    }
    if text.chars().any(|c| (c.is_control() || is_invisible_format(c)) && !allowed(c)) {
        return Err(TextFault::ControlCharacter);
    }
    Ok(())
}

/// Characters that turn the direction of text around: a name holding one could show another name.
fn is_invisible_format(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// Whether there is nothing to read in the text; an ideographic space counts as nothing.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Master data as it goes into a mail: without line breaks and control characters (MAILS rule 8).
pub fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !is_invisible_format(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(check_free_text(&"あ".repeat(1_000)), Ok(()));
        assert_eq!(
            check_free_text(&"あ".repeat(1_001)),
            Err(TextFault::TooLong { chars: 1_001, max: 1_000 })
        );
        assert_eq!(check_line(&"あ".repeat(201)), Err(TextFault::TooLong { chars: 201, max: 200 }));
    }

    #[test]
    fn only_line_breaks_and_tabs_pass_as_control_characters() {
        assert_eq!(check_free_text("一行目\r\n二行目\t終わり"), Ok(()));
        for bad in ["\u{0}", "a\u{7}b", "\u{202E}txt", "\u{85}"] {
            assert_eq!(check_free_text(bad), Err(TextFault::ControlCharacter), "{bad:?}");
        }
        assert_eq!(check_line("一行目\n二行目"), Err(TextFault::ControlCharacter));
    }

    #[test]
    fn an_ideographic_space_is_nothing() {
        assert!(is_blank(""));
        assert!(is_blank(" 　\n"));
        assert!(!is_blank("　欠品　"));
        assert_eq!(one_line("東京\r\nBcc: x"), "東京Bcc: x");
    }
}
