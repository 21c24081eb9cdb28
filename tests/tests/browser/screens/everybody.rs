//! Screens that need no session.

use serde_json::json;

use super::look::Look;

pub(super) async fn walk(look: &mut Look<'_>) {
    let stage = look.stage;
    look.open("login", "empty", "/login.html", "パスワードをお忘れですか").await;
    look.figure("login", "//main/*").await;
    look.press("login", "error", "ログイン", "入力内容に誤りがあります").await;
    stage.fill("ユーザ名", "tokyo").await;
    stage.fill("パスワード", "Wrong-2026").await;
    look.at("login", "filled").await;
    look.press("login", "refused", "ログイン", "ユーザ名またはパスワードが正しくありません").await;
    look.open("login", "out", "/login.html?out", "ログアウトしました。").await;
    look.open("accessibility", "filled", "/accessibility.html", "目標").await;
    look.open("404", "filled", "/404.html", "アドレスが正しいか").await;

    look.open("password-reset", "empty", "/password-reset.html", "リンクは30分間").await;
    look.press("password-reset", "error", "パスワードリセット", "入力内容に誤りがあります").await;
    stage.fill("ユーザ名", "tokyo-clinic").await;
    look.at("password-reset", "filled").await;
    look.press("password-reset", "done", "パスワードリセット", "送").await;
    stage.find("#done").await;
    look.at("password-reset", "done").await;

    look.open("reset", "void", "/reset.html#hl_none", "パスワードの再設定").await;
    let token = stage.mailed_token("reset").await;
    look.open("reset", "empty", &format!("/reset.html#{token}"), "新しいパスワードの条件").await;
    stage.fill("新しいパスワード", "Kazari-7x").await;
    look.figure("password", "//main//*[contains(@class, 'card')] | //main//form//button[. = '設定する']")
        .await;
    stage.fill("新しいパスワード", "").await;
    look.press("reset", "error", "設定する", "入力内容に誤りがあります").await;
    stage.fill("新しいパスワード", "Kazari-7x").await;
    look.at("reset", "filled").await;
    look.press("reset", "done", "設定する", "ログイン画面へ").await;

    invitation(look).await;
    address(look).await;
    guides(look).await;
}

async fn guides(look: &mut Look<'_>) {
    let guides = [
        ("index", "どの案内を読めばよいですか"),
        ("facility", "ログインとログアウト"),
        ("prefecture", "1日の流れ"),
        ("ministry", "ホームと地図の見方"),
    ];
    for (guide, words) in guides {
        look.stage.open(&format!("/guide/{guide}.html")).await;
        look.stage.sees(words).await;
        look.at("guide", guide).await;
    }
}

async fn invitation(look: &mut Look<'_>) {
    let stage = look.stage;
    let user = json!({"user_name": "osaka-clerk", "role": "facility", "name": "受付", "mail": "clerk@example.jp", "facility": "osaka-hospital"});
    stage.elsewhere("ministry").await.post("/api/users", &user).await.expect(201);
    let token = stage.mailed_token("invitation").await;
    look.open("invitation", "empty", &format!("/invitation.html#{token}"), "新しいパスワードの条件").await;
    look.press("invitation", "error", "設定する", "入力内容に誤りがあります").await;
    look.open("invitation", "void", "/invitation.html#hl_none", "パスワードの再設定").await;
}

async fn address(look: &mut Look<'_>) {
    let stage = look.stage;
    let address = json!({"address": "iryo@pref.example.jp"});
    stage.elsewhere("tokyo").await.post("/api/prefectures/13/addresses", &address).await.expect(201);
    let token = stage.mailed_token("address").await;
    look.open("address", "empty", &format!("/address.html#{token}"), "よろしければ").await;
    look.press("address", "done", "確認する", "確認が済みました").await;
    look.open("address", "void", "/address.html#hl_none", "通知先メールアドレスの確認").await;
}
