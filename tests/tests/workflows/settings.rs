//! What a prefecture sets for itself (SPEC 5, 8), and the record of who set what.

use axum::http::Method;
use serde_json::{Value, json};
use store_emulator::samples::PASSWORD;
use testbed::{Answer, Client, input::complete_part};

use crate::{
    policy_history::enact,
    world::{World, edit, workflow},
};

const SETTINGS: &str = "/api/prefectures/13";
const ADDRESSES: &str = "/api/prefectures/13/addresses";
const OLD: &str = "prefecture-13@example.jp";
const NEW: &str = "iryo@pref.example.jp";
const NATION: &str = "nation@example.jp";
const AT_ONCE: &str = "【訓練】【Haifu運用事務局】医療用物資の緊急配布要請が行われました";

/// Saves the settings of Tokyo, changed.
async fn set(officer: &Client, change: impl FnOnce(&mut Value)) {
    let fields = ["office", "phone", "emergency_phone", "bundling_minutes", "days", "stock"];
    edit(officer, SETTINGS, &fields, change).await.expect(200);
}

async fn remove_address(officer: &Client, address: &str) -> Answer {
    officer.send(Method::DELETE, &format!("{ADDRESSES}/{address}"), &[], None).await.expect(200)
}

async fn add_address(officer: &Client, address: &str) {
    officer.post(ADDRESSES, &json!({"address": address})).await.expect(201);
}

/// Whoever reads at an address confirms it.
async fn confirm(world: &World, token: &str) -> Answer {
    world.bed.stranger().send(Method::PUT, &format!("/api/address-confirmations/{token}"), &[], None).await
}

/// A facility submits a request, and what is due is sent.
async fn asked_by(world: &World, user_name: &str) -> Value {
    let facility = world.sign_in(user_name).await;
    let (_, answer) = world.submitted(&facility, &complete_part()).await;
    assert_eq!(answer["status"], "under_review");
    world.drain().await;
    answer
}

/// Whether the homes of the prefecture and of the ministry warn that nobody is told in Tokyo.
async fn warned(world: &World) -> (bool, bool) {
    let home = async |user_name| {
        world.sign_in(user_name).await.post_empty("/api/summary", &[]).await.expect(200).json()
    };
    let (of_prefecture, of_ministry) = (home("tokyo").await, home("ministry").await);
    let missing = of_ministry["prefectures_without_address"].as_array().unwrap();
    (of_prefecture["notification_address_missing"] == true, missing.contains(&json!("13")))
}

#[tokio::test]
async fn without_a_confirmed_address_the_ministry_is_told_until_one_is_confirmed() {
    workflow("2026-11-24T09:00:00", |world| async move {
        assert_eq!(warned(&world).await, (false, false));
        let officer = world.sign_in("tokyo").await;
        let removed = remove_address(&officer, OLD).await.json();
        assert!(removed["warning"].as_str().unwrap().contains("国の担当者に届きます"), "{removed}");
        world.bed.set_clock("2026-11-24T09:10:00");
        assert_eq!(warned(&world).await, (true, true));
        asked_by(&world, "tokyo-hospital").await;
        assert_eq!((world.subjects(NATION), world.subjects(OLD)), (vec![AT_ONCE.to_owned()], vec![]));

        add_address(&officer, NEW).await;
        world.drain().await;
        assert!(world.subjects(NEW)[0].ends_with("通知先メールアドレスの確認"));
        let token = world.mailed_token(NEW, "address");
        // An address that waits for its confirmation is told nothing.
        world.bed.set_clock("2026-11-24T09:20:00");
        asked_by(&world, "tokyo-clinic").await;
        assert_eq!((world.subjects(NATION).len(), world.subjects(NEW).len()), (2, 1));
        assert_eq!(warned(&world).await, (true, true));

        let link = format!("/api/address-confirmations/{token}");
        let seen = world.bed.stranger().get(&link).await.expect(200).json();
        assert_eq!(seen["address"], "i***@pref.example.jp");
        confirm(&world, &token).await.expect(200);
        let (used, altered) = (confirm(&world, &token).await, confirm(&world, "hl_never-made").await);
        assert_eq!((used.status, &used.bytes), (altered.status, &altered.bytes));
        used.expect_problem(404, "link_void");
        world.bed.set_clock("2026-11-24T09:30:00");
        assert_eq!(warned(&world).await, (false, false));
        asked_by(&world, "tokyo-hospital").await;
        assert_eq!((world.subjects(NATION).len(), world.subjects(NEW)[1].as_str()), (2, AT_ONCE));
        world
    })
    .await;
}

#[tokio::test]
async fn bundling_gathers_two_facilities_into_one_mail_and_keeps_neither_waiting() {
    workflow("2026-11-24T10:00:00", |world| async move {
        let officer = world.sign_in("tokyo").await;
        set(&officer, |settings| settings["bundling_minutes"] = json!(10)).await;
        let mut numbers = Vec::new();
        for (at, user_name) in
            [("2026-11-24T10:01:00", "tokyo-hospital"), ("2026-11-24T10:09:00", "tokyo-clinic")]
        {
            world.bed.set_clock(at);
            let answer = asked_by(&world, user_name).await;
            numbers.push(answer["number"].as_str().unwrap().to_owned());
            let subjects = world.subjects(&format!("{user_name}@example.jp"));
            assert_eq!(subjects.len(), 1, "the facility hears at once");
            assert!(subjects[0].contains("登録されました"), "{subjects:?}");
            assert_eq!(world.subjects(OLD).len(), 0, "the prefecture not yet");
        }
        world.bed.set_clock("2026-11-24T10:10:00");
        world.drain().await;
        assert_eq!(world.subjects(OLD), [format!("{AT_ONCE}（2件）")]);
        let body = &world.mails_to(OLD)[0].body;
        for told in numbers.iter().map(String::as_str).chain(["東京中央見本病院", "見本町内科クリニック"])
        {
            assert!(body.contains(told), "no {told} in {body}");
        }
        world
    })
    .await;
}

#[tokio::test]
async fn an_extra_closed_day_of_the_prefecture_or_the_nation_moves_the_deadline() {
    // After the cut-off of a Tuesday: due on Wednesday.
    workflow("2026-11-24T14:00:00", |world| async move {
        let officer = world.sign_in("tokyo").await;
        let due = async |user_name| asked_by(&world, user_name).await["due_at"].clone();
        assert_eq!(due("tokyo-hospital").await, "2026-11-25T08:00:00.000Z");
        set(&officer, |settings| settings["days"]["closed"] = json!(["2026-11-25"])).await;
        assert_eq!(due("tokyo-clinic").await, "2026-11-26T08:00:00.000Z");
        enact(&world, |version| version["days"]["closed"] = json!(["2026-11-26"])).await;
        assert_eq!(due("tokyo-hospital").await, "2026-11-27T08:00:00.000Z");
        let open = officer.get("/api/requests?view=open").await.expect(200).json();
        let mut kept: Vec<&str> =
            open["items"].as_array().unwrap().iter().map(|row| row["due_at"].as_str().unwrap()).collect();
        kept.sort_unstable();
        assert_eq!(
            kept,
            ["2026-11-25T08:00:00.000Z", "2026-11-26T08:00:00.000Z", "2026-11-27T08:00:00.000Z"],
            "what was promised stays"
        );
        let summary = officer.get("/api/summary").await.expect(200).json();
        assert_eq!(summary["due_if_submitted_now"], "2026-11-27T08:00:00.000Z");
        world
    })
    .await;
}

/// Actions and subjects of an answer, the newest first.
fn told(answer: &Value) -> Vec<(&str, &str)> {
    let items = answer["items"].as_array().unwrap();
    items.iter().map(|item| (item["action"].as_str().unwrap(), item["subject"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn the_record_tells_who_did_what_and_is_sound() {
    workflow("2026-11-24T09:00:00", |world| async move {
        let entered = world.enter("tokyo", PASSWORD).await.expect(200);
        let officer = world.holder(&entered);
        set(&officer, |settings| settings["bundling_minutes"] = json!(5)).await;
        add_address(&officer, NEW).await;
        world.drain().await;
        let token = world.mailed_token(NEW, "address");
        confirm(&world, &token).await.expect(200);
        officer.get("/api/audit").await.expect_problem(403, "forbidden");
        officer.get("/api/reports/requests/csv?from=2026-11-01&to=2026-11-24").await.expect(200);
        world.enter("tokyo", "Wrong-2026").await.expect(401);
        enact(&world, |version| version["cutoff"] = json!("12:00")).await;

        let ministry = world.sign_in("ministry").await;
        let of_officer = ministry.get("/api/audit?user=tokyo").await.expect(200);
        assert_eq!(
            told(&of_officer.json()),
            [
                ("exported", "requests 2026-11-01～2026-11-24 shift_jis"),
                ("access_refused", "GET /api/audit"),
                ("address_added", "13"),
                ("settings_changed", "13"),
                ("sign_in", "tokyo"),
            ]
        );
        let change = &of_officer.json()["items"][3]["changes"][0];
        assert_eq!((&change["from"], &change["to"]), (&json!(0), &json!(5)), "{change}");
        let day = ministry.get("/api/audit?day=2026-11-24").await.expect(200);
        let of_day = day.json();
        for (entry, by) in [
            (("address_confirmed", "13"), "通知先のメールを受け取った人"),
            (("sign_in_refused", "tokyo"), "ログインしていない人"),
            (("policy_added", "2"), "国の担当者"),
        ] {
            let at = told(&of_day).iter().position(|told| *told == entry);
            let at = at.unwrap_or_else(|| panic!("no {entry:?} in {of_day}"));
            assert_eq!(of_day["items"][at]["by_label"], by);
        }
        let text = String::from_utf8_lossy(&day.bytes).into_owned();
        for secret in [token.as_str(), PASSWORD, "Wrong-2026"] {
            assert!(!text.contains(secret), "the record holds {secret}");
        }
        let verified = ministry.get("/api/audit/verification").await.expect(200).json();
        assert_eq!(
            (&verified["sound"], &verified["faults"], &verified["next_cursor"]),
            (&json!(true), &json!([]), &Value::Null)
        );
        assert!(verified["rows"].as_u64().unwrap() >= 10, "{verified}");
        world
    })
    .await;
}
