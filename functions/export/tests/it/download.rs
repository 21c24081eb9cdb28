//! The files.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use encoding_rs::SHIFT_JIS;
use testbed::{Answer, Client, TestBed, seed};

const NOW: &str = "2026-11-24T13:02:00";

pub(crate) async fn file(client: &Client, path: &str) -> (Answer, Vec<csv::StringRecord>) {
    let answer = client.get(&format!("/api/reports/{path}")).await.expect(200);
    let (text, _, broken) = SHIFT_JIS.decode(&answer.bytes);
    assert!(!broken && !text.contains("&#"), "{text}");
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap).collect();
    (answer, rows)
}

pub(crate) fn cell<'a>(row: &'a csv::StringRecord, heading: &str) -> &'a str {
    &row[export::headings().iter().position(|name| *name == heading).unwrap()]
}

#[tokio::test]
async fn one_row_per_requested_item_in_the_callers_scope() {
    let bed = TestBed::start(export::router, NOW).await;
    bed.seed_survey("tokyo-hospital", "2026-W47", 5200, 1000).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    bed.seed_review(&request, true, &[("n95_mask", seed::ship(1500)), ("gloves", seed::refuse())]).await;
    bed.seed_under_review("osaka-hospital").await;
    bed.seed_draft("tokyo-clinic").await;
    let (answer, rows) = file(&bed.sign_in("tokyo").await, "requests/csv").await;
    assert_eq!(rows.len(), 2);
    let number = request.number.as_ref().unwrap().as_str();
    let told: Vec<[&str; 7]> = rows
        .iter()
        .map(|row| {
            [
                "要請番号",
                "物資",
                "要請枚数",
                "結果",
                "緊急配布の要否",
                "国の配布枚数",
                "在庫量が1ヶ月分以上の可能性あり",
            ]
            .map(|name| cell(row, name))
        })
        .collect();
    assert_eq!(
        told,
        [
            [number, "N95等マスク", "1500", "一部配布", "要", "1500", "週次調査の回答なし"],
            [number, "非滅菌手袋", "3000", "一部配布", "否", "", "該当"],
        ]
    );
    assert_eq!(cell(&rows[0], "要請（更新）日時"), "2026/11/24 13:02");
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=Shift_JIS"));
    assert_eq!(answer.header("content-encoding"), Some("identity"));
    assert_eq!(answer.header("x-haifu-replaced-characters"), Some("0"));
    let disposition = answer.header("content-disposition").unwrap();
    assert!(
        disposition.contains("emergency-distribution_20261124_1302.csv")
            && disposition.contains("filename*=UTF-8''%E7%B7%8A")
    );
    assert!(answer.bytes.starts_with(b"\"") && answer.bytes.ends_with(b"\"\r\n"));
    let (_, both) = file(&bed.sign_in("ministry").await, "requests/csv").await;
    assert_eq!(both.len(), 4);
}

#[tokio::test]
async fn periods_are_days_of_japan_and_categories_are_kept_apart() {
    let bed = TestBed::start(export::router, "2026-11-23T23:59:59.999").await;
    bed.seed_under_review("tokyo-hospital").await;
    bed.set_clock("2026-11-24T00:00:00");
    bed.seed_under_review("tokyo-clinic").await;
    let officer = bed.sign_in("tokyo").await;
    for (path, names) in [
        ("requests/csv?from=2026-11-24&to=2026-11-24", vec!["見本町内科クリニック"]),
        ("requests/csv?to=2026-11-23", vec!["東京中央見本病院"]),
        ("requests/csv?from=2026-11-23", vec!["東京中央見本病院", "見本町内科クリニック"]),
        ("requests_hospital/csv", vec!["東京中央見本病院"]),
        ("requests_clinic/csv", vec!["見本町内科クリニック"]),
        ("requests_dental/csv", vec![]),
        ("requests_other/csv", vec![]),
        ("recent/csv?from=2020-01-01", vec!["東京中央見本病院", "見本町内科クリニック"]),
        ("national_direct/csv", vec![]),
    ] {
        let (_, rows) = file(&officer, path).await;
        let mut got: Vec<&str> = rows.iter().map(|row| cell(row, "医療機関名")).collect();
        got.dedup();
        assert_eq!(got, names, "{path}");
    }
    bed.set_clock("2026-11-25T12:00:00");
    let officer = bed.sign_in("tokyo").await;
    assert_eq!(file(&officer, "recent/csv").await.1.len(), 2, "yesterday's, not the day before's");
}

#[tokio::test]
async fn the_report_of_hospitals_and_clinics_holds_no_others_which_are_in_their_own() {
    let bed = TestBed::start(export::router, NOW).await;
    for (minute, facility) in [(10, "tokyo-hospital"), (11, "tokyo-clinic"), (12, "tokyo-dental")] {
        bed.set_clock(&format!("2026-11-24T13:{minute}:00"));
        bed.seed_under_review(facility).await;
    }
    let officer = bed.sign_in("tokyo").await;
    for (path, expected) in [
        ("recent/csv", vec!["病院", "診療所"]),
        ("requests_dental/csv?from=2026-11-23", vec!["歯科診療所"]),
        ("requests/csv?from=2026-11-23", vec!["病院", "診療所", "歯科診療所"]),
    ] {
        let (_, rows) = file(&officer, path).await;
        let mut categories: Vec<&str> = rows.iter().map(|row| cell(row, "区分")).collect();
        categories.dedup();
        assert_eq!(categories, expected, "{path}");
    }
}

#[tokio::test]
async fn what_the_nation_ships_is_listed_with_quantities_and_addresses() {
    let bed = TestBed::start(export::router, NOW).await;
    let request = bed.seed_under_review("tokyo-hospital").await;
    bed.seed_review(&request, true, &[("n95_mask", seed::ship(1500)), ("gloves", seed::distribute(3000))])
        .await;
    let open = bed.seed_under_review("tokyo-hospital").await;
    bed.seed_review(&open, false, &[("gloves", seed::ship(3000))]).await;
    let (_, rows) = file(&bed.sign_in("ministry").await, "national_direct/csv").await;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        ["物資コード", "国の配布枚数", "届け先の住所"].map(|name| cell(&rows[0], name)),
        ["n95_mask", "1500", "東京都千代田区見本町1-2-3"]
    );
}

#[tokio::test]
async fn what_shift_jis_cannot_hold_is_replaced_counted_and_kept_in_utf_8() {
    let bed = TestBed::start(export::router, NOW).await;
    let facility = bed.facility("tokyo-hospital").await;
    let mut part = seed::part(&facility);
    part.items.remove(&seed::code("n95_mask"));
    part.remarks = "𠮷野家🏥まで　9〜17時\r\n髙﨑①㈱".to_owned();
    part.items.get_mut(&seed::code("gloves")).unwrap().procurement_difficulty =
        "=HYPERLINK(\"http://evil\")".to_owned();
    let draft = bed.seed_draft_with(&facility, part).await;
    bed.seed_submit(&draft).await;
    let officer = bed.sign_in("tokyo").await;
    let (answer, rows) = file(&officer, "requests/csv?encoding=shift_jis").await;
    assert_eq!(answer.header("x-haifu-replaced-characters"), Some("2"));
    assert_eq!(cell(&rows[0], "備考"), "〓野家〓まで　9～17時\n髙﨑①㈱");
    assert_eq!(cell(&rows[0], "自ら調達できない具体的な事情（医療機関）"), "'=HYPERLINK(\"http://evil\")");

    let utf_8 = officer.get("/api/reports/requests/csv?encoding=utf_8").await.expect(200);
    assert!(utf_8.bytes.starts_with(b"\xEF\xBB\xBF\""));
    assert_eq!(utf_8.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(utf_8.header("x-haifu-replaced-characters"), Some("0"));
    assert!(String::from_utf8_lossy(&utf_8.bytes).contains("𠮷野家🏥まで　9〜17時"));

    // Python reads it too, where there is one.
    if let Ok(mut python) = Command::new("python3")
        .args([
            "-c",
            "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().decode('cp932').encode('utf-8'))",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    {
        python.stdin.take().unwrap().write_all(&answer.bytes).unwrap();
        let read = python.wait_with_output().unwrap();
        let (ours, _, _) = SHIFT_JIS.decode(&answer.bytes);
        assert!(read.status.success());
        assert_eq!(String::from_utf8_lossy(&read.stdout), ours);
    }
}

#[tokio::test]
async fn what_cannot_be_exported_is_told() {
    let bed = TestBed::start(export::router, NOW).await;
    let officer = bed.sign_in("tokyo").await;
    for report in ["nothing", "Requests", "%FF", "%E7%B7%8A", "requests%20"] {
        officer.get(&format!("/api/reports/{report}/csv")).await.expect_problem(404, "not_found");
    }
    let both = officer.get("/api/reports/requests/csv?from=x&encoding=y").await;
    let told = both.expect_errors(&[("from", "date"), ("encoding", "unknown_value")]);
    let message = told["errors"][0]["message"].as_str().unwrap();
    assert_eq!(message, "期間は「2026年11月24日」のような実在する日付で入力してください。");
    for (query, field, code) in [
        ("from=2026-13-01", "from", "date"),
        ("to=yesterday", "to", "date"),
        ("to=%2B262142-12-31", "to", "date"),
        ("from=-262143-01-01", "from", "date"),
        ("from=2300-01-01", "from", "date"),
        ("to=2026-1-5", "to", "date"),
        ("from=2026-11-24&to=2026-11-23", "to", "before_from"),
        ("encoding=euc_jp", "encoding", "unknown_value"),
        ("encoding=utf-8", "encoding", "unknown_value"),
        ("report=requests", "report", "unknown_parameter"),
        ("prefecture=27", "prefecture", "unknown_parameter"),
    ] {
        officer.get(&format!("/api/reports/requests/csv?{query}")).await.expect_errors(&[(field, code)]);
    }
}

#[tokio::test]
async fn a_file_that_would_be_too_large_is_refused_with_how_to_narrow_it() {
    let bed = TestBed::start(export::router, NOW).await;
    let facility = bed.facility("tokyo-hospital").await;
    let mut part = seed::part(&facility);
    part.remarks = "長".repeat(1_000);
    for item in part.items.values_mut() {
        item.procurement_difficulty = "長".repeat(1_000);
        item.aerosol_procedures = "長".repeat(1_000);
    }
    for code in ["surgical_mask", "isolation_gown", "face_shield"] {
        let item = part.items[&seed::code("gloves")].clone();
        part.items.insert(seed::code(code), item);
    }
    // Five items of 3,000 characters in UTF-8: over 45 KB a request.
    for _ in 0..90 {
        let draft = bed.seed_draft_with(&facility, part.clone()).await;
        bed.seed_submit(&draft).await;
    }
    let officer = bed.sign_in("tokyo").await;
    let told =
        officer.get("/api/reports/requests/csv?encoding=utf_8").await.expect_errors(&[("from", "too_large")]);
    assert!(told["errors"][0]["message"].as_str().unwrap().contains("期間を短くする"));
    assert!(
        file(&officer, "requests/csv?from=2026-11-25").await.1.is_empty(),
        "a narrower period is answered"
    );
}
