//! What stands in each column, and how the lines are written.

use domain::{
    request::{Evidence, ask, reopen},
    review::{Decision, ReviewDraft, save_review},
};
use testbed::{TestBed, seed};

use crate::download::{cell, file};

/// Heading and content of every column that is not empty.
fn filled(row: &csv::StringRecord) -> Vec<(&'static str, &str)> {
    export::headings().into_iter().zip(row).filter(|(_, content)| !content.is_empty()).collect()
}

#[tokio::test]
async fn every_column_holds_what_its_heading_says() {
    let bed = TestBed::start(export::router, "2026-11-20T12:00:00").await;
    bed.seed_survey("tokyo-hospital", "2026-W47", 2800, 700).await;
    let facility = bed.facility("tokyo-hospital").await;
    let mut part = seed::part(&facility);
    part.items.remove(&seed::code("n95_mask"));
    part.remarks = "裏口へ".to_owned();
    let draft = bed.seed_draft_with(&facility, part).await;
    let request = bed.seed_submit(&draft).await;
    let officer = seed::officer(&request);
    bed.set_clock("2026-11-20T13:30:00");
    let request = bed.seed_act(&request, &officer, |act| ask(&request, "在庫は？", act).unwrap()).await;
    let decision = Decision {
        source: Some(domain::review::Source::Nation),
        prefecture_quantity: Some(seed::pieces(1000)),
        national_quantity: Some(seed::pieces(1500)),
        total_quantity: Some(seed::pieces(2500)),
        both_sources_reason: "県の在庫だけでは足りないため".to_owned(),
        opinion: "-1件目".to_owned(),
        message_to_facility: "残りは来週".to_owned(),
        ..seed::distribute(2500)
    };
    let review = ReviewDraft {
        completed: false,
        delay_reason: "照会中のため".to_owned(),
        expected_on: "2026-11-25".parse().ok(),
        items: [(seed::code("gloves"), decision)].into(),
    };
    bed.seed_act(&request, &officer, |act| save_review(&request, &review, act).unwrap()).await;
    bed.set_clock("2026-11-20T17:00:00.001");
    let (_, rows) = file(&bed.sign_in("ministry").await, "requests/csv").await;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        filled(&rows[0]),
        [
            ("要請番号", request.number.as_ref().unwrap().as_str()),
            ("対応ステータス", "確認中"),
            ("都道府県確認ステータス", "入力中"),
            ("都道府県コード", "13"),
            ("都道府県", "東京都"),
            ("医療機関コード", "1310000018"),
            ("医療機関名", "東京中央見本病院"),
            ("区分", "病院"),
            ("要件②の登録", DESIGNATIONS),
            ("担当者名", "見本 花子"),
            ("電話番号", "03-0000-3333"),
            ("郵便番号", "100-0000"),
            ("届け先の住所", "東京都千代田区見本町1-2-3"),
            ("受取り可能な時間", "平日9時～17時"),
            ("要請日時", "2026/11/20 12:00"),
            ("要請（更新）日時", "2026/11/20 12:00"),
            ("入力期限（目安）", "2026/11/20 17:00"),
            ("入力期限超過", "超過"),
            ("照会中", "照会中"),
            ("物資コード", "gloves"),
            ("物資", "非滅菌手袋"),
            ("要請枚数", "3000"),
            ("前日時点の在庫量（枚）", "200"),
            ("今後1週間の想定消費量（枚）", "700"),
            ("備蓄見通し", "1週間以内"),
            ("自ら調達できない具体的な事情（医療機関）", "卸2社とも欠品のため"),
            ("エアロゾル発生手技を行う具体的な事情（医療機関）", "気管挿管を毎日行うため"),
            ("備考", "裏口へ"),
            // 700 × 4 is not below 2,800.
            ("在庫量が1ヶ月分以上の可能性あり", "該当しない"),
            ("緊急配布の要否", "要"),
            ("配布方法", "国から直送"),
            ("県の配布枚数", "1000"),
            ("国の配布枚数", "1500"),
            ("総配布枚数", "2500"),
            ("これまでの配布回数", "0"),
            ("都道府県意見：自ら調達できない具体的な事情", "卸2社とも欠品と確認"),
            ("都道府県意見：エアロゾル発生手技を行う具体的な事情", "挿管あり"),
            ("都道府県意見：都道府県と国の両方から配布する理由", "県の在庫だけでは足りないため"),
            ("都道府県意見：その他", "'-1件目"),
            ("医療機関への連絡", "残りは来週"),
            ("遅れる理由", "照会中のため"),
            ("入力予定日", "2026/11/25"),
            ("最終入力者", "東京都 物資担当"),
            ("最終入力日時", "2026/11/20 13:30"),
        ]
    );
}

const DESIGNATIONS: &str =
    "新型コロナウイルス感染症患者（疑い患者を含む）を受け入れる医療機関、外来対応医療機関";

#[tokio::test]
async fn an_ineligible_request_is_a_line_without_decisions() {
    let bed = TestBed::start(export::router, "2026-11-24T12:00:00").await;
    bed.seed_under_review("tokyo-dental").await;
    let (_, rows) = file(&bed.sign_in("tokyo").await, "requests_dental/csv").await;
    assert_eq!(rows.len(), 2);
    for heading in [
        "結果",
        "要件②の登録",
        "入力期限（目安）",
        "入力期限超過",
        "照会中",
        "緊急配布の要否",
        "これまでの配布回数",
        "最終入力者",
    ] {
        assert_eq!(cell(&rows[0], heading), "", "{heading}");
    }
    assert_eq!(["対応ステータス", "区分"].map(|name| cell(&rows[0], name)), ["要件未充足", "歯科診療所"]);
}

#[tokio::test]
async fn each_prefecture_exports_its_own_and_what_was_reopened_is_not_shipped() {
    let bed = TestBed::start(export::router, "2026-11-24T12:00:00").await;
    let mut shipped = Vec::new();
    for facility in ["osaka-hospital", "tokyo-hospital", "tokyo-clinic"] {
        let request = bed.seed_under_review(facility).await;
        let decisions = [("n95_mask", seed::ship(1500)), ("gloves", seed::ship(3000))];
        shipped.push(bed.seed_review(&request, true, &decisions).await);
    }
    let back = shipped.pop().unwrap();
    bed.seed_act(&back, &seed::officer(&back), |act| {
        reopen(&back, "数量の誤り", &Evidence::default(), act).unwrap()
    })
    .await;
    for (who, numbers) in [
        ("osaka", vec![&shipped[0]]),
        ("tokyo", vec![&shipped[1]]),
        ("ministry", vec![&shipped[0], &shipped[1]]),
    ] {
        let (_, rows) = file(&bed.sign_in(who).await, "national_direct/csv").await;
        let mut got: Vec<(&str, &str)> =
            rows.iter().map(|row| (cell(row, "要請番号"), cell(row, "物資コード"))).collect();
        let mut expected: Vec<(&str, &str)> = numbers
            .iter()
            .map(|request| request.number.as_ref().unwrap().as_str())
            .flat_map(|number| [(number, "n95_mask"), (number, "gloves")])
            .collect();
        got.sort_unstable();
        expected.sort_unstable();
        assert_eq!(got, expected, "{who}");
    }
    let (_, rows) = file(&bed.sign_in("tokyo").await, "requests/csv").await;
    assert_eq!(rows.len(), 4, "the reopened one is still a request");
}

#[tokio::test]
async fn more_requests_than_a_page_are_all_in_the_file_oldest_first() {
    let bed = TestBed::start(export::router, "2026-11-24T00:00:00").await;
    let mut expected = Vec::new();
    for n in 0..105 {
        bed.set_clock(&format!("2026-11-24T{:02}:{:02}:00", n / 60, n % 60));
        let facility = if n % 2 == 0 { "tokyo-hospital" } else { "osaka-hospital" };
        let request = bed.seed_under_review(facility).await;
        expected.push(request.number.unwrap().to_string());
    }
    let (_, rows) = file(&bed.sign_in("ministry").await, "requests/csv").await;
    let mut numbers: Vec<&str> = rows.iter().map(|row| cell(row, "要請番号")).collect();
    assert_eq!(numbers.len(), 210);
    numbers.dedup();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn every_cell_is_quoted_and_crlf_stands_at_the_ends_of_rows_only() {
    let bed = TestBed::start(export::router, "2026-11-24T12:00:00").await;
    let facility = bed.facility("tokyo-hospital").await;
    let mut part = seed::part(&facility);
    part.remarks = "一行目\r\n\"二\",行目\r三".to_owned();
    let draft = bed.seed_draft_with(&facility, part).await;
    bed.seed_submit(&draft).await;
    let officer = bed.sign_in("tokyo").await;
    let answer = officer.get("/api/reports/requests/csv?encoding=utf_8").await.expect(200);
    let text = String::from_utf8(answer.bytes.to_vec()).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').split("\r\n").collect();
    assert_eq!((lines.len(), lines[3]), (4, ""), "headings, two items, nothing behind the last line end");
    assert!(!lines.concat().contains('\r'));
    for line in &lines[..3] {
        assert!(line.starts_with('"') && line.ends_with('"'), "{line}");
        assert!(!line.contains(",,"), "empty cells are quoted too: {line}");
    }
    assert_eq!(lines[0], format!("\"{}\"", export::headings().join("\",\"")));
    assert!(lines[1].contains("\"一行目\n\"\"二\"\",行目\n三\""), "{}", lines[1]);
}
