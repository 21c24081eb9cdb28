//! `POST /api/designation-checks`: 「登録の確認を依頼する」.

use domain::message::Message;
use serde_json::json;
use testbed::TestBed;

use super::{audited, bed};

const PATH: &str = "/api/designation-checks";

async fn messages(bed: &TestBed) -> Vec<Message> {
    bed.app.store.outbox_list().await.unwrap().into_iter().map(|entry| entry.message).collect()
}

#[tokio::test]
async fn a_facility_asks_its_prefecture_once_a_day() {
    let bed = bed().await;
    let dental = bed.sign_in("tokyo-dental").await;
    let asked = dental.post_empty(PATH, &[]).await.expect(200).json();
    assert_eq!(asked, json!({"state": "asked", "message": "東京都の担当課へ、登録の確認を依頼しました。"}));
    let again = dental.post_empty(PATH, &[]).await.expect(200).json();
    assert_eq!(again["state"], "already_asked");
    assert!(again["message"].as_str().unwrap().contains("本日はすでに"));
    let messages = messages(&bed).await;
    let [Message::DesignationCheck { facility_code, prefecture, contact, .. }] = messages.as_slice() else {
        panic!("{messages:?}")
    };
    assert_eq!((facility_code.as_str(), prefecture.code().as_str()), ("1330000014", "13"));
    assert_eq!(contact.person, "見本 花子");
    let entry = ("designation_check_asked".to_owned(), "tokyo-dental".to_owned());
    assert_eq!(audited(&bed, "tokyo-dental").await, [entry]);
}

#[tokio::test]
async fn the_next_day_it_may_ask_again() {
    let bed = bed().await;
    let dental = bed.sign_in("tokyo-dental").await;
    dental.post_empty(PATH, &[]).await.expect(200);
    bed.set_clock("2026-11-25T00:00:00");
    let next_day = bed.sign_in("tokyo-dental").await;
    assert_eq!(next_day.post_empty(PATH, &[]).await.expect(200).json()["state"], "asked");
    assert_eq!(messages(&bed).await.len(), 2);
}

#[tokio::test]
async fn a_facility_whose_designation_qualifies_has_nothing_to_ask() {
    let bed = bed().await;
    let hospital = bed.sign_in("tokyo-hospital").await;
    hospital.post_empty(PATH, &[]).await.expect_problem(409, "already_designated");
    // The policy in force decides: when no designation qualifies any more, there is something to ask.
    bed.seed_policy("2026-11-24T09:00:00", |policy| policy.qualifying_designations.clear()).await;
    assert_eq!(hospital.post_empty(PATH, &[]).await.expect(200).json()["state"], "asked");
}

#[tokio::test]
async fn only_facilities_ask_and_send_nothing_with_it() {
    let bed = bed().await;
    for user in ["tokyo", "ministry"] {
        bed.sign_in(user).await.post_empty(PATH, &[]).await.expect_problem(403, "forbidden");
    }
    bed.stranger().post_empty(PATH, &[]).await.expect_problem(401, "signed_out");
    let body = json!({"facility": "osaka-hospital"});
    let dental = bed.sign_in("tokyo-dental").await;
    dental.post(PATH, &body).await.expect_problem(400, "unexpected_body");
    assert!(messages(&bed).await.is_empty());
}
