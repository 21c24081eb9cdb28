//! Screens of the ministry.

use super::{data, look::Look};

pub(super) async fn walk(look: &mut Look<'_>) {
    let stage = look.stage;
    stage.sign_in("ministry").await;
    look.open("home", "empty", "/home.html", "全国の緊急配布要請の状況").await;
    stage.sign_out().await;
    let data = data::fill(stage).await;
    stage.sign_in("ministry").await;
    look.open("home", "filled", "/home.html", "国から直送する枚数").await;
    look.press("home", "charts", "物資別・日別のグラフを表示する", "表").await;
    look.open("requests", "filled", "/requests.html?view=all", &data.shipped.number).await;
    look.open("request", "shipped", &format!("/request.html?id={}", data.shipped.id), "国から直送").await;
    look.open("request", "overdue", &format!("/request.html?id={}", data.overdue.id), "入力期限超過").await;
    look.open("export", "filled", "/export.html?report=national_direct", "受付完了になった日").await;
    users(look).await;
    facilities(look).await;
    look.open("settings", "list", "/settings.html", "都道府県の一覧").await;
    look.open("settings-of-one", "filled", "/settings.html?prefecture=13", "独自の休業日").await;
    look.open("audit", "filled", "/audit.html", "監査記録（新しい順").await;
    look.press("audit", "verified", "記録が書き換えられていないか確かめる", "確かめ").await;
    look.open("audit", "error", "/audit.html?day=2026-13-01", "入力内容に誤りがあります").await;
    policy(look).await;
}

async fn users(look: &mut Look<'_>) {
    let stage = look.stage;
    look.open("users", "nation", "/users.html", "国の担当者の利用者").await;
    look.press("users", "security", "二要素認証を必須にする役割", "自分も含みます。").await;
    look.open("users-import", "empty", "/users.html?import", "CSVファイルでの利用者の登録").await;
    look.press("users-import", "error", "ファイルを確認する", "入力内容に誤りがあります").await;
    look.open("user-new", "empty", "/user.html", "登録する内容").await;
    look.press("user-new", "error", "登録して招待のメールを送る", "入力内容に誤りがあります").await;
    stage.choose("都道府県担当者").await;
    stage.fill("ユーザ名", "tokyo-2").await;
    stage.fill("名前", "東京都 次席").await;
    stage.fill("メールアドレス", "tokyo-2@example.jp").await;
    let list = stage.find("select[name=prefecture]").await;
    list.select_by_value("13").await.expect("Tokyo can be chosen");
    look.at("user-new", "filled").await;
    look.press("user", "created", "登録して招待のメールを送る", "利用者を登録しました。").await;
    look.press("user", "editing", "名前・メールアドレスを変更する", "名前・メールアドレスの変更").await;
    look.press("user", "stopping", "利用を停止する", "この利用者の利用を停止しますか").await;
    look.press("user", "done", "停止する", "利用を停止しました。").await;
}

async fn facilities(look: &mut Look<'_>) {
    look.open("facilities", "empty", "/facilities.html", "都道府県を選んで検索してください。").await;
    look.open("facilities", "filled", "/facilities.html?prefecture=13", "医療機関の一覧").await;
    look.open("facilities-import", "empty", "/facilities.html?import", "CSVファイルでの").await;
    look.press("facilities-import", "error", "ファイルを送って確認する", "入力内容に誤りがあります").await;
    look.open("facility-new", "empty", "/facility.html", "登録する内容").await;
    look.press("facility-new", "error", "登録", "入力内容に誤りがあります").await;
    look.open("facility", "filled", "/facility.html?id=osaka-hospital", "変更の履歴").await;
    look.press("facility", "editing", "登録内容を変更する", "登録内容の変更").await;
}

async fn policy(look: &mut Look<'_>) {
    let stage = look.stage;
    look.open("policy", "filled", "/policy.html", "版の一覧（新しい順）").await;
    look.press("policy", "version", "内容を見る", "の内容").await;
    look.press("policy", "new-version", "新しい版を登録する", "適用開始").await;
    look.open("policy", "again", "/policy.html", "版の一覧（新しい順）").await;
    look.press("policy", "stopping", "受付を停止する", "押すとすぐに").await;
    look.press("policy", "error", "受付を停止する", "入力内容に誤りがあります").await;
    stage.fill("お知らせ", "年末の棚卸しのため、11月30日まで受付を停止します。").await;
    look.press("policy", "stopped", "受付を停止する", "受付を停止しています。").await;
    look.open("home", "stopped", "/home.html", "新しい申請の受付を停止しています。").await;
    stage.sign_out().await;
    look.open("login", "stopped", "/login.html", "新しい申請の受付を停止しています。").await;
}
