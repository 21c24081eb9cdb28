//! Signing in and all that can come between: a wrong password, a wait, a new password by mail, a second factor.

use fantoccini::Locator;
use store_emulator::samples::PASSWORD;
use totp_rs::{Builder, Secret};

use crate::stage::{Stage, on_stage};

const NOW: &str = "2026-11-24T12:40:00";
const NEW: &str = "Kazari-7x";
const WAIT: &str = "しばらく待ってください";
/// More tries than it can take to come to a wait, or to its end.
const MANY: usize = 2000;

impl Stage {
    async fn enter(&self, user_name: &str, password: &str) {
        self.open("/login.html").await;
        self.fill("ユーザ名", user_name).await;
        self.fill("パスワード", password).await;
        self.press("ログイン").await;
    }

    /// Presses 「ログイン」 again and again until the page says so.
    async fn press_until(&self, words: &str) {
        // Answered: the form says no more that it is being sent, or the page is another.
        const ANSWERED: &str =
            "//p[contains(@class, \"form__status\")][not(normalize-space(.))] | //h1[. != \"ログイン\"]";
        for _ in 0..MANY {
            if self.text().await.contains(words) {
                return;
            }
            let button = self.browser.find(Locator::XPath("//button[. = \"ログイン\"]")).await;
            // The page may just be leaving for home.
            if let Ok(button) = button {
                drop(button.click().await);
            }
            self.at(ANSWERED).await;
        }
        panic!("never said {words}:\n{}", self.text().await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_told_and_the_name_stays() {
    on_stage(NOW, |stage| async move {
        stage.enter("tokyo", "Wrong-2026").await;
        stage.sees("ユーザ名またはパスワードが正しくありません").await;
        assert_eq!(stage.value("", "ユーザ名").await, "tokyo");
        assert!(stage.browser.title().await.expect("a title").starts_with("エラー："));
        // An unknown name is told the same.
        stage.enter("nobody", "Wrong-2026").await;
        stage.sees("ユーザ名またはパスワードが正しくありません").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_fails_again_and_again_waits_and_then_comes_in() {
    on_stage(NOW, |stage| async move {
        stage.enter("tokyo", "Wrong-2026").await;
        stage.sees("ユーザ名またはパスワードが正しくありません").await;
        stage.press_until(WAIT).await;
        stage.sees("失敗が続いたため、受付を一時止めています。").await;
        stage.sees("秒待ってから、もう一度操作してください。").await;
        stage.fill("パスワード", PASSWORD).await;
        stage.press_until("ログアウト").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_set_anew_by_the_mailed_link() {
    on_stage(NOW, |stage| async move {
        stage.open("/login.html").await;
        stage.press("パスワードの再設定").await;
        stage.sees("リンクは30分間使えます。").await;
        stage.press("パスワードリセット").await;
        stage.sees("＊ユーザ名を入力してください。").await;
        stage.fill("ユーザ名", "tokyo-clinic").await;
        stage.press("パスワードリセット").await;
        stage.find("#done").await;

        let link = format!("/reset.html#{}", stage.mailed_token("reset").await);
        stage.open(&link).await;
        stage.sees("新しいパスワードの条件").await;
        stage.fill("新しいパスワード", "kazari").await;
        stage.press("設定する").await;
        stage.sees("入力内容に誤りがあります").await;
        let error = stage.find(".field[data-name=password] .field__error").await;
        assert!(error.text().await.expect("its text").starts_with('＊'));
        let field = stage.labelled("", "新しいパスワード").await;
        assert_eq!(field.attr("aria-invalid").await.expect("the page answers").as_deref(), Some("true"));
        stage.fill("新しいパスワード", NEW).await;
        stage.press("設定する").await;
        stage.sees("パスワードを設定しました").await;

        stage.enter("tokyo-clinic", PASSWORD).await;
        stage.sees("ユーザ名またはパスワードが正しくありません").await;
        stage.fill("パスワード", NEW).await;
        stage.press("ログイン").await;
        stage.sees("見本町内科クリニック").await;
        stage.sign_out().await;

        stage.open(&link).await;
        stage.sees("このリンクは使えません").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_is_set_up_and_asked_for() {
    on_stage(NOW, |stage| async move {
        stage.sign_in("tokyo").await;
        stage.press("アカウント").await;
        stage.fill("現在のパスワード", PASSWORD).await;
        stage.press("設定を始める").await;
        stage.sees("認証アプリへの登録").await;
        let secret = stage.find("main code").await.text().await.expect("the secret").replace(' ', "");
        stage.fill("確認コード", "000000").await;
        stage.press("確認して設定する").await;
        stage.sees("確認コードが正しくありません。").await;
        stage.fill("確認コード", &shown(&stage, &secret)).await;
        stage.press("確認して設定する").await;
        stage.sees("二要素認証を設定しました。").await;
        let recovery = stage.find(".codes code").await.text().await.expect("a recovery code");
        stage.press("保管しました").await;
        stage.sees("設定されています。").await;
        stage.sign_out().await;

        stage.enter("tokyo", PASSWORD).await;
        stage.sees("認証アプリに表示されている6桁の数字か、回復コードを入力してください。").await;
        stage.fill("確認コード", "123456").await;
        stage.press("ログイン").await;
        stage.sees("確認コードが正しくありません。").await;
        stage.fill("確認コード", &recovery).await;
        stage.press("ログイン").await;
        stage.sees("ログアウト").await;
        stage
    })
    .await;
}

/// What an authenticator app with that secret shows now.
pub(crate) fn shown(stage: &Stage, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let totp = Builder::new().with_secret(secret).build().expect("a generator");
    let now = stage.system.app.clock.session_now().timestamp();
    totp.generate(u64::try_from(now).expect("after 1970")).to_string()
}
