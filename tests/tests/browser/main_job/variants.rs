//! The main job otherwise: the nation ships, an item is refused, a full store is doubted, a phone is used.

use super::MORNING;
use crate::{
    acts::{GLOVES, N95},
    stage::on_stage,
};

#[tokio::test(flavor = "multi_thread")]
async fn the_nation_ships_one_item_and_the_refusal_of_another_is_explained() {
    on_stage(MORNING, |stage| async move {
        const MESSAGE: &str = "在庫が十分にあると伺いました。足りなくなったら、改めてご連絡ください。";
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.give(N95, "500").await;
        stage.choose_in(&format!("{N95}/配布方法"), "国から直送").await;
        stage.fill_in(N95, "国の配布枚数", "1000").await;
        stage.fill_in(N95, "総配布枚数", "1500").await;
        stage.sees("県＋国の合計：1,500枚").await;
        stage.choose_in(&format!("{GLOVES}/緊急配布の要否"), "否").await;
        stage.fill_in(GLOVES, "配布しない理由", "在庫が十分").await;
        stage.fill_in(GLOVES, "医療機関への連絡", MESSAGE).await;
        stage.save_review("完了").await;
        assert_eq!(
            stage.summary().await,
            [format!("{N95}：都道府県と国の両方から配布する理由を入力してください。")]
        );
        stage.fill_in(N95, "都道府県と国の両方から配布する理由", "県の備蓄が500枚のため").await;
        stage.save_review("完了").await;
        stage.sees("対応ステータスは「受付完了（一部配布）」です。").await;
        stage.sign_out().await;

        stage.sign_in("tokyo-hospital").await;
        stage.press(&request.number).await;
        stage.sees("否（配布しません）").await;
        stage.sees(MESSAGE).await;
        let seen = stage.text().await;
        assert!(seen.contains("国から直送") && seen.contains("1,000枚"), "{seen}");
        assert!(!seen.contains("在庫が十分\n") && !seen.contains("県の備蓄が500枚のため"), "{seen}");
        stage.sign_out().await;

        stage.clock("2026-11-24T12:42:00").await;
        stage.sign_in("ministry").await;
        stage.press("最新の状態に更新").await;
        stage.at("//section[starts-with(h2, \"国から直送する枚数\")]//strong[. = \"1,000枚\"]").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weekly_survey_prefills_the_form_and_warns_the_officer_alone() {
    on_stage(MORNING, |stage| async move {
        const FLAG: &str = "在庫量が1ヶ月分以上の可能性あり";
        stage.sign_in("tokyo-hospital").await;
        stage.press("週次調査").await;
        for item in ["サージカルマスク", N95, "アイソレーションガウン", "フェイスシールド"]
        {
            stage.choose_in("回答する物資", item).await;
        }
        stage.fill_in(GLOVES, "前日時点の在庫量", "５２００").await;
        stage.fill_in(GLOVES, "今後1週間の想定消費量", "１０００").await;
        stage.choose_in(&format!("{GLOVES}/備蓄見通し"), "2～3週間").await;
        stage.press("回答する").await;
        assert_eq!(stage.summary().await.len(), 1);
        stage.fill_in(GLOVES, "購入予定量", "0").await;
        stage.press("回答する").await;
        stage.sees("の週次調査に回答しました。").await;

        stage.begin_request().await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.ask_for(GLOVES, "3000").await;
        assert_eq!(stage.value(GLOVES, "前日時点の在庫量").await, "5200");
        let number = stage.submit().await;
        assert!(!stage.text().await.contains(FLAG));
        stage.sign_out().await;

        stage.sign_in("tokyo").await;
        stage.press("緊急配布要請一覧").await;
        stage.press(&number).await;
        stage.sees("想定消費量1,000枚×4＜在庫量5,200枚").await;
        stage.sees(FLAG).await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_made_and_decided_on_a_phone() {
    on_stage(MORNING, |stage| async move {
        stage.width(390).await;
        stage.sign_in("tokyo-clinic").await;
        stage.press("メニュー").await;
        stage.begin_request().await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.ask_for(GLOVES, "３０００").await;
        let number = stage.submit().await;
        stage.press("メニュー").await;
        stage.sign_out().await;
        stage.sign_in("tokyo").await;
        stage.press("メニュー").await;
        stage.press("緊急配布要請一覧").await;
        stage.press(&number).await;
        stage.edit_review().await;
        stage.give(GLOVES, "3000").await;
        stage.save_review("完了").await;
        stage.sees("対応ステータスは「受付完了（配布あり）」です。").await;
        stage
    })
    .await;
}
