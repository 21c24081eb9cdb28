//! What a person is told when something typed is wrong or missing: the server's words, in a summary and at the field.

mod interrupted;
mod refused;

use serde_json::Value;

use crate::{
    acts::{GLOVES, N95},
    stage::{Stage, on_stage},
};

const MORNING: &str = "2026-11-24T12:40:00";

/// The messages of a refusal.
fn messages(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|error| error["message"].as_str().unwrap_or_default().to_owned()).collect()
}

/// What the server says to the request whose form is open, when it is submitted as it is saved.
async fn refusal(stage: &Stage) -> Value {
    let url = stage.browser.current_url().await.expect("an address");
    let (_, id) = url.query_pairs().find(|(name, _)| name == "id").expect("the request's id");
    stage.call("POST", &format!("/api/requests/{id}/submission")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_fields_of_a_request_are_told_in_the_servers_words() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.press("システムチェック&申請").await;
        assert_eq!(stage.summary().await, ["要請する物資を1つ以上選択してください。"]);

        stage.choose_in("要請する物資", N95).await;
        stage.fill("担当者名", "").await;
        stage.fill("郵便番号", "１００").await;
        stage.press("システムチェック&申請").await;
        stage.sees("担当者名を入力してください。").await;
        let mut told = stage.summary().await;
        let mut said = messages(&refusal(&stage).await);
        told.sort();
        said.sort();
        assert_eq!(told, said);
        assert_eq!(told.len(), 6, "{told:?}");
        stage.sees("入力内容に誤りがあります").await;
        let missing = format!("{N95}の要請枚数を入力してください。");
        assert_eq!(stage.error_at(N95, "要請枚数").await, format!("＊{missing}"));
        assert_eq!(stage.error_at("", "担当者名").await, "＊担当者名を入力してください。");
        stage.press(&missing).await;
        stage.has_focus(N95, "要請枚数").await;

        stage.fill("担当者名", "見本 花子").await;
        stage.press("システムチェック&申請").await;
        stage.sees_no("担当者名を入力してください。").await;
        assert_eq!(stage.summary().await.len(), 5);
        assert_eq!(stage.value("", "郵便番号").await, "100");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_cannot_be_read_is_named_and_stays() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.ask_for(GLOVES, "千五百枚").await;
        stage.press("下書きとして保存").await;
        let told = stage.summary().await;
        assert!(told.len() == 1 && told[0].contains("要請枚数"), "{told:?}");
        assert_eq!(stage.error_at(GLOVES, "要請枚数").await, format!("＊{}", told[0]));
        assert_eq!(stage.value(GLOVES, "要請枚数").await, "千五百枚");
        stage.fill_in(GLOVES, "要請枚数", "１５００").await;
        stage.press("下書きとして保存").await;
        stage.sees("下書きを保存しました（12時").await;
        stage.sees_no("入力内容に誤りがあります").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_and_what_is_missing_are_told_in_one_round() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.ask_for(GLOVES, "千五百枚").await;
        stage.fill("担当者名", "").await;
        stage.press("システムチェック&申請").await;
        let unreadable = format!("{GLOVES}の要請枚数は0から9,999,999までの整数で入力してください。");
        assert_eq!(stage.summary().await, [unreadable.as_str(), "担当者名を入力してください。"]);
        // A draft may lack it.
        stage.fill_in(GLOVES, "要請枚数", "1500").await;
        stage.press("下書きとして保存").await;
        stage.sees("下書きを保存しました（12時").await;
        stage.sees_no("担当者名を入力してください。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undecided_item_keeps_a_review_from_being_completed() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.choose_in(&format!("{N95}/緊急配布の要否"), "否").await;
        stage.save_review("完了").await;
        assert_eq!(
            stage.summary().await,
            [
                format!("{N95}：配布しない理由を入力してください。"),
                format!("{N95}：医療機関への連絡を入力してください。"),
                format!("{GLOVES}：緊急配布の要否を選択してください。"),
            ]
        );
        stage.press(&format!("{N95}：配布しない理由を入力してください。")).await;
        stage.has_focus(N95, "配布しない理由").await;
        // 入力中 saves what there is.
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sum_that_does_not_match_is_refused_with_its_figures() {
    on_stage(MORNING, |stage| async move {
        stage.begun_review().await;
        stage.fill_in(N95, "総配布枚数", "１６００").await;
        stage.sees("県＋国の合計：1,500枚（総配布枚数 1,600枚と一致していません）").await;
        stage.save_review("入力中").await;
        let told = "総配布枚数（1,600枚）が、県の配布枚数と国の配布枚数の合計（1,500枚）と一致していません。いずれかを直してください。";
        assert_eq!(stage.summary().await, [format!("{N95}：{told}")]);
        assert_eq!(stage.error_at(N95, "総配布枚数").await, format!("＊{N95}：{told}"));
        assert_eq!(stage.value(N95, "総配布枚数").await, "1600");
        stage.fill_in(N95, "総配布枚数", "1500").await;
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_double_the_request_has_to_be_confirmed() {
    on_stage(MORNING, |stage| async move {
        const CONFIRM: &str = "総配布枚数が要請枚数の2倍を超えていますが、桁の誤りではありません";
        stage.begun_review().await;
        stage.sees_no(CONFIRM).await;
        stage.give(N95, "15000").await;
        stage.save_review("入力中").await;
        assert_eq!(
            stage.summary().await,
            [format!("{N95}：総配布枚数（15,000枚）が要請枚数（1,500枚）の2倍を超えています。桁の誤りがなければ、確認のチェックを付けてください。")]
        );
        stage.choose_in(N95, CONFIRM).await;
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        stage.sees("総配布枚数（15,000枚）が要請枚数（1,500枚）を超えています。").await;
        stage
    })
    .await;
}
