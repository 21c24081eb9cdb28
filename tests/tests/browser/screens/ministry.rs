//! Screens of the ministry.

use serde_json::json;

use super::{data, look::Look, policy};
use crate::stage::Stage;

pub(super) async fn walk(look: &mut Look<'_>) {
    let stage = look.stage;
    stage.sign_in("ministry").await;
    look.open("home", "empty", "/home.html", "全国の緊急配布要請の状況").await;
    stage.sign_out().await;
    let data = data::fill(stage).await;
    stage.sign_in("ministry").await;
    look.open("home", "filled", "/home.html", "国から直送する枚数").await;
    look.wide_figure("ministry-home", "//main/h1 | //section[@aria-labelledby='prefectures-title']//figure")
        .await;
    look.press(
        "home",
        "charts",
        "物資別・日別のグラフを表示する",
        "最後に要請または更新された日で数えます。",
    )
    .await;
    look.open("requests", "filled", "/requests.html?view=all", &data.shipped.number).await;
    look.open("requests", "filters", "/requests.html?filters=open", "照会中（回答待ち）").await;
    look.open("report", "filled", "/report.html", &data.accepted.number).await;
    look.open("request", "shipped", &format!("/request.html?id={}", data.shipped.id), "国から直送").await;
    look.open("request", "overdue", &format!("/request.html?id={}", data.overdue.id), "入力期限超過").await;
    look.open("export", "filled", "/export.html?report=national_direct", "受付完了になった日").await;
    users(look).await;
    facilities(look).await;
    look.open("settings", "list", "/settings.html", "都道府県の一覧").await;
    look.figure("ministry-settings", "//main/h1 | (//main//tbody/tr)[8]").await;
    look.open("settings-of-one", "filled", "/settings.html?prefecture=13", "独自の休業日").await;
    look.press("settings-of-one-days", "filled", "休業日・営業日を変更する", "休業日・営業日の変更").await;
    look.open("audit", "filled", "/audit.html", "監査記録（新しい順").await;
    look.open("audit-verification", "empty", "/audit.html?verify", "索引を確かめる期間").await;
    look.press("audit-verification", "verified", "確かめる", "書き込まれたときのままです。").await;
    look.figure("ministry-verification", "//main/*").await;
    look.open("audit", "again", "/audit.html?user=ministry", "監査記録（新しい順").await;
    look.figure("ministry-audit", "//main//form | (//main//tbody/tr)[2]").await;
    look.open("audit-download", "filled", "/audit.html?download&user=ministry", "期間は31日以内です。").await;
    look.press("audit-download", "done", "ダウンロードする", "ダウンロードを始めました。").await;
    look.open("audit", "error", "/audit.html?day=2026-13-01", "入力内容に誤りがあります").await;
    policy::walk(look).await;
}

async fn users(look: &mut Look<'_>) {
    let stage = look.stage;
    look.open("users", "nation", "/users.html", "国の担当者の利用者").await;
    look.press("users-security", "filled", "二要素認証を必須にする役割", "自分も含みます。").await;
    look.figure("ministry-security", "//main//form[.//button[. = '保存']]/ancestor::section[1]").await;
    look.open("users-import", "empty", "/users.html?import", "CSVファイルでの利用者の登録").await;
    look.press("users-import", "error", "ファイルを送って確認する", "入力内容に誤りがあります").await;
    choose_file(stage, "ユーザ名,役割,名前,メールアドレス,都道府県,医療機関ID\ntokyo-3,都道府県,東京都 医療物資担当,tokyo-3@example.jp,東京都,\ntokyo-desk,医療機関,東京見本総合病院 受付,desk@example.jp,,tokyo-hospital\n").await;
    look.press("users-import", "checked", "ファイルを送って確認する", "確認が終わりました。").await;
    look.figure("ministry-users-import", "//main/*").await;
    look.open("user-new", "empty", "/user.html", "登録する内容").await;
    fill_in_officer(stage).await;
    look.figure("ministry-user", "//main/*").await;
    stage.press("やめる").await;
    look.open("user-new", "again", "/user.html", "登録する内容").await;
    look.press("user-new", "error", "登録して招待のメールを送る", "入力内容に誤りがあります").await;
    fill_in_officer(stage).await;
    look.at("user-new", "filled").await;
    look.press("user", "created", "登録して招待のメールを送る", "利用者を登録しました。").await;
    look.figure("ministry-user-acts", "//main/*").await;
    look.press("user-edit", "filled", "名前・メールアドレスを変更する", "名前・メールアドレスの変更").await;
    stage.press("やめる").await;
    look.press("user", "stopping", "利用を停止する", "この利用者の利用を停止しますか").await;
    look.press("user", "done", "停止する", "利用を停止しました。").await;
}

/// A second officer of Tokyo, into the form for a new user.
async fn fill_in_officer(stage: &Stage) {
    stage.choose("都道府県担当者").await;
    stage.fill("ユーザ名", "tokyo-2").await;
    stage.fill("名前", "東京都 次席").await;
    stage.fill("メールアドレス", "tokyo-2@example.jp").await;
    let list = stage.find("select[name=prefecture]").await;
    list.select_by_value("13").await.expect("Tokyo can be chosen");
}

async fn facilities(look: &mut Look<'_>) {
    look.open("facilities", "empty", "/facilities.html", "都道府県を選んで検索してください。").await;
    look.open("facilities", "filled", "/facilities.html?prefecture=13", "医療機関の一覧").await;
    look.open("facilities-import", "empty", "/facilities.html?import", "CSVファイルでの").await;
    look.press("facilities-import", "error", "ファイルを送って確認する", "入力内容に誤りがあります").await;
    choose_file(look.stage, "医療機関コード,医療機関名,区分,電話番号\n1310000011,見本町第二クリニック,診療所,03-0000-0011\n131000012,見本町第三クリニック,医院,03-0000-0012\n").await;
    look.press("facilities-import", "faulty", "ファイルを送って確認する", "誤りの一覧").await;
    look.figure("ministry-facilities-import", "//section[@aria-labelledby='row-errors']").await;
    look.open("facility-new", "empty", "/facility.html", "登録する内容").await;
    look.press("facility-new", "error", "登録", "入力内容に誤りがあります").await;
    look.open("facility", "filled", "/facility.html?id=osaka-hospital", "変更の履歴").await;
    look.press("facility-edit", "filled", "登録内容を変更する", "登録内容の変更").await;
    look.stage.open("/facility.html?id=tokyo-clinic").await;
    look.stage.sees("変更の履歴").await;
    look.figure("ministry-facility", "//main/h1 | //main//a[. = 'この医療機関の利用者を登録する']").await;
}

/// Puts a CSV file with these lines into the field for a file, as if it had been chosen.
async fn choose_file(stage: &Stage, lines: &str) {
    const CHOOSE: &str = "const field = document.querySelector('input[type=file]'); const chosen = new DataTransfer(); \
        chosen.items.add(new File([arguments[0]], 'list.csv')); field.files = chosen.files; \
        field.dispatchEvent(new Event('change', {bubbles: true}));";
    stage.find("input[type=file]").await;
    stage.browser.execute(CHOOSE, vec![json!(lines)]).await.expect("a file is chosen");
}
