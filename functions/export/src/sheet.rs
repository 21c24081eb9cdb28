//! Rows of cells as lines of CSV.

use crate::{
    cell::Cell,
    encoder::{Encoder, TooLarge},
};
use csv::{QuoteStyle, Terminator, WriterBuilder};

/// A CSV file while it grows: a row of headings, then one row after the other, every field quoted, CRLF after
/// every row.
#[derive(Debug)]
pub struct Sheet {
    encoder: Encoder,
    columns: usize,
}

impl Sheet {
    /// A sheet with its row of headings, written into `encoder`.
    ///
    /// # Errors
    /// [`TooLarge`] when not even the headings fit.
    pub fn new(encoder: Encoder, headings: &[&str]) -> Result<Self, TooLarge> {
        let mut sheet = Self { encoder, columns: headings.len() };
        let row: Vec<Cell> = headings.iter().map(|heading| Cell::Plain((*heading).to_owned())).collect();
        sheet.push(&row)?;
        Ok(sheet)
    }

    /// Writes a row, which has a cell for each heading.
    ///
    /// # Errors
    /// [`TooLarge`] when the row does not fit any more; the sheet is then as it was before.
    pub fn push(&mut self, row: &[Cell]) -> Result<(), TooLarge> {
        debug_assert_eq!(row.len(), self.columns, "a row has a cell for each heading");
        self.encoder.push(&line(row))
    }

    /// The file, and how many of its characters were replaced by 〓.
    pub fn finish(self) -> (Vec<u8>, usize) {
        self.encoder.finish()
    }
}

/// The row as one line, with its CRLF.
fn line(row: &[Cell]) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(Vec::new());
    writer.write_record(row.iter().map(Cell::content)).expect("memory takes every write");
    let bytes = writer.into_inner().expect("memory takes every write");
    String::from_utf8(bytes).expect("quoting keeps UTF-8 intact")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{encoder::MAX_ANSWER_BYTES, encoding::Encoding};

    fn text(value: &str) -> Cell {
        Cell::Text(value.to_owned())
    }

    fn written(encoding: Encoding, headings: &[&str], rows: &[&[Cell]]) -> (Vec<u8>, usize) {
        let mut sheet = Sheet::new(Encoder::new(encoding, MAX_ANSWER_BYTES), headings).unwrap();
        for row in rows {
            sheet.push(row).unwrap();
        }
        sheet.finish()
    }

    #[test]
    fn every_cell_is_quoted_and_every_row_ends_in_crlf() {
        let row = [text("a\"b,c"), text("一\r\n二"), Cell::Number(0), Cell::Empty, text("=1")];
        let (bytes, _) = written(Encoding::Utf8, &["甲", "乙", "丙", "丁", "戊"], &[&row]);
        let expected =
            "\u{FEFF}\"甲\",\"乙\",\"丙\",\"丁\",\"戊\"\r\n\"a\"\"b,c\",\"一\n二\",\"0\",\"\",\"'=1\"\r\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn leading_zeros_stay_in_the_file() {
        let code = [Cell::Plain("0110113719".to_owned())];
        let (bytes, _) = written(Encoding::ShiftJis, &["code"], &[&code]);
        assert_eq!(bytes, b"\"code\"\r\n\"0110113719\"\r\n");
    }

    #[test]
    fn a_single_empty_cell_is_a_row() {
        assert_eq!(written(Encoding::ShiftJis, &["a"], &[&[Cell::Empty]]).0, b"\"a\"\r\n\"\"\r\n");
    }

    #[test]
    fn replaced_characters_are_counted_over_all_rows() {
        let (bytes, replaced) =
            written(Encoding::ShiftJis, &["氏名"], &[&[text("𠮷田")], &[text("森鷗外")], &[text("髙橋")]]);
        assert_eq!(replaced, 2);
        assert_eq!(
            encoding_rs::SHIFT_JIS.decode(&bytes).0,
            "\"氏名\"\r\n\"〓田\"\r\n\"森〓外\"\r\n\"髙橋\"\r\n"
        );
    }

    #[test]
    fn marks_at_the_edges_of_a_cell_leave_the_quotes_intact() {
        let row = [text("\u{301}a\""), text("\"\u{301}")];
        let (bytes, replaced) = written(Encoding::ShiftJis, &["a", "b"], &[&row]);
        assert_eq!(replaced, 2);
        let decoded = encoding_rs::SHIFT_JIS.decode(&bytes).0.into_owned();
        assert_eq!(decoded, "\"a\",\"b\"\r\n\"〓a\"\"\",\"\"\"〓\"\r\n");
    }

    #[test]
    fn the_limit_is_found_while_writing() {
        // Heading and row take 5 bytes each.
        let mut sheet = Sheet::new(Encoder::new(Encoding::ShiftJis, 14), &["a"]).unwrap();
        assert_eq!(sheet.push(&[Cell::Number(1)]), Ok(()));
        assert_eq!(sheet.push(&[Cell::Number(2)]), Err(TooLarge { limit: 14 }));
        assert_eq!(sheet.finish().0, b"\"a\"\r\n\"1\"\r\n");
        let headings = Sheet::new(Encoder::new(Encoding::ShiftJis, 4), &["a"]);
        assert_eq!(headings.err(), Some(TooLarge { limit: 4 }));
    }
}
