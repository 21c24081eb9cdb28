//! From bytes to text.

use encoding_rs::SHIFT_JIS;
use web::Problem;

/// The text of a file, every line ending in a line feed. A file that is valid UTF-8 is UTF-8: Japanese in Shift-JIS never is by chance.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Problem> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Err(unicode_text()),
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(workbook()),
        bytes => std::str::from_utf8(bytes).ok().map(str::to_owned).or_else(|| shift_jis(bytes)),
    };
    // Headings with such a character were Shift-JIS that somebody on the way took for UTF-8: no column would be known.
    let text = text.filter(|text| !text.lines().next().is_some_and(|headings| headings.contains('\u{FFFD}')));
    let mut text = text.ok_or_else(unknown)?.replace("\r\n", "\n").replace('\r', "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

fn shift_jis(bytes: &[u8]) -> Option<String> {
    SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

fn unknown() -> Problem {
    let message =
        "ファイルの文字コードを読み取れません。UTF-8かShift-JISのCSVファイルとして保存し直してください。";
    Problem::invalid_field("file", "unknown_encoding", message)
}

fn unicode_text() -> Problem {
    let message =
        "ファイルの文字コードがUTF-16です。「CSV UTF-8（コンマ区切り）」の形式で保存し直してください。";
    Problem::invalid_field("file", "unknown_encoding", message)
}

fn workbook() -> Problem {
    let message =
        "Excelのブックは読み取れません。「CSV UTF-8（コンマ区切り）」の形式で保存し直してください。";
    Problem::invalid_field("file", "not_csv", message)
}
