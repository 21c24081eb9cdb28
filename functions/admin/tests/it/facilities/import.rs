//! Importing a file: what it makes of the master data.

use serde_json::{Value, json};

use super::{
    audited, bed,
    upload::{HEADINGS, Upload, rows},
};

fn counts(answer: &Value) -> [u64; 5] {
    ["total", "applied", "created", "changed", "unchanged"].map(|name| answer[name].as_u64().unwrap())
}

#[tokio::test]
async fn a_file_in_parts_creates_changes_and_leaves_alone() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let first = format!("\u{FEFF}{HEADINGS}\r\n0110113719,札幌見本病院,病院,\r\n");
    let second = "1310000018,東京中央見本病院,病院,新型コロナウイルス感染症患者（疑い患者を含む）を受け入れる医療機関、外来対応医療機関\r\n\
                  1310000026,見本町内科医院,診療所,後方支援医療機関\r\n";
    let upload = Upload::checked(&ministry, &[&first, second]).await;
    assert_eq!(counts(&upload.get().await), [3, 0, 0, 0, 0]);
    ministry.get("/api/facilities/0110113719").await.expect(404);
    let (done, steps) = upload.finish().await;
    assert_eq!((counts(&done), steps), ([3, 3, 1, 1, 1], 2));
    let made = ministry.get("/api/facilities/0110113719").await.expect(200).json();
    assert_eq!((&made["name"], &made["prefecture"]), (&json!("札幌見本病院"), &json!("01")));
    let changed = ministry.get("/api/facilities/tokyo-clinic").await.expect(200).json();
    assert_eq!(
        (&changed["name"], &changed["designations"], &changed["contact"]["person"]),
        (&json!("見本町内科医院"), &json!(["recovery_backup"]), &json!("見本 花子"))
    );
    assert_eq!(bed.facility("tokyo-hospital").await.version, 1);
    let history = ministry.get("/api/facilities/tokyo-clinic/history").await.expect(200).json();
    assert_eq!(history["items"][0]["by"]["user_name"], "ministry");
    assert_eq!(history["items"][0]["changes"][0]["field"], "designations");
    // One entry when it begins, one of each part's transaction, and one when it is done.
    let entries = audited(&bed, "ministry").await;
    assert_eq!(
        entries.iter().map(|(action, _)| action.as_str()).collect::<Vec<_>>(),
        ["facilities_imported"; 4]
    );
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let file = format!("{HEADINGS}\n{}", rows(0..150));
    for expected in [[150, 150, 150, 0, 0], [150, 150, 0, 0, 150]] {
        let (done, _) = Upload::checked(&ministry, &[&file]).await.finish().await;
        assert_eq!(counts(&done), expected);
    }
    assert_eq!(bed.facility("4000000149").await.version, 1);
}

#[tokio::test]
async fn what_the_file_has_no_column_for_stays() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let file = "区分,医療機関名,医療機関コード\n病院,新しい名前,1310000018\n";
    Upload::checked(&ministry, &[file]).await.finish().await;
    let after = bed.facility("tokyo-hospital").await;
    assert_eq!((after.profile.name.as_str(), after.profile.designations.len()), ("新しい名前", 2));
    assert_eq!(after.mail, "tokyo-hospital@example.jp");
}

#[tokio::test]
async fn every_column_is_taken_over_as_spreadsheets_write_it() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let file = "医療機関コード,医療機関名,区分,都道府県,登録の区分,担当者名,電話番号,郵便番号,住所,受取り可能な時間,メールアドレス,有効期間の始まり,有効期間の終わり\n\
                １３１２３４５６７９,見本医院,診療所,東京都,外来対応医療機関,見本 太郎,＋81-3-0000-0000,１００－００００,東京都見本1-1,平日,a@EXAMPLE.jp,2026/4/1,2028-03-31\n";
    Upload::checked(&ministry, &[file]).await.finish().await;
    let made = ministry.get("/api/facilities/1312345679").await.expect(200).json();
    let expected = json!({
        "id": "1312345679", "code": "1312345679", "name": "見本医院", "category": "clinic", "prefecture": "13",
        "designations": ["fever_outpatient"],
        "contact": {"person": "見本 太郎", "phone": "+81-3-0000-0000"},
        "delivery": {"postal_code": "100-0000", "address": "東京都見本1-1", "receiving_hours": "平日"},
        "mail": "a@example.jp", "valid_from": "2026-04-01", "valid_to": "2028-03-31",
        "version": 1, "warnings": []
    });
    assert_eq!(made, expected);
}

#[tokio::test]
async fn shift_jis_is_read_in_every_part() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::start(&ministry).await;
    let encode = |text: &str| encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
    upload.put(1, &encode(&format!("{HEADINGS}\r\n{}", rows(0..2)))).await.expect(200);
    upload.put_as("application/octet-stream", "2", &encode(&rows(2..4))).await.expect(200);
    assert_eq!(upload.check().await.expect(200).json()["state"], "checked");
    let (done, _) = upload.finish().await;
    assert_eq!(counts(&done), [4, 4, 4, 0, 0]);
    assert_eq!(bed.facility("4000000003").await.profile.name, "見本医院3");
}

#[tokio::test]
async fn doubtful_codes_are_warned_of_and_taken() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let file = format!("{HEADINGS}\n0110113719,a,病院,\n0110113718,b,病院,\n0140113719,c,病院,\n");
    let upload = Upload::checked(&ministry, &[&file]).await;
    let warning = upload.get().await["warnings"][0].clone();
    assert_eq!(warning["code"], "doubtful_codes");
    assert!(warning["message"].as_str().unwrap().contains("2行"), "{warning}");
    assert_eq!(counts(&upload.finish().await.0), [3, 3, 3, 0, 0]);
}

#[tokio::test]
async fn imports_are_the_ministrys() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::of(&ministry, &[&format!("{HEADINGS}\n{}", rows(0..1))]).await;
    for user in ["tokyo", "tokyo-hospital"] {
        let caller = bed.sign_in(user).await;
        caller.post_empty("/api/facility-imports", &[]).await.expect_problem(403, "forbidden");
        caller.get(&upload.path).await.expect_problem(403, "forbidden");
        let foreign = Upload { caller, path: upload.path.clone() };
        foreign.put(1, b"x").await.expect_problem(403, "forbidden");
        foreign.check().await.expect_problem(403, "forbidden");
        foreign.step().await.expect_problem(403, "forbidden");
    }
    ministry.get("/api/facility-imports/import-unknown").await.expect_problem(404, "not_found");
    assert_eq!(upload.get().await["state"], "open");
}
