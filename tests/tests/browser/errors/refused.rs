//! What cannot be done at all, and what a person is told instead.

use fantoccini::Locator;

use super::MORNING;
use crate::{acts::GLOVES, stage::on_stage};

#[tokio::test(flavor = "multi_thread")]
async fn while_acceptance_is_stopped_a_draft_is_kept_and_not_sent() {
    on_stage(MORNING, |stage| async move {
        const NOTICE: &str = "在庫の確認のため、12月1日まで受付を停止しています。";
        stage.sign_in("ministry").await;
        stage.press("受付・制度").await;
        stage.press("受付を停止する").await;
        stage.sees("押すとすぐに、医療機関は申請できなくなります。").await;
        stage.press("受付を停止する").await;
        stage.summary().await;
        stage.fill("お知らせ", NOTICE).await;
        stage.press("受付を停止する").await;
        stage.sees("受付を停止しました（第2版）。").await;
        stage.sees("受付を停止しています。").await;
        stage.sign_out().await;
        stage.sees(NOTICE).await;

        stage.sign_in("tokyo-hospital").await;
        stage.sees("受付停止中です。下書きは都道府県に届きません。再開後も自動では申請されません。").await;
        stage.begin_request().await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.ask_for(GLOVES, "3000").await;
        stage.press("システムチェック&申請").await;
        assert_eq!(stage.summary().await, [""; 0]);
        stage.sees("下書きは保存されていますが、都道府県には届きません。").await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        assert_eq!(stage.value(GLOVES, "要請枚数").await, "3000");
        stage.sees("申請前").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_of_another_prefecture_is_not_to_be_found() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("osaka-hospital").await;
        stage.sign_in("tokyo").await;
        stage.open(&format!("/request.html?id={}", request.id)).await;
        let foreign = stage.find("main [role=alert]").await.text().await.expect("its words");
        stage.open("/request.html?id=01KAVZ0000000000000000TEST").await;
        let absent = stage.find("main [role=alert]").await.text().await.expect("its words");
        assert_eq!(foreign, absent);
        assert!(!stage.text().await.contains("大阪"));
        stage.press("ホームへ").await;
        stage.sees("緊急配布要請の状況").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_of_another_role_says_so() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.open("/policy.html").await;
        stage.sees("この画面は使えません").await;
        stage.press("ホームへ").await;
        stage.sees("要請の状況").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_cannot_be_one_is_told_at_the_search() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        stage.press("緊急配布要請一覧").await;
        stage.fill("要請番号", "あいうえお").await;
        stage.press("検索").await;
        let told = stage.summary().await;
        assert_eq!(stage.error_at("", "要請番号").await, format!("＊{}", told[0]));
        stage.fill("要請番号", &request.number).await;
        stage.press("検索").await;
        stage.sees("検索の結果").await;
        stage.press(&request.number).await;
        stage.sees("都道府県の記入欄").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_designation_is_asked_for_in_one_place_and_has_no_deadline() {
    on_stage(MORNING, |stage| async move {
        const ASK: &str = "登録の確認を依頼する";
        stage.sign_in("tokyo-dental").await;
        stage.begin_request().await;
        stage.sees("いま申請すると、都道府県が確認を終える目安は").await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.ask_for(GLOVES, "3000").await;
        stage.press("システムチェック&申請").await;
        stage.sees("申請の条件を満たしていません").await;
        stage.sees_no("いま申請すると、").await;
        stage.press("要件②の欄へ移動する").await;
        stage.find("#designation:focus").await;
        let path = format!("//button[. = \"{ASK}\"]");
        let buttons = Locator::XPath(&path);
        assert_eq!(stage.browser.find_all(buttons).await.expect("the buttons").len(), 1);
        stage.press(ASK).await;
        stage.sees("東京都の担当課へ、登録の確認を依頼しました。").await;
        stage
    })
    .await;
}
