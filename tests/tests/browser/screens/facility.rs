//! Screens of a facility.

use super::{data, look::Look};
use crate::acts::{GLOVES, N95};

pub(super) async fn walk(look: &mut Look<'_>) {
    let stage = look.stage;
    stage.sign_in("tokyo-dental").await;
    look.open("home", "empty", "/home.html", "進行中の要請はありません。").await;
    look.open("requests", "empty", "/requests.html", "この一覧に入る要請はありません。").await;
    look.open("audit", "refused", "/audit.html", "この画面は使えません").await;
    look.open("request-edit", "empty", "/request-edit.html", "要件②の登録が確認できません").await;
    look.press("request-edit", "error", "システムチェック&申請", "入力内容に誤りがあります").await;
    stage.choose("欠品等により自ら調達できない").await;
    stage.ask_for(GLOVES, "3000").await;
    look.press("request-edit", "unregistered", "システムチェック&申請", "要件②の欄へ移動する").await;
    look.figure("facility-ineligible", "//section[@aria-labelledby='checks-title']").await;
    stage.sign_out().await;

    let data = data::fill(stage).await;
    stage.sign_in("tokyo-hospital").await;
    look.open("home", "filled", "/home.html", "照会が1件届いています").await;
    look.figure("facility-home", "//main/*").await;
    stage.width(390).await;
    look.press("home", "menu", "メニュー", "週次調査").await;
    look.open("requests", "filled", "/requests.html?view=all", &data.accepted.number).await;
    look.figure("facility-list", "//main/*").await;
    look.press("requests", "filters", "条件で絞り込む", "要請（更新）日（から）").await;
    look.open("requests", "error", "/requests.html?from=2026-13-01", "入力内容に誤りがあります").await;
    look.open("request", "asked", &format!("/request.html?id={}", data.asked.id), "照会が届いています").await;
    look.figure("facility-question", "//section[@aria-labelledby='next-title'] | //section[@id='questions']")
        .await;
    look.press("request", "error", "回答する", "入力内容に誤りがあります").await;
    stage.fill("回答", "前日時点で120枚です。").await;
    look.press("request", "done", "回答する", "回答しました。").await;
    look.press("request", "withdrawal", "この要請を取り下げる", "取下げの確認").await;
    look.figure("facility-withdrawal", "//section[@aria-labelledby='withdraw-title']").await;
    look.open("request", "accepted", &format!("/request.html?id={}", data.accepted.id), "受付が完了しました")
        .await;
    look.figure(
        "facility-result",
        "//section[@aria-labelledby='next-title'] | //section[@aria-labelledby='decision-title']",
    )
    .await;
    look.open("request", "absent", "/request.html?id=none", "ホームへ").await;

    look.open(
        "request-edit",
        "update",
        &format!("/request-edit.html?id={}", data.asked.id),
        "変更した項目はまだありません。",
    )
    .await;
    stage.fill_in(GLOVES, "要請枚数", "2500").await;
    stage.fill("備考", "入口は裏手です。").await;
    look.at("request-edit", "changes").await;
    look.figure("facility-update", "//*[@data-name='remarks'] | //div[contains(@class, 'form__actions')]")
        .await;
    look.press("request-edit", "leave", "更新せずに戻る", "保存していない変更があります").await;
    stage.press("保存せずに移動する").await;
    stage.sees("状況と次にすること").await;
    look.open(
        "request-edit",
        "closed",
        &format!("/request-edit.html?id={}", data.accepted.id),
        "もう変えられません",
    )
    .await;
    look.open("request-edit", "begun", "/request-edit.html", "緊急配布要請の作成").await;
    stage.ask_for(N95, "1500").await;
    look.at("request-edit", "filled").await;
    look.figure(
        "facility-request",
        "//h2[. = '2 要請する物資'] | //section[@aria-labelledby='item-n95_mask']",
    )
    .await;
    look.press("request-edit", "ineligible", "システムチェック&申請", "申請の条件を満たしていません").await;
    stage.choose("欠品等により自ら調達できない").await;
    look.press("request", "submitted", "システムチェック&申請", "申請しました。ステータスは「確認中」です。")
        .await;
    look.figure("facility-submitted", "//*[@id='done'] | //section[@aria-labelledby='next-title']").await;

    survey(look).await;
    account(look).await;
    ended(look).await;
}

async fn survey(look: &mut Look<'_>) {
    let stage = look.stage;
    look.open("survey", "empty", "/survey.html", "これまでの回答はありません。").await;
    look.press("survey", "error", "回答する", "入力内容に誤りがあります").await;
    for item in ["サージカルマスク", "アイソレーションガウン", "フェイスシールド", "非滅菌手袋"]
    {
        stage.choose_in("回答する物資", item).await;
    }
    stage.fill_in(N95, "前日時点の在庫量", "200").await;
    stage.fill_in(N95, "今後1週間の想定消費量", "700").await;
    stage.fill_in(N95, "購入予定量", "0").await;
    stage.choose_in(&format!("{N95}/備蓄見通し"), "1週間以内").await;
    look.at("survey", "filled").await;
    stage.browser.refresh().await.expect("the page is loaded anew");
    stage.sees("送信していなかった").await;
    look.at("survey", "restored").await;
    look.figure("facility-survey", "//main//form").await;
    look.press("survey", "done", "回答する", "週次調査に回答しました。").await;
}

async fn account(look: &mut Look<'_>) {
    look.open("account", "filled", "/account.html", "パスワードの変更").await;
    look.press("account", "done", "パスワード変更の案内を送る", "へ案内をお送りします。").await;
}

/// The session ends behind the page's back; what was typed stays.
async fn ended(look: &mut Look<'_>) {
    let stage = look.stage;
    stage.open("/survey.html").await;
    stage.sees("もう一度送信すると").await;
    stage.end_session().await;
    look.press("survey", "ended", "回答を直して送信する", "もう一度ログインしてください").await;
    look.figure("sign-in-again", "//section[@aria-labelledby='again']").await;
}
