//! Screens of a prefecture's officers.

use serde_json::json;
use store_emulator::samples::PASSWORD;

use super::{data, look::Look};
use crate::{
    acts::{GLOVES, N95},
    others::{self, Requested},
    sign_in::shown,
};

pub(super) async fn walk(look: &mut Look<'_>) {
    let stage = look.stage;
    stage.sign_in("tokyo").await;
    look.open("home", "empty", "/home.html", "最終更新").await;
    look.open("report", "empty", "/report.html", "前日より前の要請は表示されません。").await;
    stage.sign_out().await;
    let data = data::fill(stage).await;
    stage.sign_in("tokyo").await;
    look.open("home", "filled", "/home.html", "入力期限を過ぎた要請").await;
    look.figure("prefecture-home", "//main/*[1] | (//main//table)[1]").await;
    look.press("home", "enlarged", "グラフを拡大", "元の大きさに戻す").await;
    look.open("report", "filled", "/report.html", &data.accepted.number).await;
    look.wide_figure("prefecture-report", "//main/*").await;
    look.open("requests", "open", "/requests.html?view=open", &data.overdue.number).await;
    look.wide_figure("prefecture-list", "//main/*").await;
    look.press("requests", "filters", "条件で絞り込む", "医療機関名").await;
    look.open("requests", "error", "/requests.html?from=2026-13-01", "入力内容に誤りがあります").await;
    look.open("requests", "number-error", "/requests.html?number=SOS-1", "入力内容に誤りがあります").await;
    look.open("request", "read", &format!("/request.html?id={}", data.overdue.id), "入力期限超過").await;
    look.figure("prefecture-detail", "//main/h1 | (//section[@aria-labelledby='facility-title']//dl)[1]")
        .await;
    look.figure("prefecture-flag", "(//section[@aria-labelledby='facility-title']//section)[1]").await;
    review(look).await;
    delay(look, &data.overdue).await;
    conflict(look, &data.overdue).await;
    changed(look, &data.overdue).await;
    look.open("delay", "refused", &format!("/delay.html?id={}", data.accepted.id), "入力できません。").await;
    look.open("request", "asked", &format!("/request.html?id={}", data.asked.id), "照会中").await;
    look.open("request", "accepted", &format!("/request.html?id={}", data.accepted.id), "受付完了").await;
    look.press("reopening", "empty", "受付完了を取り消す", "理由を付けて取り消す").await;
    look.figure("prefecture-reopening", "//main/h1 | //main//form").await;
    look.press("reopening", "error", "理由を付けて取り消す", "入力内容に誤りがあります").await;
    look.open("reopening", "refused", &format!("/reopening.html?id={}", data.asked.id), "取り消せません。")
        .await;
    look.open(
        "question",
        "refused",
        &format!("/question.html?id={}", data.asked.id),
        "回答を待ってから照会してください。",
    )
    .await;

    look.open("export", "empty", "/export.html", "エクスポートビュー").await;
    look.press("export", "error", "エクスポート", "レポートを選択してください。").await;
    look.open("export", "filled", "/export.html?report=recent", "期間は前日・当日です。").await;
    look.figure("prefecture-export", "//main/*").await;
    look.press("export", "done", "エクスポート", "ダウンロードを始めました").await;
    look.open("export", "none", "/export.html?q=none", "レポートはありません").await;
    settings(look).await;
    masters(look).await;
}

async fn review(look: &mut Look<'_>) {
    let stage = look.stage;
    let address = stage.at("//a[. = \"編集する\"]").await.attr("href").await.expect("the page answers");
    look.open("review", "empty", &address.expect("an address"), "途中でも保存できます。").await;
    stage.choose_in("都道府県確認ステータス", "完了").await;
    look.press("review", "error", "保存", "入力内容に誤りがあります").await;
    stage.give(N95, "1500").await;
    stage.choose_in(&format!("{GLOVES}/緊急配布の要否"), "否").await;
    look.at("review", "filled").await;
    stage.browser.refresh().await.expect("the page is loaded anew");
    stage.sees("まだ保存していない内容を戻しました。").await;
    look.at("review", "restored").await;
    look.figure(
        "prefecture-editor",
        "(//main//form//section)[1]//h2 | //*[@data-name='items.n95_mask.circumstances']",
    )
    .await;
    look.figure("prefecture-opinions", "(//main//form//fieldset[.//legend[starts-with(., '都道府県意見')]])[1] | //*[@data-name='items.n95_mask.message_to_facility']").await;
    stage.fill_in(N95, "総配布枚数", "1600").await;
    look.press("review", "sum", "保存", "一致していません。いずれかを").await;
    look.figure("prefecture-error", "//section[@id='summary']").await;
    stage.fill_in(N95, "総配布枚数", "1500").await;
    stage.save_review("入力中").await;
    stage.find("#done").await;
    look.at("review", "done").await;
    stage.press("詳細に戻る").await;
    stage.sees("履歴を見る").await;
    look.at("request", "decided").await;
    look.figure("prefecture-surveys", "//section[@id='surveys']").await;
    look.press("question", "empty", "医療機関に照会する", "照会の内容").await;
    look.figure("prefecture-asking", "//main/h1 | //main//form").await;
    look.press("question", "error", "照会する", "入力内容に誤りがあります").await;
    stage.press("要請の詳細に戻る").await;
    look.press("history", "filled", "履歴を見る", "この要請の履歴").await;
}

/// Why it takes longer.
async fn delay(look: &mut Look<'_>, request: &Requested) {
    let stage = look.stage;
    let entry = format!("/review.html?id={}", request.id);
    look.open("review", "again", &entry, "途中でも保存できます。").await;
    look.press("delay", "empty", "遅れる理由と入力予定日を入力する", "国の担当者の一覧にも表示されます。")
        .await;
    stage.fill("遅れる理由", "卸の回答を待っています。").await;
    stage.fill_in("入力予定日", "年", "2026").await;
    look.press("delay", "error", "保存", "入力内容に誤りがあります").await;
    for (label, text) in [("月", "11"), ("日", "27")] {
        stage.fill_in("入力予定日", label, text).await;
    }
    look.press("review", "delayed", "保存", "遅れる理由と入力予定日を保存しました").await;
}

/// A colleague at another machine saves first.
async fn conflict(look: &mut Look<'_>, request: &Requested) {
    let stage = look.stage;
    stage.open_request(&request.id).await;
    stage.edit_review().await;
    stage.fill_in(N95, "その他の意見", "卸の回答を待っています。").await;
    let mut item = testbed::input::distribute(1500);
    item["opinion"] = json!("担当者が不在のため、確認中です。");
    let theirs = json!({"status": "in_progress", "items": {"n95_mask": item}});
    others::review(&stage.elsewhere("tokyo").await, &request.id, &theirs).await;
    stage.save_review("入力中").await;
    stage.find("#conflict").await;
    look.at("review", "conflict").await;
    look.figure("prefecture-conflict", "//section[@id='conflict']").await;
    stage.save_review("入力中").await;
    stage.find("#done").await;
}

/// The facility changes what was already decided on.
async fn changed(look: &mut Look<'_>, request: &Requested) {
    let facility = look.stage.elsewhere("tokyo-clinic").await;
    let path = format!("/api/requests/{}", request.id);
    let tag = facility.get(&path).await.expect(200).etag();
    let mut part = testbed::input::complete_part();
    part["items"]["n95_mask"]["quantity"] = json!(1800);
    let headers = [("if-match", tag.as_str()), ("idempotency-key", "update-1")];
    facility.post_with(&format!("{path}/updates"), &headers, &part).await.expect(200);
    let address = format!("/request.html?id={}", request.id);
    look.open("request", "changed", &address, "要請内容が更新されました。再確認してください。").await;
    look.figure(
        "prefecture-changed",
        "(//section[@id='review']//h3)[1] | (//section[@id='review']//div[contains(@class, 'banner')])[last()]",
    )
    .await;
    let entry = format!("/review.html?id={}", request.id);
    look.open("review", "changed", &entry, "更新後の内容を確認しました").await;
}

async fn settings(look: &mut Look<'_>) {
    let stage = look.stage;
    look.open("settings", "filled", "/settings.html", "独自の休業日").await;
    look.figure("prefecture-settings", "//main/*").await;
    look.press("settings-address", "empty", "通知先を追加する", "通知先の追加").await;
    look.press("settings-address", "error", "追加して確認のメールを送る", "入力内容に誤りがあります").await;
    stage.press("やめる").await;
    look.press("settings-contact", "filled", "連絡先・まとめ送りを変更する", "連絡先・まとめ送りの変更")
        .await;
    stage.fill("メールをまとめる時間", "99").await;
    look.press("settings-contact", "error", "保存", "入力内容に誤りがあります").await;
    stage.browser.refresh().await.expect("the page is loaded anew");
    stage.sees("まだ保存していなかった内容を戻しました。").await;
    look.at("settings-contact", "restored").await;
    stage.fill("メールをまとめる時間", "10").await;
    look.open("settings", "waiting", "/settings.html", "続きから入力できます。").await;
    stage.press("連絡先・まとめ送りを変更する").await;
    look.press("settings", "done", "保存", "連絡先・まとめ送りを保存しました。").await;
    look.press("settings-days", "filled", "休業日・営業日を変更する", "休業日・営業日の変更").await;
    stage.press("独自の休業日を追加する").await;
    look.at("settings-days", "added").await;
    stage.press("やめる").await;
    look.press("settings-stock", "filled", "備蓄を変更する", "都道府県の備蓄の変更").await;
    stage.press("やめる").await;
    stage.sees("備蓄を変更する").await;
    look.press("settings", "removing", "削除する", "を削除しますか").await;
}

async fn masters(look: &mut Look<'_>) {
    look.open("users", "filled", "/users.html", "利用者（ユーザ名順").await;
    look.figure("prefecture-users", "//main/*").await;
    look.open("user", "filled", "/user.html?name=tokyo-clinic", "最後のログイン").await;
    look.open("facilities", "filled", "/facilities.html", "医療機関の一覧").await;
    look.open("facilities", "none", "/facilities.html?q=none", "条件に合う医療機関はありません。").await;
    look.open("facility", "filled", "/facility.html?id=tokyo-dental", "変更の履歴").await;
    look.press("facility-designations", "filled", "登録の区分を変更する", "登録の区分の変更").await;
    look.figure("prefecture-designations", "//main//form/ancestor::section[1]").await;
    look.stage.choose("外来対応医療機関").await;
    look.press("facility", "done", "保存", "保存しました。").await;
    look.open("account", "filled", "/account.html", "二要素認証").await;
    look.stage.fill("現在のパスワード", PASSWORD).await;
    look.press("account", "offer", "設定を始める", "認証アプリへの登録").await;
    look.figure("factor-setup", "//h2[. = '二要素認証'] | //*[@data-name='code']/ancestor::form[1]").await;
    look.press("account", "error", "確認して設定する", "入力内容に誤りがあります").await;
    let secret = look.stage.find("main code").await.text().await.expect("the secret").replace(' ', "");
    look.stage.fill("確認コード", &shown(look.stage, &secret)).await;
    look.press("account", "codes", "確認して設定する", "回復コード").await;
    look.figure("factor-codes", "//*[@class='codes']/..").await;
    look.press("account", "on", "保管しました", "設定されています。").await;
}
