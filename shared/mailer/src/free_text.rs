//! Free texts inside a mail's body.

use domain::text::one_line;

/// What every line of a free text begins with.
const MARK: char = '｜';

/// A free text as it stands in a body: each of its lines begins with a bar. Without the bar a question or an answer could hold lines that
/// look like another heading, a result or the mail's closing (MAILS rule 8); with it the reader sees where it begins and ends, however
/// the text is broken into lines.
pub(crate) fn framed(text: &str) -> String {
    let text = text.trim().replace("\r\n", "\n").replace('\t', " ");
    let lines: Vec<String> =
        text.split(is_line_break).map(|line| format!("{MARK}{}", one_line(line).trim_end())).collect();
    lines.join("\n")
}

/// Everything some mail reader begins a new line at.
fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::framed;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(framed(text), expected);
    }

    #[test]
    fn every_line_begins_with_the_bar_whatever_breaks_it() {
        check("在庫は？", "｜在庫は？");
        check("一\n二\r\n三\r四", "｜一\n｜二\n｜三\n｜四");
        check("一\u{2028}■結果\u{2029}二\u{85}三\u{B}四\u{C}五", "｜一\n｜■結果\n｜二\n｜三\n｜四\n｜五");
    }

    #[test]
    fn blank_lines_are_kept_inside_and_cut_off_outside() {
        check("\n\n一\n\n二\n　\n", "｜一\n｜\n｜二");
        check("", "｜");
    }

    #[test]
    fn control_characters_are_left_out_and_a_tab_becomes_a_space() {
        check("a\u{7}b\u{202E}c\td", "｜abc d");
    }
}
