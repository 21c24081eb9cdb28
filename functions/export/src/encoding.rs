//! The two ways in which a CSV file can be written.

/// How the characters of a file become bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Shift-JIS as Windows has it (Windows-31J, also called CP932): what Excel expects without being told.
    ShiftJis,
    /// UTF-8, led by a byte order mark: without it Excel takes the file for Shift-JIS.
    Utf8,
}

impl Encoding {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::ShiftJis, Self::Utf8];

    /// The encoding with this wire name, if there is one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.as_str() == name)
    }

    /// The name on the wire, as in `encoding=shift_jis`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ShiftJis => "shift_jis",
            Self::Utf8 => "utf_8",
        }
    }

    /// The value of the `Content-Type` header.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::ShiftJis => "text/csv; charset=Shift_JIS",
            Self::Utf8 => "text/csv; charset=utf-8",
        }
    }

    /// The bytes with which a file begins, before its first character.
    pub(crate) const fn mark(self) -> &'static [u8] {
        match self {
            Self::ShiftJis => b"",
            Self::Utf8 => b"\xEF\xBB\xBF",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_found_by_its_exact_wire_name_only() {
        assert_eq!(Encoding::parse("shift_jis"), Some(Encoding::ShiftJis));
        assert_eq!(Encoding::parse("utf_8"), Some(Encoding::Utf8));
        for unknown in ["", "utf-8", "utf8", "Shift_JIS", "SHIFT_JIS", " utf_8", "cp932"] {
            assert_eq!(Encoding::parse(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn the_content_type_names_the_character_set() {
        assert_eq!(Encoding::ShiftJis.content_type(), "text/csv; charset=Shift_JIS");
        assert_eq!(Encoding::Utf8.content_type(), "text/csv; charset=utf-8");
    }
}
