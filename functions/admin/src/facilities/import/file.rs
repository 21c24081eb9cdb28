//! A file that comes in parts: whole lines of it, the headings only in the first.

use web::Problem;

use super::layout::LAYOUT;
use crate::csv_input::{self, Sheet};

/// The first line of a file's first part as it came, with its byte order mark: read before every later part, it gives each the same
/// columns and the same encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head(Vec<u8>);

impl Head {
    /// That of a first part.
    pub(super) fn of(first: &[u8]) -> Self {
        let end = |byte| first.iter().position(|other| *other == byte);
        let length = end(b'\n').or_else(|| end(b'\r')).map_or(first.len(), |at| at + 1);
        Self(first[..length].to_vec())
    }

    /// The rows of a part, numbered as if it alone stood below the headings; none when it is blank.
    ///
    /// # Errors
    /// 422 when it cannot be read as a part of this file.
    pub(super) fn read(&self, part: u32, bytes: &[u8]) -> Result<Option<Sheet>, Problem> {
        if part == 1 {
            return csv_input::read(bytes, &LAYOUT).map(Some);
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        let whole = [&self.0, bytes].concat();
        csv_input::read(&whole, &LAYOUT).map(Some).map_err(|_| unreadable(part))
    }
}

/// How many lines there are. A carriage return and a line feed are one end of a line.
pub(super) fn lines(bytes: &[u8]) -> u64 {
    let ends = |(at, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let ended = bytes.iter().enumerate().filter(|(at, byte)| ends((*at, byte))).count();
    let open = !bytes.is_empty() && !ends_a_line(bytes);
    u64::try_from(ended + usize::from(open)).unwrap_or(u64::MAX)
}

/// Whether the bytes end where a line does.
pub(super) fn ends_a_line(bytes: &[u8]) -> bool {
    matches!(bytes.last(), Some(b'\n' | b'\r'))
}

fn unreadable(part: u32) -> Problem {
    let message = format!(
        "ファイルの{part}番目の部分を読み取れません。すべての部分を、1番目と同じ文字コード（UTF-8またはShift-JIS）で送ってください。"
    );
    Problem::invalid_field(format!("parts.{part}"), "unreadable_part", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_the_first_line_with_its_end() {
        for (first, head) in [("a,b\r\nc", "a,b\r\n"), ("a\nb\n", "a\n"), ("a\rb\r", "a\r"), ("a", "a")] {
            assert_eq!(Head::of(first.as_bytes()), Head(head.into()), "{first:?}");
        }
    }

    #[test]
    fn lines_are_counted_whatever_they_end_in() {
        for (text, count) in
            [("", 0), ("a", 1), ("a\n", 1), ("a\r\nb", 2), ("a\r\nb\r\n", 2), ("a\rb\r", 2), ("\n\n", 2)]
        {
            assert_eq!(lines(text.as_bytes()), count, "{text:?}");
        }
        assert!(ends_a_line(b"a\n") && !ends_a_line(b"a") && !ends_a_line(b""));
    }
}
