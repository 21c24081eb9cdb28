//! Files that are not good: an answer by row and column, and nothing applied.

use serde_json::{Value, json};

use super::{
    bed,
    upload::{HEADINGS, Upload, rows},
};

/// Row, column and code of what the check found.
fn faults(answer: &Value) -> Vec<(u64, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let errors = answer["row_errors"].as_array().unwrap();
    errors.iter().map(|e| (e["row"].as_u64().unwrap(), text(&e["column"]), text(&e["code"]))).collect()
}

async fn check(parts: &[&str], expected: &[(u64, &str, &str)]) {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::of(&ministry, parts).await;
    let answer = upload.check().await.expect(200).json();
    let owned = |(row, column, code): &(u64, &str, &str)| (*row, (*column).to_owned(), (*code).to_owned());
    assert_eq!(faults(&answer), expected.iter().map(owned).collect::<Vec<_>>(), "{answer}");
    assert_eq!((&answer["state"], &upload.get().await), (&json!("faulty"), &answer));
    assert!(
        answer["row_errors"].as_array().unwrap().iter().all(|e| !e["message"].as_str().unwrap().is_ascii())
    );
    upload.step().await.expect_problem(409, "not_checked");
    let listed = ministry.get("/api/facilities?prefecture=40").await.expect(200).json();
    assert_eq!(listed["items"], json!([]));
}

/// What is told when the file as a whole cannot be read.
async fn check_refused(parts: &[&[u8]], field: &str, code: &str) {
    let bed = bed().await;
    let upload = Upload::start(&bed.sign_in("ministry").await).await;
    for (at, part) in parts.iter().enumerate() {
        upload.put(at + 1, part).await.expect(200);
    }
    upload.check().await.expect_errors(&[(field, code)]);
    assert_eq!(upload.get().await["state"], "open");
}

#[tokio::test]
async fn cells_are_named_by_row_and_column_across_the_parts() {
    let first = format!("{HEADINGS}\n{}\n123,名,病院,\n", rows(0..2).replace("\r\n", "\n").trim_end());
    let second = "4000000009,,病院,\n\n4800000009,名,学校,医院\n";
    let third = "110113719,名,病院,\n4000000010,=1+1,病院,\n";
    check(
        &[&first, second, third],
        &[
            (4, "医療機関コード", "not_ten_digits"),
            (5, "医療機関名", "required"),
            (7, "医療機関コード", "no_prefecture"),
            (7, "区分", "unknown_value"),
            (7, "登録の区分", "unknown_value"),
            (8, "医療機関コード", "not_ten_digits"),
            (9, "医療機関名", "formula"),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_code_twice_is_told_with_the_row_of_the_first_whichever_part_that_is_in() {
    let first = format!("{HEADINGS}\n{}", rows(0..3));
    let second = format!("{}{}", rows(5..6), rows(1..2));
    let bed = bed().await;
    let upload = Upload::of(&bed.sign_in("ministry").await, &[&first, &second]).await;
    let answer = upload.check().await.expect(200).json();
    assert_eq!(faults(&answer), [(6, "医療機関コード".to_owned(), "duplicate".to_owned())]);
    assert!(answer["row_errors"][0]["message"].as_str().unwrap().contains("3行目にもあります"), "{answer}");
}

#[tokio::test]
async fn a_row_that_is_cut_between_parts_is_told() {
    let first = format!("{HEADINGS}\n4000000000,見本");
    check(
        &[&first, "医院,診療所,\n"],
        &[
            (2, "-", "cell_count"),
            (2, "区分", "unknown_value"),
            (2, "-", "part_cut"),
            (3, "-", "cell_count"),
            (3, "医療機関コード", "not_ten_digits"),
            (3, "区分", "unknown_value"),
        ],
    )
    .await;
}

#[tokio::test]
async fn other_columns_have_their_rules() {
    let headings = "医療機関コード,医療機関名,区分,都道府県,電話番号,郵便番号,メールアドレス,有効期間の始まり,有効期間の終わり";
    let file = format!(
        "{headings}\n\
         4000000000,名,病院,13,電話,1-1,nobody,2026-02-30,来年\n\
         4000000001,名,病院,福岡県,,,,2026/4/2,2026/4/1\n\
         4000000002,名,病院,40,,,,2026-4-1,\n"
    );
    check(
        &[&file],
        &[
            (2, "都道府県", "foreign_code"),
            (2, "電話番号", "phone"),
            (2, "郵便番号", "postal_code"),
            (2, "メールアドレス", "mail"),
            (2, "有効期間の始まり", "day"),
            (2, "有効期間の終わり", "day"),
            (3, "有効期間の終わり", "before_valid_from"),
        ],
    )
    .await;
}

#[tokio::test]
async fn of_many_faults_the_first_are_told_and_the_others_counted() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let bad = "x,名,病院,\n".repeat(150);
    let upload = Upload::of(&ministry, &[&format!("{HEADINGS}\n{bad}"), &bad]).await;
    let answer = upload.check().await.expect(200).json();
    assert_eq!((faults(&answer).len(), &answer["more_row_errors"]), (100, &json!(200)));
    // Mended and put again, the file is good.
    upload.put(1, format!("{HEADINGS}\n{}", rows(0..1)).as_bytes()).await.expect(200);
    let mended = upload.put(2, rows(1..2).as_bytes()).await.expect(200).json();
    assert_eq!((&mended["state"], &mended["row_errors"]), (&json!("open"), &json!([])));
    assert_eq!(upload.check().await.expect(200).json()["state"], "checked");
}

#[tokio::test]
async fn a_file_that_is_none_is_refused_as_a_whole() {
    check_refused(&[b"\x81"], "file", "unknown_encoding").await;
    check_refused(&[b"PK\x03\x04"], "file", "not_csv").await;
    check_refused(&[HEADINGS.as_bytes()], "file", "empty_file").await;
    let half = "医療機関コード,医療機関名,区分,有効期間の始まり\n4000000000,名,病院,2026-04-01\n";
    check_refused(&[half.as_bytes()], "file", "missing_column").await;
    let utf8 = format!("{HEADINGS}\n{}", rows(0..1));
    let sjis = encoding_rs::SHIFT_JIS.encode(&rows(1..2)).0.into_owned();
    check_refused(&[utf8.as_bytes(), &sjis], "parts.2", "unreadable_part").await;
}

#[tokio::test]
async fn missing_and_unknown_columns_are_named() {
    let bed = bed().await;
    let file = "医療機関コード,名称,区分\n4000000000,名,病院\n";
    let upload = Upload::of(&bed.sign_in("ministry").await, &[file]).await;
    let problem = upload.check().await.expect_problem(422, "invalid");
    let expected = [(1, "医療機関名", "missing_column"), (1, "名称", "unknown_column")];
    let found = faults(&problem);
    for (row, column, code) in expected {
        assert!(found.contains(&(row, column.to_owned(), code.to_owned())), "{problem}");
    }
}

#[tokio::test]
async fn parts_have_a_number_a_size_and_a_kind() {
    let bed = bed().await;
    let upload = Upload::start(&bed.sign_in("ministry").await).await;
    upload.check().await.expect_problem(409, "no_parts");
    for part in ["0", "401", "-1", "one"] {
        upload.put_as("text/csv", part, b"x").await.expect_problem(404, "not_found");
    }
    upload.put(1, &vec![b'x'; 256 * 1024 + 1]).await.expect_problem(413, "part_too_large");
    upload.put_as("application/json", "1", b"{}").await.expect_problem(400, "not_csv");
    upload.put(1, format!("{HEADINGS}\n{}", rows(0..1)).as_bytes()).await.expect(200);
    upload.put(3, rows(1..2).as_bytes()).await.expect(200);
    let gap = upload.check().await.expect_problem(409, "parts_missing");
    assert_eq!(gap["part"], 2);
    let unknown = Upload { path: "/api/facility-imports/import-unknown".to_owned(), ..upload };
    unknown.put(1, b"x").await.expect_problem(404, "not_found");
    unknown.check().await.expect_problem(404, "not_found");
    unknown.step().await.expect_problem(404, "not_found");
}
