//! Rolling a checked file forward: in steps, once each, whoever calls.

use domain::{audit::AuditEntry, history::Value};
use serde_json::json;
use store::Fingerprint;

use super::{
    audited, bed,
    upload::{HEADINGS, Upload, rows},
};

#[tokio::test]
async fn a_step_applies_a_bounded_number_of_rows_and_the_next_goes_on() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let first = format!("{HEADINGS}\n{}", rows(0..40));
    let upload = Upload::checked(&ministry, &[&first, &rows(40..45), "\n", &rows(45..47)]).await;
    for (applied, state) in [(40, "applying"), (45, "applying"), (47, "done"), (47, "done")] {
        let answer = upload.step().await.expect(200).json();
        assert_eq!((&answer["applied"], &answer["state"]), (&json!(applied), &json!(state)));
    }
    // The beginning, two transactions of the first part and one of each other, and the end.
    assert_eq!(audited(&bed, "ministry").await.len(), 6);
}

#[tokio::test]
async fn two_callers_at_once_apply_every_row_once() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let first = format!("{HEADINGS}\n{}", rows(0..70));
    let upload = Upload::checked(&ministry, &[&first, &rows(70..140)]).await;
    loop {
        let (one, two) = tokio::join!(upload.step(), upload.step());
        let (one, two) = (one.expect(200).json(), two.expect(200).json());
        if one["state"] == "done" || two["state"] == "done" {
            break;
        }
    }
    let answer = upload.get().await;
    assert_eq!(
        (&answer["applied"], &answer["created"], &answer["changed"]),
        (&json!(140), &json!(140), &json!(0))
    );
    for number in [0, 69, 70, 139] {
        let id = format!("40{number:08}");
        let history = ministry.get(&format!("/api/facilities/{id}/history")).await.expect(200).json();
        assert_eq!(history["items"].as_array().unwrap().len(), 1, "{history}");
    }
    // Of the two, one told of the beginning, one of each transaction (three for each part), and one of the end.
    assert_eq!(audited(&bed, "ministry").await.len(), 8);
}

#[tokio::test]
async fn the_record_tells_which_file_it_was_and_what_it_wrote() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    // In two parts, and yet the SHA-256 of the whole, as a command line tells it.
    let (first, second) =
        ("医療機関コード,医療機関名,区分\n1310000018,新しい名前,病院\n", "4000000001,見本医院,診療所\n");
    let upload = Upload::checked(&ministry, &[first, second]).await;
    upload.finish().await;
    let entries: Vec<_> = bed
        .app
        .store
        .audit_of("ministry", None, 10)
        .await
        .unwrap()
        .iter()
        .map(|r| r.entry().unwrap())
        .collect();
    let told = |at: usize, field: &str| {
        let entry: &AuditEntry = &entries[at];
        entry.changes.iter().find(|change| change.field == field).map(|change| change.to.clone())
    };
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let whole = {
        let mut fingerprint = Fingerprint::default();
        fingerprint.bytes([first, second].concat().as_bytes());
        fingerprint.hex()
    };
    // Newest first: the end, one of each part, the beginning.
    assert_eq!(told(3, "file_sha256"), text(&whole));
    assert_eq!(
        (told(2, "changed_facilities"), told(2, "created_facilities")),
        (text("tokyo-hospital@2"), None)
    );
    assert_eq!((told(1, "changed_facilities"), told(1, "created_facilities")), (None, text("4000000001@1")));
    for entry in &entries {
        assert!(bed.app.store.facility_import_verify(entry).await.unwrap());
    }
}

#[tokio::test]
async fn a_facility_changed_in_between_is_read_anew() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let file = format!("医療機関コード,医療機関名,区分\n1310000018,新しい名前,病院\n{}", "");
    let upload = Upload::checked(&ministry, &[&file]).await;
    let path = "/api/facilities/tokyo-hospital/designations";
    ministry.put(path, "\"1\"", &json!({"designations": []})).await.expect(200);
    upload.finish().await;
    let after = bed.facility("tokyo-hospital").await;
    assert_eq!(
        (after.profile.name.as_str(), after.profile.designations.len(), after.version),
        ("新しい名前", 0, 3)
    );
}

#[tokio::test]
async fn what_was_checked_can_no_longer_be_replaced() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::checked(&ministry, &[&format!("{HEADINGS}\n{}", rows(0..1))]).await;
    upload.put(1, b"x").await.expect_problem(409, "already_checked");
    assert_eq!(upload.check().await.expect(200).json()["state"], "checked");
    upload.finish().await;
    upload.put(1, b"x").await.expect_problem(409, "already_checked");
    upload.check().await.expect_problem(409, "already_applied");
}

#[tokio::test]
async fn parts_that_come_at_once_are_all_there() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let upload = Upload::start(&ministry).await;
    let (first, second) = (format!("{HEADINGS}\n{}", rows(0..1)), rows(1..2));
    let (one, two) = tokio::join!(upload.put(1, first.as_bytes()), upload.put(2, second.as_bytes()));
    one.expect(200);
    two.expect(200);
    assert_eq!(upload.get().await["parts"], json!([1, 2]));
}

#[tokio::test]
async fn many_rows_are_checked_and_applied() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let parts: Vec<String> = (0..4).map(|part| rows(part * 2_500..(part + 1) * 2_500)).collect();
    let first = format!("{HEADINGS}\n{}", parts[0]);
    let upload = Upload::checked(&ministry, &[&first, &parts[1], &parts[2], &parts[3]]).await;
    assert_eq!(upload.get().await["total"], 10_000);
    let answer = upload.step().await.expect(200).json();
    assert_eq!((&answer["applied"], &answer["created"]), (&json!(2_000), &json!(2_000)));
    assert_eq!(upload.step().await.expect(200).json()["applied"], 2_500);
}
