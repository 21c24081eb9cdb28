//! Who may ask for what: facilities and their designations (SPEC 3, 4), from the master data to what becomes of requests.

use axum::http::Method;
use encoding_rs::SHIFT_JIS;
use serde_json::{Value, json};
use testbed::{
    Client,
    input::{complete_part, distribute},
};

use crate::world::{World, complete, edit, of, workflow};

/// A code of Tokyo with a right check digit.
const CODE: &str = "1312345679";
const CLERK: &str = "south-clerk";
const CLERKS_MAIL: &str = "south-clerk@example.jp";
const PREFECTURE: &str = "prefecture-13@example.jp";
const HISTORY: &str = "/api/facilities/1312345679/history";

/// What the ministry edits of a facility.
const MASTER_DATA: [&str; 8] =
    ["name", "category", "designations", "contact", "delivery", "mail", "valid_from", "valid_to"];

/// A clinic nobody has designated yet.
fn clinic() -> Value {
    json!({
        "code": CODE,
        "name": "見本町南診療所",
        "category": "clinic",
        "designations": [],
        "contact": {"person": "見本 南", "phone": "03-0000-7777"},
        "delivery": {"postal_code": "100-0000", "address": "東京都港区見本町9-9", "receiving_hours": "平日"},
        "mail": "south@example.jp"
    })
}

/// The ministry registers the clinic's user, who follows the invitation.
async fn clerk(world: &World, ministry: &Client) -> Client {
    let user = json!({
        "user_name": CLERK, "role": "facility", "name": "受付", "facility": CODE, "mail": CLERKS_MAIL,
    });
    ministry.post("/api/users", &user).await.expect(201);
    world.drain().await;
    let clerk = world.follow_invitation(CLERK, CLERKS_MAIL).await;
    world.drain().await;
    clerk
}

/// Who changed what of the clinic, the newest first.
async fn told_history(officer: &Client) -> Vec<(String, Vec<String>)> {
    let history = officer.get(HISTORY).await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entries = history["items"].as_array().unwrap();
    let fields =
        |entry: &Value| entry["changes"].as_array().unwrap().iter().map(|c| text(&c["field"])).collect();
    entries.iter().map(|entry| (text(&entry["by"]["user_name"]), fields(entry))).collect()
}

#[tokio::test]
async fn a_new_facility_asks_for_its_designation_and_its_request_comes_under_review() {
    workflow("2026-11-24T09:00:00", |world| async move {
        let ministry = world.sign_in("ministry").await;
        let made = ministry.post("/api/facilities", &clinic()).await.expect(201);
        assert_eq!(made.header("location"), Some("/api/facilities/1312345679"));
        let clerk = clerk(&world, &ministry).await;
        let (id, answer) = world.submitted(&clerk, &complete_part()).await;
        assert_eq!(answer["status"], "ineligible");
        let unmet = answer["checks"].as_array().unwrap().iter().filter(|check| check["met"] == false);
        assert_eq!(unmet.map(|check| &check["condition"]).collect::<Vec<_>>(), ["designation"]);

        for state in ["asked", "already_asked"] {
            let answer = clerk.post_empty("/api/designation-checks", &[]).await.expect(200).json();
            assert_eq!(answer["state"], state);
            world.drain().await;
        }
        let mails = world.mails_to(PREFECTURE);
        assert_eq!(mails.len(), 1, "asked twice, mailed once");
        assert!(mails[0].subject.ends_with("要件②の登録の確認の依頼がありました（見本町南診療所）"));
        assert!(mails[0].body.contains(CODE) && mails[0].body.contains("03-0000-7777"), "{}", mails[0].body);

        let officer = world.sign_in("tokyo").await;
        let found = officer.get(&format!("/api/facilities?q={CODE}")).await.expect(200).json();
        assert_eq!(found["items"][0]["id"], CODE);
        let path = "/api/facilities/1312345679/designations";
        let etag = officer.get("/api/facilities/1312345679").await.expect(200).etag();
        let designated = json!({"designations": ["fever_outpatient"]});
        let osaka = world.sign_in("osaka").await;
        osaka.put(path, &etag, &designated).await.expect_problem(404, "not_found");
        officer.put(path, &etag, &designated).await.expect(200);
        clerk.post_empty("/api/designation-checks", &[]).await.expect_problem(409, "already_designated");

        let again = clerk.post_empty(&of(&id, "submission"), &[]).await.expect(200).json();
        assert_eq!((&again["status"], &again["number"]), (&json!("under_review"), &answer["number"]));
        world.drain().await;
        assert!(world.subjects(PREFECTURE)[1].ends_with("医療用物資の緊急配布要請が行われました"));
        assert_eq!(world.subjects("south@example.jp").len(), 1);
        let history = told_history(&officer).await;
        assert_eq!(history[0], ("tokyo".to_owned(), vec!["designations".to_owned()]));
        assert_eq!((history.len(), history[1].0.as_str()), (2, "ministry"));
        osaka.get(HISTORY).await.expect_problem(404, "not_found");
        clerk.get(HISTORY).await.expect_problem(403, "forbidden");
        world
    })
    .await;
}

#[tokio::test]
async fn a_facility_out_of_its_validity_begins_nothing_new_and_is_decided_all_the_same() {
    workflow("2026-11-24T09:00:00", |world| async move {
        let (ministry, facility) = (world.sign_in("ministry").await, world.sign_in("tokyo-hospital").await);
        let (under_review, _) = world.submitted(&facility, &complete_part()).await;
        let (draft, _) = world.draft(&facility, &complete_part()).await;
        let until = async |day: &str| {
            let change = |master_data: &mut Value| master_data["valid_to"] = json!(day);
            edit(&ministry, "/api/facilities/tokyo-hospital", &MASTER_DATA, change).await.expect(200);
        };
        until("2026-11-23").await;
        let refused = facility.post_empty("/api/requests", &[]).await.expect_problem(409, "outside_validity");
        assert!(refused["detail"].as_str().unwrap().contains("有効期間"), "{refused}");
        facility.post_empty(&of(&draft, "submission"), &[]).await.expect_problem(409, "outside_validity");
        let officer = world.sign_in("tokyo").await;
        let items = json!({"n95_mask": distribute(1500), "gloves": distribute(3000)});
        complete(&officer, &under_review, &items).await.expect(200);

        until("2026-11-24").await;
        let answer = facility.post_empty(&of(&draft, "submission"), &[]).await.expect(200).json();
        assert_eq!(answer["status"], "under_review");
        world.drain().await;
        world
    })
    .await;
}

const FIRST_PART: &str = "医療機関コード,医療機関名,区分,登録の区分,担当者名,電話番号,郵便番号,住所,受取り可能な時間,メールアドレス\r\n\
                          1312345679,見本町南診療所,診療所,外来対応医療機関,見本 南,03-0000-7777,100-0000,東京都港区見本町9-9,平日,south@example.jp\r\n";
const WRONG_PART: &str = "0110113719,札幌見本病院,学校,,,,,,,\r\n";
const RIGHT_PART: &str = "0110113719,札幌見本病院,病院,,,,,,,\r\n";

/// Puts a part of the file as a spreadsheet of Japan writes it.
async fn put_part(ministry: &Client, import: &str, number: u32, text: &str) {
    let path = format!("{import}/parts/{number}");
    let bytes = SHIFT_JIS.encode(text).0.into_owned();
    ministry.send_bytes(Method::PUT, &path, &[("content-type", "text/csv")], Some(bytes)).await.expect(200);
}

/// Has the file checked; tells what came of it.
async fn checked(ministry: &Client, import: &str) -> Value {
    ministry.post_empty(&format!("{import}/check"), &[]).await.expect(200).json()
}

#[tokio::test]
async fn a_file_in_parts_is_checked_whole_and_rolled_forward_and_its_facilities_may_ask() {
    workflow("2026-11-24T09:00:00", |world| async move {
        let ministry = world.sign_in("ministry").await;
        let made = ministry.post_empty("/api/facility-imports", &[]).await.expect(201);
        let import = made.header("location").unwrap();
        put_part(&ministry, import, 1, FIRST_PART).await;
        put_part(&ministry, import, 2, WRONG_PART).await;
        let faulty = checked(&ministry, import).await;
        assert_eq!(faulty["state"], "faulty");
        let fault = &faulty["row_errors"][0];
        assert_eq!((&fault["row"], &fault["column"]), (&json!(3), &json!("区分")), "{faulty}");
        let steps = format!("{import}/steps");
        ministry.post_empty(&steps, &[]).await.expect_problem(409, "not_checked");
        ministry.get("/api/facilities/1312345679").await.expect_problem(404, "not_found");

        put_part(&ministry, import, 2, RIGHT_PART).await;
        let good = checked(&ministry, import).await;
        assert_eq!((&good["state"], &good["total"]), (&json!("checked"), &json!(2)), "{good}");
        let first = ministry.post_empty(&steps, &[]).await.expect(200).json();
        assert_eq!((&first["state"], &first["applied"]), (&json!("applying"), &json!(1)), "{first}");
        let done = ministry.post_empty(&steps, &[]).await.expect(200).json();
        assert_eq!((&done["state"], &done["created"]), (&json!("done"), &json!(2)), "{done}");
        let sapporo = ministry.get("/api/facilities/0110113719").await.expect(200).json();
        assert_eq!((&sapporo["name"], &sapporo["prefecture"]), (&json!("札幌見本病院"), &json!("01")));

        let clerk = clerk(&world, &ministry).await;
        let (_, answer) = world.submitted(&clerk, &complete_part()).await;
        assert_eq!(answer["status"], "under_review");
        world.drain().await;
        let mail = &world.mails_to(PREFECTURE)[0];
        assert!(mail.body.contains("要請者：見本町南診療所（診療所）"), "{}", mail.body);
        assert_eq!(told_history(&ministry).await[0].0, "ministry");
        world
    })
    .await;
}
