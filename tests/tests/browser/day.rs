//! A day by the clock, from before the cut-off until after the target.

use crate::stage::{Stage, on_stage};

const DUE: &str = "本日17時までに対応が必要な要請";
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
        stage.press(REFRESH).await;
        // Still what was due today, and now overdue.
        counts(&stage, DUE, 1).await;
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
        stage.sees("入力期限（目安）を過ぎています。").await;
        stage.sees("物資が届く日ではありません。").await;
        stage.sign_out().await;

        stage.sign_in("ministry").await;
        counts(&stage, OVERDUE, 1).await;
        stage
            .at("//tr[th[normalize-space(.) = \"東京都\"]]//a[contains(@aria-label, \"入力期限超過 1件\")]")
            .await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_stays_open_past_the_cut_off_is_answered_with_the_next_day() {
    on_stage("2026-11-24T12:50:00", |stage| async move {
        stage.sign_in("tokyo-clinic").await;
        stage.sees("いま申請すると、都道府県の入力期限（目安）は2026年11月24日（火）17時です。").await;
        stage.begin_request().await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.ask_for(crate::acts::GLOVES, "3000").await;
        stage.clock("2026-11-24T13:01:00").await;
        stage.submit().await;
        stage.sees("入力期限（目安）：2026年11月25日（水）17時").await;
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
