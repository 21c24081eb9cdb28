//! The main job by three users, through the screens alone.

mod branches;
mod variants;

use crate::{
    acts::{GLOVES, N95, OPINION},
    stage::on_stage,
};

const MORNING: &str = "2026-11-24T12:40:00";

#[tokio::test(flavor = "multi_thread")]
async fn each_role_signs_in_and_out() {
    on_stage(MORNING, |stage| async move {
        for user in ["tokyo-hospital", "tokyo", "ministry"] {
            stage.sign_in(user).await;
            stage.sign_out().await;
        }
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_from_a_new_draft_to_its_result() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage
            .sees("いま申請すると、都道府県が確認を終える目安は2026年11月24日（火）17時です。物資が届く日ではありません。")
            .await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.ask_for(N95, "１，５００").await;
        stage.ask_for(GLOVES, "３０００").await;
        stage.press("下書きとして保存").await;
        stage.sees("下書きを保存しました（12時").await;
        assert_eq!(stage.value(N95, "要請枚数").await, "1500");
        stage.browser.refresh().await.expect("the page is loaded anew");
        assert_eq!(stage.value(GLOVES, "要請枚数").await, "3000");
        assert_eq!(stage.value(N95, "自ら調達できない具体的な事情").await, "卸2社とも欠品のため");
        let number = stage.submit().await;
        stage.sees("都道府県が確認を終える目安：2026年11月24日（火）17時").await;
        stage.sign_out().await;

        stage.sign_in("tokyo").await;
        stage.press("緊急配布要請一覧").await;
        stage.sees("東京中央見本病院").await;
        stage.press(&number).await;
        stage.sees("卸2社とも欠品のため").await;
        stage.press("医療機関に照会する").await;
        stage.fill("照会の内容", "残りは何枚ですか。").await;
        stage.press("照会する").await;
        stage.sees("照会しました。医療機関へメールで知らせます。").await;
        stage.sees("照会中（回答待ち）").await;
        stage.sign_out().await;

        stage.sign_in("tokyo-hospital").await;
        stage.sees("照会が1件届いています。回答してください。").await;
        stage.press(&format!("{number}の照会に回答する")).await;
        stage.fill("回答", "２００枚です。").await;
        stage.press("回答する").await;
        stage.sees("回答しました。都道府県へメールで知らせました。").await;
        stage.sees("２００枚です。").await;
        stage.sign_out().await;

        stage.sign_in("tokyo").await;
        stage.press("緊急配布要請一覧").await;
        stage.press(&number).await;
        stage.sees("２００枚です。").await;
        stage.edit_review().await;
        stage.give(N95, "1,500").await;
        stage.sees("県＋国の合計：1,500枚").await;
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        assert_eq!(stage.value(N95, "総配布枚数").await, "1500");
        assert_eq!(stage.value(N95, "国の配布枚数").await, "0");
        stage.give(GLOVES, "３，０００").await;
        stage.save_review("完了").await;
        stage.sees("対応ステータスは「受付完了（配布あり）」です。").await;
        // Told on the detail, and once.
        stage.sees("履歴を見る").await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("受付完了を取り消す").await;
        stage.sees_no("「完了」で保存しました").await;
        stage.sign_out().await;

        stage.sign_in("tokyo-hospital").await;
        stage.press("要請の一覧").await;
        stage.press("すべて").await;
        stage.sees("受付完了（配布あり）").await;
        stage.press(&number).await;
        stage.sees("配布の結果").await;
        stage.sees("要（配布します）").await;
        let seen = stage.text().await;
        assert!(seen.contains("1,500枚") && seen.contains("3,000枚"), "{seen}");
        assert!(!seen.contains(OPINION) && !seen.contains("都道府県意見"), "{seen}");
        stage.sign_out().await;

        stage.sign_in("ministry").await;
        stage.press("緊急配布要請一覧").await;
        stage.press("すべて選択").await;
        stage.sees("受付完了（配布あり）").await;
        stage.press(&number).await;
        stage.sees(OPINION).await;
        stage
    })
    .await;
}
