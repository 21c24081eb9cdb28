//! Files as people bring them.

use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::*;

const LAYOUT: Layout = Layout {
    columns: &[
        Column::new("name", "名称"),
        Column::new("phone", "電話番号").phone(),
        Column::new("note", "メモ").optional(),
    ],
    max_rows: 3,
};

async fn problem(problem: Problem) -> Value {
    let body = axum::body::to_bytes(problem.into_response().into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&body).unwrap()
}

fn shift_jis(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

#[track_caller]
fn check_rows(bytes: &[u8], expected: &[(u64, &str, &str, &str)]) {
    let sheet = read(bytes, &LAYOUT).expect("a readable file");
    sheet.errors.none_or_problem().expect("no faults");
    let cell = |row: &Row, field| row.cell(&LAYOUT, field).to_owned();
    let got: Vec<_> =
        sheet.rows.iter().map(|r| (r.number, cell(r, "name"), cell(r, "phone"), cell(r, "note"))).collect();
    let owned =
        |(row, a, b, c): &(u64, &str, &str, &str)| (*row, (*a).to_owned(), (*b).to_owned(), (*c).to_owned());
    assert_eq!(got, expected.iter().map(owned).collect::<Vec<_>>());
}

/// The file as a whole is refused, with that code.
async fn check_refused(bytes: &[u8], code: &str) {
    let refusal = read(bytes, &LAYOUT).expect_err("a refusal");
    let json = problem(refusal).await;
    assert_eq!(json["errors"][0]["field"], "file", "{json}");
    assert_eq!(json["errors"][0]["code"], code, "{json}");
    assert!(!json["errors"][0]["message"].as_str().unwrap().is_ascii());
}

/// What is wrong by row and column; headings are told as an error, cells beside the rows.
async fn check_errors(text: &str, expected: &[(u64, Option<&str>, &str)]) {
    let refusal = match read(text.as_bytes(), &LAYOUT) {
        Ok(sheet) => sheet.errors.none_or_problem().unwrap_err(),
        Err(refusal) => refusal,
    };
    let json = problem(refusal).await;
    let got: Vec<_> = json["row_errors"]
        .as_array()
        .unwrap_or_else(|| panic!("{json}"))
        .iter()
        .map(|e| (e["row"].as_u64().unwrap(), e["column"].as_str(), e["code"].as_str().unwrap()))
        .collect();
    assert_eq!(got, expected, "{text:?}");
}

#[test]
fn utf8_with_or_without_mark_and_shift_jis_are_read_alike_with_any_line_end() {
    let text = "名称,電話番号,メモ\n髙橋医院①,03-0000-0001,～－\n";
    let expected = [(2, "髙橋医院①", "03-0000-0001", "～－")];
    check_rows(text.as_bytes(), &expected);
    check_rows(format!("\u{FEFF}{text}").as_bytes(), &expected);
    check_rows(&shift_jis(text), &expected);
    check_rows(text.replace('\n', "\r\n").as_bytes(), &expected);
    check_rows(text.replace('\n', "\r").as_bytes(), &expected);
    check_rows(text.trim_end().as_bytes(), &expected);
}

#[test]
fn columns_stand_in_any_order_and_optional_ones_may_lack() {
    check_rows(" 電話番号 ,名称\n\"1,2\",\" a \"\"b\"\" \"\n".as_bytes(), &[(2, "a \"b\"", "1,2", "")]);
    check_rows("電話番号,ﾒﾓ,名称\n1,2,3\n".as_bytes(), &[(2, "3", "1", "2")]);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them_and_blank_ones_are_left_out() {
    check_rows(
        "名称,電話番号,メモ,,\na,1,x,,\n,,,,\n\n　,,,,\nb,2,y,,\n".as_bytes(),
        &[(2, "a", "1", "x"), (6, "b", "2", "y")],
    );
}

#[tokio::test]
async fn what_is_no_such_file_is_refused_as_a_whole() {
    check_refused(b"\xEF\xBB\xBF\xFF", "unknown_encoding").await;
    check_refused(b"\x81\xFF\xFF\xA0", "unknown_encoding").await;
    let spoilt = String::from_utf8_lossy(&shift_jis("名称,電話番号\na,1\n")).into_owned();
    check_refused(spoilt.as_bytes(), "unknown_encoding").await;
    let utf16: Vec<u8> = "\u{FEFF}名称".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_refused(&utf16, "unknown_encoding").await;
    check_refused(b"PK\x03\x04rest", "not_csv").await;
    check_refused(b"", "empty_file").await;
    check_refused("名称,電話番号\n,\n\n".as_bytes(), "empty_file").await;
    check_refused("名称,電話番号\na,1\na,1\na,1\na,1\n".as_bytes(), "too_many_rows").await;
}

#[tokio::test]
async fn missing_unknown_and_repeated_columns_are_named_together() {
    check_errors(
        "名称,名称,色\na,b,c\n",
        &[
            (1, Some("名称"), "duplicate_column"),
            (1, Some("色"), "unknown_column"),
            (1, Some("電話番号"), "missing_column"),
        ],
    )
    .await;
}

#[tokio::test]
async fn cells_that_cannot_be_taken_are_named_by_row_and_column() {
    let long = "あ".repeat(201);
    for (cell, code) in [
        ("=1+1", "formula"),
        ("+1", "formula"),
        ("-1", "formula"),
        ("@SUM(A1)", "formula"),
        ("　=1", "formula"),
        ("a\u{7}b", "control_character"),
        ("a\u{202E}b", "control_character"),
        ("a\u{FFFD}", "lost_character"),
        ("\u{E000}", "lost_character"),
        ("\"a\nb\"", "line_break"),
        (long.as_str(), "too_long"),
    ] {
        check_errors(&format!("名称,電話番号\n{cell},1\n"), &[(2, Some("名称"), code)]).await;
    }
    check_errors("名称,電話番号\na,+cmd|1\n", &[(2, Some("電話番号"), "formula")]).await;
    check_errors("名称,電話番号\na,-1\n", &[(2, Some("電話番号"), "formula")]).await;
    check_rows("名称,電話番号\na,+81-3-0000-0000\n".as_bytes(), &[(2, "a", "+81-3-0000-0000", "")]);
}

#[tokio::test]
async fn a_row_of_another_length_and_a_quote_left_open_are_told() {
    check_errors("名称,電話番号\na\nb,1,2\nc,1\n", &[(2, None, "cell_count"), (3, None, "cell_count")]).await;
    check_errors(
        "名称,電話番号\n\"a\nb\",1\nc,\"2\nd,3\n",
        &[(2, Some("名称"), "line_break"), (3, Some("電話番号"), "line_break")],
    )
    .await;
}

#[tokio::test]
async fn many_faults_are_told_up_to_a_limit_with_the_number_of_the_others() {
    let layout = Layout { max_rows: 1_000, ..LAYOUT };
    let text = format!("名称,電話番号\n{}", "=1,=1\n".repeat(300));
    let sheet = read(text.as_bytes(), &layout).unwrap();
    let json = problem(sheet.errors.none_or_problem().unwrap_err()).await;
    assert_eq!(json["row_errors"].as_array().unwrap().len(), 200);
    assert_eq!(json["more_row_errors"], json!(400));
    assert_eq!(json["row_errors"][199]["row"], json!(101));
}
