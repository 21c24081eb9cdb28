//! A day by the clock, from before the cut-off until after the target.

use domain::policy::{FIRST_VERSION, Policy};
use serde_json::json;

use crate::stage::{Stage, on_stage};

const DUE: &str = "本日17時までに対応が必要な要請";
/// The same card, once that hour is over.
const LATE: &str = "本日17時の入力期限を過ぎた要請";
const OVERDUE: &str = "入力期限を過ぎた要請（入力期限超過）";
const REFRESH: &str = "最新の状態に更新";

/// Waits until the card of that title shows so many requests.
async fn counts(stage: &Stage, title: &str, requests: u32) {
    stage.at(&format!("//section[h2 = \"{title}\"]//strong[. = \"{requests}件\"]")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_from_before_the_cut_off_until_after_the_target() {
    on_stage("2026-11-24T12:55:00", |stage| async move {
        let early = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        // The figures of the start, until they are counted anew.
        counts(&stage, DUE, 0).await;
        stage.clock("2026-11-24T12:57:00").await;
        stage.press(REFRESH).await;
        counts(&stage, DUE, 1).await;
        counts(&stage, OVERDUE, 0).await;
        stage.sees("最終更新：2026年11月24日（火）12時5").await;
        stage.sees_no("13時より前のデータです。").await;

        stage.clock("2026-11-24T13:02:00").await;
        let late = stage.requested("tokyo-clinic").await;
        stage.press("ホーム").await;
        stage.sees("13時より前のデータです。「最新の状態に更新」を押してから確認してください。").await;
        stage.press(REFRESH).await;
        stage.sees_no("13時より前のデータです。").await;
        stage.sees("最終更新：2026年11月24日（火）13時0").await;
        counts(&stage, DUE, 1).await;

        stage.press("緊急配布要請一覧").await;
        stage.sees("2026年11月25日（水）17時").await;
        let list = stage.text().await;
        let (first, second) = (list.find(&early.number), list.find(&late.number));
        assert!(first.is_some() && first < second, "what is due first stands first: {list}");
        assert!(!list.contains("入力期限超過\n"), "{list}");

        stage.clock("2026-11-24T17:05:00").await;
        stage.press("ホーム").await;
        stage.sees("17時より前のデータです。「最新の状態に更新」を押してから確認してください。").await;
        stage.press(REFRESH).await;
        stage.sees_no("17時より前のデータです。").await;
        // Still what was due today, and now overdue.
        counts(&stage, LATE, 1).await;
        stage.sees("入力期限を過ぎています。").await;
        stage.sees_no(DUE).await;
        counts(&stage, OVERDUE, 1).await;
        let card = stage.at(&format!("//section[h2 = \"{OVERDUE}\"]//a")).await;
        card.click().await.expect("it can be followed");
        stage.sees("絞り込み：入力期限超過のみ").await;
        stage.sees(&early.number).await;
        stage.sees_no(&late.number).await;
        stage.press(&early.number).await;
        stage.sees("都道府県の記入欄へ").await;
        stage.at("//span[. = \"入力期限超過\"]").await;
        stage.sign_out().await;

        stage.sign_in("tokyo-hospital").await;
        stage.press(&early.number).await;
        stage.sees("確認を終える目安を過ぎています。").await;
        stage.sees("物資が届く日ではありません。").await;
        stage.sign_out().await;

        stage.sign_in("ministry").await;
        counts(&stage, OVERDUE, 1).await;
        stage
            .at("//tr[th[normalize-space(.) = \"東京都\"]]//a[contains(@aria-label, \"入力期限超過 1件\")]")
            .await;

        // Two days later neither is of yesterday or today, and both are open work that is overdue.
        stage.clock("2026-11-26T09:00:00").await;
        stage.press(REFRESH).await;
        counts(&stage, OVERDUE, 2).await;
        stage.at("//*[local-name() = \"text\" and . = \"東京\"]/following-sibling::*[1][. = \"2\"]").await;
        stage.at("//*[local-name() = \"text\" and . = \"超過2\"]").await;
        let open = stage.at("//a[@aria-label = \"東京都、確認中 2件\"]").await;
        open.click().await.expect("it can be followed");
        stage.sees("2件を表示しています。").await;
        stage
    })
    .await;
}

/// Follows the link of that name, and waits until the list shows the one request and not the other.
async fn list_shows(stage: &Stage, link: &str, shown: &str, not: &str) {
    stage.press("ホーム").await;
    let link = stage.at(&format!("//a[@aria-label = \"{link}の一覧を見る\"]")).await;
    link.click().await.expect("it can be followed");
    stage.sees(shown).await;
    stage.sees("1件を表示しています。").await;
    stage.sees_no(not).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_an_answer_is_told_apart_and_every_number_is_that_of_its_list() {
    on_stage("2026-11-24T10:00:00", |stage| async move {
        let open = stage.requested("tokyo-hospital").await.number;
        let asked = stage.requested("tokyo-clinic").await;
        let question = json!({"text": "在庫量（前日時点）をお知らせください。"});
        let path = format!("/api/requests/{}/questions", asked.id);
        stage.elsewhere("tokyo").await.post(&path, &question).await.expect(200);
        let asked = asked.number;
        stage.clock("2026-11-24T16:01:00").await;
        stage.sign_in("tokyo").await;
        stage.press(REFRESH).await;
        counts(&stage, DUE, 1).await;
        stage.sees("ほかに照会中（回答待ち）：1件").await;
        list_shows(&stage, DUE, &open, &asked).await;
        list_shows(&stage, "本日が入力期限の要請の照会中", &asked, &open).await;
        stage.press("ホーム").await;
        stage.clock("2026-11-24T17:05:00").await;
        stage.press(REFRESH).await;
        counts(&stage, LATE, 1).await;
        counts(&stage, OVERDUE, 2).await;
        list_shows(&stage, LATE, &open, &asked).await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hours_on_the_screens_are_those_of_the_policy_in_force() {
    on_stage("2026-11-24T10:00:00", |stage| async move {
        let mut policy: Policy = serde_json::from_str(FIRST_VERSION).expect("the first version");
        policy.version = 2;
        policy.effective_from = testbed::instant("2026-11-24T09:00:00");
        policy.cutoff = "11:30:00".parse().expect("a time");
        policy.target = "16:00:00".parse().expect("a time");
        stage.system.app.store.policy_put(&policy).await.expect("the table answers");
        stage.sign_in("tokyo").await;
        stage.sees("本日16時までに対応が必要な要請").await;
        stage.sees("前営業日11時30分以降の要請を見る").await;
        stage.press("緊急配布要請一覧").await;
        stage.press("前営業日11時30分以降").await;
        stage.sees("前営業日の11時30分より後に要請または更新された要請です。").await;
        stage.press("前日・当日の状況").await;
        stage.sees("休日の翌日は、前営業日11時30分以降の要請も確認してください。").await;
        stage.sign_out().await;
        stage.sign_in("tokyo-clinic").await;
        stage
            .sees("営業日の11時30分までに申請すると、都道府県が確認を終える目安は、その日の16時です。")
            .await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_stays_open_past_the_cut_off_is_answered_with_the_next_day() {
    on_stage("2026-11-24T12:50:00", |stage| async move {
        stage.sign_in("tokyo-clinic").await;
        stage.sees("いま申請すると、都道府県が確認を終える目安は2026年11月24日（火）17時です。").await;
        stage.begin_request().await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.ask_for(crate::acts::GLOVES, "3000").await;
        stage.clock("2026-11-24T13:01:00").await;
        stage.submit().await;
        stage.sees("都道府県が確認を終える目安：2026年11月25日（水）17時").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn automatic_refresh_can_be_stopped_and_stays_stopped() {
    on_stage("2026-11-24T12:55:00", |stage| async move {
        stage.sign_in("tokyo").await;
        stage.sees("10分ごとに自動で更新します。").await;
        stage.press("自動更新を止める").await;
        stage.sees("自動更新は止まっています。").await;
        stage.press("ホーム").await;
        stage.press("自動更新を再開する").await;
        stage.sees("10分ごとに自動で更新します。").await;
        stage
    })
    .await;
}
