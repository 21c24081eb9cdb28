//! Where the main job branches off: conditions unmet, a request taken back, updated or reopened, and its figures exported.

use serde_json::json;
use testbed::input::complete_part;

use super::MORNING;
use crate::{
    acts::GLOVES,
    others::{all_given, review},
    stage::on_stage,
};

#[tokio::test(flavor = "multi_thread")]
async fn unmet_conditions_are_named_and_mended() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.ask_for(GLOVES, "3000").await;
        stage.choose_in(&format!("{GLOVES}/備蓄見通し"), "1か月以上").await;
        stage.press("システムチェック&申請").await;
        stage.sees("申請の条件を満たしていません").await;
        stage.sees("要件①を満たしていません。").await;
        stage.sees("要件③を満たしていません。").await;
        stage.sees("要件未充足").await;
        // Each unmet condition leads to where it is mended.
        stage.press("入力欄へ移動する").await;
        stage.has_focus("", "欠品等により自ら調達できない").await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.choose_in(&format!("{GLOVES}/備蓄見通し"), "2～3週間").await;
        stage.submit().await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_designation_is_told_with_whom_to_ask() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-dental").await;
        stage.begin_request().await;
        stage.sees("要件②の登録が確認できません。登録は都道府県が行います。").await;
        stage.sees("03-0000-1111").await;
        stage.press("登録の確認を依頼する").await;
        stage.sees("依頼").await;
        stage.system.drain().await.expect("the mail is sent");
        let mails = stage.elsewhere("ministry").await.at(stage.system.router.clone());
        let mails =
            mails.send(axum::http::Method::GET, "/dev/mail", &[("accept", "application/json")], None).await;
        let all = mails.expect(200).json();
        let mut mails = all.as_array().into_iter().flatten();
        assert!(mails.any(|mail| mail["to"] == "prefecture-13@example.jp"), "{all}");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_facility_takes_its_request_back_after_being_asked() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo-hospital").await;
        stage.press(&request.number).await;
        stage.press("この要請を取り下げる").await;
        stage.sees("取り下げた要請は元に戻せません。").await;
        stage.press("取り下げない").await;
        stage.sees_no("取下げの確認").await;
        stage.press("この要請を取り下げる").await;
        stage.press("取り下げる").await;
        stage.sees("要請を取り下げました。").await;
        stage.sees("この要請は取り下げました。").await;
        stage.sees_no("この要請を取り下げる").await;
        stage.sign_out().await;
        stage.sign_in("tokyo").await;
        stage.press("緊急配布要請一覧").await;
        stage.sees("この一覧に入る要請はありません。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completion_is_taken_back_and_the_facility_is_told() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let officer = stage.elsewhere("tokyo").await;
        review(&officer, &request.id, &json!({"status": "completed", "items": all_given()})).await;
        stage.sign_in("ministry").await;
        stage.open_request(&request.id).await;
        stage.press("受付完了を取り消す").await;
        stage.press("理由を付けて取り消す").await;
        stage.sees("理由を入力してください。").await;
        stage.fill("理由", "枚数の誤り").await;
        stage.press("理由を付けて取り消す").await;
        stage.sees("受付完了を取り消しました。対応ステータスは「確認中」です。").await;
        stage.sign_out().await;
        stage.sign_in("tokyo-hospital").await;
        stage.press(&request.number).await;
        stage.sees("受付完了が取り消され、もう一度確認しています。").await;
        let seen = stage.text().await;
        assert!(!seen.contains("枚数の誤り") && !seen.contains("配布の結果"), "{seen}");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_under_review_is_updated_as_one_act_and_looked_at_again() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let officer = stage.elsewhere("tokyo").await;
        review(&officer, &request.id, &json!({"status": "in_progress", "items": all_given()})).await;
        stage.sign_in("tokyo-hospital").await;
        stage.press(&request.number).await;
        stage.press("要請内容を更新する").await;
        stage.fill_in(GLOVES, "要請枚数", "４０００").await;
        stage.sees("要請枚数：3,000枚 → 4,000枚").await;
        stage.press("要請内容を更新する").await;
        stage.sees("要請内容を更新しました。東京都へメールで知らせました。").await;
        stage.sign_out().await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.sees("要請内容が更新されました。再確認してください。").await;
        stage.edit_review().await;
        stage.sees("「入力中」で一度保存すると、「完了」にできるようになります。").await;
        stage.give(GLOVES, "4000").await;
        // What is typed is not left for it.
        let entry = stage.browser.window().await.expect("a tab");
        stage.press("変わった項目を履歴で見る（新しいタブで開きます）").await;
        let tabs = stage.browser.windows().await.expect("the tabs");
        let history = tabs.into_iter().find(|tab| *tab != entry).expect("a second tab");
        stage.browser.switch_to_window(history).await.expect("the second tab");
        stage.sees("非滅菌手袋：要請枚数：3,000枚 → 4,000枚").await;
        stage.browser.switch_to_window(entry).await.expect("the first tab");
        stage.sees_no("保存していない変更があります").await;
        assert_eq!(stage.value(GLOVES, "総配布枚数").await, "4000");
        stage.choose("更新後の内容を確認しました").await;
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        stage.sees_no("更新後の内容を確認しました").await;
        stage.save_review("完了").await;
        stage.sees("対応ステータスは「受付完了（配布あり）」です。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_found_by_its_name_and_told_when_it_starts() {
    on_stage(MORNING, |stage| async move {
        let mut part = complete_part();
        // A character that Shift-JIS cannot hold.
        part["remarks"] = json!("担当は𠮷田です");
        part["items"]["gloves"]["procurement_difficulty"] = json!("𠮷野商店が欠品");
        stage.requested_with("tokyo-hospital", &part).await;
        stage.sign_in("tokyo").await;
        stage.press("CSVダウンロード").await;
        stage.press("エクスポート").await;
        stage.sees("レポートを選択してください。").await;
        stage.fill("レポートを探す", "全区分").await;
        stage.press("探す").await;
        stage.sees("緊急配布要請一覧（全区分・期間別）").await;
        stage.sees_no("緊急配布要請一覧（病院・期間別）").await;
        stage.press("エクスポート").await;
        stage.sees("のダウンロードを始めました。").await;
        stage.sees("Shift-JISで表せない文字が").await;
        stage.choose_in("文字コード", "UTF-8").await;
        stage.press("エクスポート").await;
        stage.sees_no("Shift-JISで表せない文字が").await;
        stage.sees("のダウンロードを始めました。").await;
        stage
    })
    .await;
}
