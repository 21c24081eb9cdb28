//! Whatever a person typed, the file stays readable, and says truly how much of it was replaced.

use encoding_rs::SHIFT_JIS;
use export::{
    cell::Cell,
    encoder::{Encoder, MAX_ANSWER_BYTES},
    encoding::Encoding,
    sheet::Sheet,
};
use proptest::prelude::*;

const HEADINGS: [&str; 3] = ["施設名", "住所", "数量"];

/// Any text, with the characters that make trouble far more often than chance would bring them. Without 〓,
/// so that each one in the file was put there by the encoder; without `&`, so that no person typed a reference.
fn any_text() -> impl Strategy<Value = String> {
    let troublesome = prop::sample::select(vec![
        '"',
        ',',
        '\r',
        '\n',
        '\t',
        '\'',
        '=',
        '－',
        '−',
        '〜',
        '—',
        '¥',
        '髙',
        '﨑',
        '①',
        'ｶ',
        'ﾞ',
        'か',
        '\u{3099}',
        '\u{309A}',
        'e',
        '\u{301}',
        '𠮷',
        '鷗',
        '葛',
        '\u{E0100}',
        '\u{FE0F}',
        '\u{200D}',
        '👨',
        '👧',
        '👍',
        '\u{1F3FD}',
        '🇯',
        '🇵',
        '\u{A0}',
        '\u{3000}',
        '\u{FEFF}',
        '\u{212B}',
        '\u{FA19}',
        '\u{1112}',
        '\u{1161}',
        '\u{0}',
        '\u{80}',
    ]);
    let character = prop_oneof![3 => troublesome, 1 => any::<char>()];
    let usable = character.prop_filter("neither 〓 nor &", |c| !matches!(c, '〓' | '&'));
    prop::collection::vec(usable, 0..40).prop_map(|chars| chars.into_iter().collect())
}

fn any_row() -> impl Strategy<Value = [Cell; 3]> {
    (any_text(), any_text(), any::<i64>())
        .prop_map(|(name, place, number)| [Cell::Text(name), Cell::Plain(place), Cell::Number(number)])
}

fn file(encoding: Encoding, rows: &[[Cell; 3]]) -> (Vec<u8>, usize) {
    let mut sheet = Sheet::new(Encoder::new(encoding, MAX_ANSWER_BYTES), &HEADINGS).unwrap();
    for row in rows {
        sheet.push(row).unwrap();
    }
    sheet.finish()
}

/// All rows below the headings.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), HEADINGS.as_slice());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn contents(rows: &[[Cell; 3]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(Cell::content).collect()).collect()
}

proptest! {
    #[test]
    fn shift_jis_can_be_read_back_and_each_replacement_is_counted(text in any_text()) {
        let mut encoder = Encoder::new(Encoding::ShiftJis, MAX_ANSWER_BYTES);
        encoder.push(&text).unwrap();
        let (bytes, replaced) = encoder.finish();
        let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes).unwrap();
        prop_assert!(!decoded.contains("&#"));
        prop_assert_eq!(decoded.matches('〓').count(), replaced);
        prop_assert!(decoded.chars().count() <= text.chars().count());
    }

    #[test]
    fn text_that_was_written_once_is_not_changed_by_writing_it_again(text in any_text()) {
        let mut first = Encoder::new(Encoding::ShiftJis, MAX_ANSWER_BYTES);
        first.push(&text).unwrap();
        let (bytes, _) = first.finish();
        let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes).unwrap();
        let mut second = Encoder::new(Encoding::ShiftJis, MAX_ANSWER_BYTES);
        second.push(&decoded).unwrap();
        prop_assert_eq!(second.finish(), (bytes, 0));
    }

    #[test]
    fn a_utf_8_file_holds_exactly_the_cells(rows in prop::collection::vec(any_row(), 0..5)) {
        let (bytes, replaced) = file(Encoding::Utf8, &rows);
        let text = String::from_utf8(bytes).unwrap();
        prop_assert_eq!(parsed(text.strip_prefix('\u{FEFF}').unwrap()), contents(&rows));
        prop_assert_eq!(replaced, 0);
    }

    #[test]
    fn a_shift_jis_file_keeps_its_rows_and_columns(rows in prop::collection::vec(any_row(), 0..5)) {
        let (bytes, replaced) = file(Encoding::ShiftJis, &rows);
        let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes).unwrap();
        let read = parsed(&text);
        prop_assert_eq!(read.len(), rows.len());
        prop_assert!(read.iter().all(|row| row.len() == HEADINGS.len()));
        prop_assert_eq!(text.matches('〓').count(), replaced);
    }

    #[test]
    fn no_typed_text_reaches_the_spreadsheet_as_a_formula(text in any_text()) {
        for encoding in Encoding::ALL {
            let row = [Cell::Text(text.clone()), Cell::Empty, Cell::Empty];
            let (bytes, _) = file(encoding, &[row]);
            let decoded = match encoding {
                Encoding::ShiftJis => SHIFT_JIS.decode(&bytes).0.into_owned(),
                Encoding::Utf8 => String::from_utf8(bytes[3..].to_vec()).unwrap(),
            };
            let cell = parsed(&decoded)[0][0].clone();
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
            prop_assert!(!cell.starts_with(['\t', '\r', '\n']), "{cell:?}");
        }
    }
}
