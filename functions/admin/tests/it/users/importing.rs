//! `POST /api/users/imports`: files that are taken.

use domain::{audit::AuditAction, role::Role};
use serde_json::{Value, json};
use testbed::{Answer, Client};

use super::{audit, invited, officer, row, start};

pub(super) const HEADINGS: &str = "ユーザ名,役割,名前,メールアドレス,都道府県,医療機関ID";
const GOOD: &str = "ユーザ名,役割,名前,メールアドレス,都道府県,医療機関ID
nation-2,国,国 次席,n2@example.jp,,
hokkaido,都道府県,髙橋①,h@example.jp,1,
tokyo-2,prefecture,東京都 次席,t2@example.jp,東京都,
osaka-clerk,医療機関,大阪 受付,clerk@example.jp,,osaka-hospital
";

pub(super) async fn send(client: &Client, dry_run: bool, text: &str) -> Answer {
    let path = format!("/api/users/imports?dry_run={dry_run}");
    client.send_file(&path, "text/csv; charset=utf-8", text.as_bytes().to_vec()).await
}

/// `count` new officers of Tokyo.
pub(super) fn officers(count: usize) -> String {
    let line = |n| format!("new-{n:04},都道府県,担当 {n},new-{n}@example.jp,13,\n");
    format!("{HEADINGS}\n{}", (0..count).map(line).collect::<String>())
}

fn counts(answer: &Value) -> [u64; 4] {
    ["rows", "created", "unchanged", "remaining"].map(|name| answer[name].as_u64().unwrap())
}

#[tokio::test]
async fn a_dry_run_tells_what_would_be_done_and_does_nothing() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let answer = send(&ministry, true, GOOD).await.expect(200).json();
    assert_eq!((counts(&answer), &answer["dry_run"]), ([4, 0, 0, 4], &json!(true)));
    assert_eq!(row(&bed, "nation-2").await, None);
    assert!(invited(&bed).await.is_empty() && audit(&bed, "ministry").await.is_empty());
}

#[tokio::test]
async fn users_of_a_file_are_created_invited_and_recorded_one_by_one() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let answer = send(&ministry, false, GOOD).await.expect(200).json();
    assert_eq!((counts(&answer), &answer["dry_run"]), ([4, 4, 0, 0], &json!(false)));
    let hokkaido = row(&bed, "hokkaido").await.unwrap();
    assert_eq!((hokkaido.role, hokkaido.name.as_str()), (Role::Prefecture, "髙橋①"));
    assert_eq!((hokkaido.area.unwrap().code(), hokkaido.password_hash), ("01".to_owned(), None));
    assert_eq!(row(&bed, "osaka-clerk").await.unwrap().area.unwrap().code(), "27");
    let mut mailed = invited(&bed).await;
    mailed.sort();
    assert_eq!(mailed, ["hokkaido", "nation-2", "osaka-clerk", "tokyo-2"]);
    let entries = audit(&bed, "ministry").await;
    assert_eq!(entries.len(), 4);
    assert!(entries.iter().all(|entry| entry.action == AuditAction::UserCreated));
}

#[tokio::test]
async fn shift_jis_is_read_as_well_and_so_are_bytes_without_a_text_type() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let path = "/api/users/imports?dry_run=false";
    let file = encoding_rs::SHIFT_JIS.encode(GOOD).0.into_owned();
    let answer = ministry.send_file(path, "application/octet-stream", file.clone()).await.expect(200);
    assert_eq!(counts(&answer.json()), [4, 4, 0, 0]);
    assert_eq!(row(&bed, "hokkaido").await.unwrap().name, "髙橋①");
    let again = ministry.send_file(path, "TEXT/CSV", file).await.expect(200);
    assert_eq!(counts(&again.json()), [4, 0, 4, 0]);
}

#[tokio::test]
async fn a_file_sent_again_passes_over_who_is_there_already() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    ministry.post("/api/users", &officer("tokyo-2")).await.expect(201);
    let file = format!(
        "{HEADINGS}\ntokyo-2,都道府県,東京都 新担当,tokyo-2@example.jp,13,\ntokyo-3,都道府県,東京都 三席,t3@example.jp,13,\n"
    );
    assert_eq!(counts(&send(&ministry, true, &file).await.expect(200).json()), [2, 0, 1, 1]);
    assert_eq!(counts(&send(&ministry, false, &file).await.expect(200).json()), [2, 1, 1, 0]);
    assert_eq!(counts(&send(&ministry, false, &file).await.expect(200).json()), [2, 0, 2, 0]);
    assert_eq!(invited(&bed).await.len(), 2);
}

#[tokio::test]
async fn a_large_file_is_applied_in_steps_until_nothing_remains() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let file = officers(230);
    assert_eq!(counts(&send(&ministry, false, &file).await.expect(200).json()), [230, 200, 0, 30]);
    assert_eq!(counts(&send(&ministry, false, &file).await.expect(200).json()), [230, 30, 200, 0]);
    assert_eq!(counts(&send(&ministry, false, &file).await.expect(200).json()), [230, 0, 230, 0]);
    assert_eq!(invited(&bed).await.len(), 230);
    assert_eq!(audit(&bed, "ministry").await.len(), 230);
}
