//! Refusals on the way in: signing in and mailed links (SPEC 10).

use axum::http::StatusCode;

use crate::Problem;

impl Problem {
    /// 401: the password is right, and a code of the second factor is wanted as well.
    pub fn second_factor_required() -> Self {
        let detail = "認証アプリに表示されている6桁の数字か、回復コードを入力してください。";
        Self::new(StatusCode::UNAUTHORIZED, "second_factor_required", "確認コードを入力してください", detail)
    }

    /// 401: the password is right, the code is not.
    pub fn wrong_code() -> Self {
        let detail = "確認コードが正しくありません。認証アプリに今表示されている数字を入力してください。一度使ったコードは、もう使えません。";
        Self::new(StatusCode::UNAUTHORIZED, "wrong_code", "ログインできません", detail)
    }

    /// 429: too many tries in a row; nothing was looked at.
    pub fn too_many_tries(seconds: u64) -> Self {
        let detail = format!(
            "失敗が続いたため、受付を一時止めています。{seconds}秒待ってから、もう一度操作してください。"
        );
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries", "しばらく待ってください", detail)
            .with_retry_after(seconds)
    }

    /// 404: a mailed link that was used, has expired, was altered or became void; the same bytes for all.
    pub fn link_void() -> Self {
        let detail = "このリンクは使えません。すでに使われたか、有効期限が過ぎたか、アドレスの一部が欠けています。ログイン画面の「パスワードの再設定」から、もう一度お申し込みください。";
        Self::new(StatusCode::NOT_FOUND, "link_void", "このリンクは使えません", detail)
    }

    /// 404: the same of a link that confirms a notification address, which nobody asks for by himself.
    pub fn address_link_void() -> Self {
        let detail = "このリンクは使えません。すでに確認が済んだか、有効期限が過ぎたか、通知先から削除されたか、アドレスの一部が欠けています。要請のメールが届かないときは、都道府県の設定の画面で、通知先メールアドレスをもう一度追加してください。";
        Self::new(StatusCode::NOT_FOUND, "link_void", "このリンクは使えません", detail)
    }
}
