//! What must hold of a function's program before it is deployed: small enough to start fast, and linked for what Lambda has.

use std::{fmt, fs, path::Path};

/// The largest program taken. One function has about 5 MB; much more is a dependency nobody wanted.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The newest glibc that may be asked for: zig links for 2.30 and older, Amazon Linux 2023 has 2.34, and what is linked by a newer system's own
/// linker asks for that or more.
const MAX_GLIBC: (u32, u32) = (2, 33);
const VERSION: &[u8] = b"GLIBC_";

/// What was found in a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bootstrap {
    bytes: usize,
    is_elf: bool,
    glibc: Option<(u32, u32)>,
    needs_libgcc: bool,
}

/// Reads a program.
///
/// # Errors
/// One line when it is not there.
pub(crate) fn look_at(path: &Path) -> Result<Bootstrap, String> {
    let program = fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(Bootstrap::of(&program))
}

impl Bootstrap {
    fn of(program: &[u8]) -> Self {
        Self {
            bytes: program.len(),
            is_elf: program.starts_with(b"\x7fELF"),
            glibc: newest_glibc(program),
            needs_libgcc: holds(program, b"libgcc_s.so"),
        }
    }

    /// Holds it against the limits.
    ///
    /// # Errors
    /// One line for the first that is exceeded.
    pub(crate) fn check(&self, function: &str) -> Result<(), String> {
        if !self.is_elf {
            return Err(format!("{function} is no Linux program"));
        }
        if self.bytes > MAX_BYTES {
            return Err(format!("{function} has {} MB, more than {}", self.bytes >> 20, MAX_BYTES >> 20));
        }
        if let Some((major, minor)) = self.glibc.filter(|version| *version > MAX_GLIBC) {
            return Err(format!("{function} asks for glibc {major}.{minor}: it was not linked by zig"));
        }
        if self.needs_libgcc {
            return Err(format!("{function} asks for libgcc_s: it was not linked by zig"));
        }
        Ok(())
    }
}

impl fmt::Display for Bootstrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kilobytes = self.bytes / 1024;
        match self.glibc {
            Some((major, minor)) => write!(f, "{kilobytes} KB, glibc {major}.{minor}"),
            None => write!(f, "{kilobytes} KB, no glibc"),
        }
    }
}

fn holds(program: &[u8], text: &[u8]) -> bool {
    program.windows(text.len()).any(|window| window == text)
}

/// The newest version named in the program: symbols carry the version they came with.
fn newest_glibc(program: &[u8]) -> Option<(u32, u32)> {
    let starts = program.windows(VERSION.len()).enumerate().filter(|(_, window)| *window == VERSION);
    starts.filter_map(|(at, _)| version(&program[at + VERSION.len()..])).max()
}

fn version(text: &[u8]) -> Option<(u32, u32)> {
    let (major, rest) = number(text)?;
    let (minor, _) = number(rest.strip_prefix(b".")?)?;
    Some((major, minor))
}

fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    let end = text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    let digits = std::str::from_utf8(&text[..end]).ok()?;
    Some((digits.parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(program: &[u8], fault: Option<&str>) {
        assert_eq!(Bootstrap::of(program).check("list").err().as_deref(), fault);
    }

    #[test]
    fn a_program_for_an_old_glibc_passes() {
        check(b"\x7fELF\0GLIBC_2.17\0GLIBC_2.30\0GLIBC_PRIVATE\0GLIBC_2.2.5\0", None);
        check(b"\x7fELF\0statically linked", None);
    }

    #[test]
    fn a_program_lambda_might_not_start_is_refused() {
        check(
            b"\x7fELF\0GLIBC_2.17\0GLIBC_2.34\0",
            Some("list asks for glibc 2.34: it was not linked by zig"),
        );
        check(b"\x7fELF\0libgcc_s.so.1\0", Some("list asks for libgcc_s: it was not linked by zig"));
        check(b"#!/bin/sh", Some("list is no Linux program"));
    }

    #[test]
    fn a_program_that_has_grown_out_of_measure_is_refused() {
        let mut program = b"\x7fELF".to_vec();
        program.resize(MAX_BYTES + 1, 0);
        check(&program, Some("list has 16 MB, more than 16"));
    }

    #[test]
    fn what_was_found_is_said() {
        assert_eq!(Bootstrap::of(b"\x7fELF\0GLIBC_2.9\0GLIBC_2.17").to_string(), "0 KB, glibc 2.17");
    }
}
