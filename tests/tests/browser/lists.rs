//! Finding requests: the lists, their filters and the search by number.

use crate::stage::on_stage;

const NOW: &str = "2026-11-24T11:00:00";

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_narrows_a_list_down_mends_what_was_refused_and_has_the_whole_again() {
    on_stage(NOW, |stage| async move {
        let hospital = stage.requested("tokyo-hospital").await.number;
        let clinic = stage.requested("tokyo-clinic").await.number;
        stage.sign_in("tokyo").await;
        stage.press("緊急配布要請一覧").await;
        stage.sees(&hospital).await;
        stage.press("条件で絞り込む").await;
        stage.choose_in("表示する一覧", "すべて選択").await;
        stage.choose_in("区分", "診療所").await;
        stage.fill_in("要請（更新）日（から）", "年", "２０２６").await;
        stage.fill_in("要請（更新）日（から）", "月", "13").await;
        stage.fill_in("要請（更新）日（から）", "日", "1").await;
        stage.press("絞り込む").await;
        let refused = "要請（更新）日（から）は「2026年11月24日」のような実在する日付で入力してください。";
        stage.sees("入力内容に誤りがあります").await;
        assert_eq!(stage.summary().await, [refused]);
        assert_eq!(stage.value("要請（更新）日（から）", "月").await, "13", "what was typed stays");
        stage.fill_in("要請（更新）日（から）", "月", "11").await;
        stage.press("絞り込む").await;
        stage.sees("絞り込み：2026年11月1日（日）から／診療所").await;
        stage.sees(&clinic).await;
        stage.sees_no(&hospital).await;
        stage.press("条件を消す").await;
        stage.sees(&hospital).await;
        stage.sees_no("絞り込み：").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_facility_finds_its_work_in_progress_and_a_request_by_its_number() {
    on_stage(NOW, |stage| async move {
        let number = stage.requested("tokyo-clinic").await.number;
        stage.sign_in("tokyo-clinic").await;
        stage.press("要請の一覧").await;
        stage.sees("要請の一覧（進行中）").await;
        stage.sees("「都道府県が確認を終える目安」は、物資が届く日ではありません。").await;
        stage.sees_no("未対応").await;
        stage.fill("要請番号で検索", "SOS-1").await;
        stage.press("検索").await;
        stage.sees("入力内容に誤りがあります").await;
        assert_eq!(stage.value("", "要請番号").await, "SOS-1", "what was typed stays");
        stage.fill("要請番号", &number.to_lowercase()).await;
        stage.press("検索").await;
        stage.sees("検索の結果").await;
        stage.press(&number).await;
        stage.sees("都道府県が確認を終える目安：2026年11月24日（火）17時").await;
        stage
    })
    .await;
}
