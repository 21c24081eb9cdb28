//! The browser's Back button.

use crate::{
    acts::{GLOVES, N95},
    stage::on_stage,
};

#[tokio::test(flavor = "multi_thread")]
async fn going_back_shows_what_holds_now_and_nothing_after_signing_out() {
    on_stage("2026-11-24T12:40:00", |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.give(N95, "1500").await;
        stage.give(GLOVES, "3000").await;
        stage.save_review("完了").await;
        stage.sees("「完了」で保存しました").await;
        stage.browser.back().await.expect("the page before");
        stage.sees("受付完了を取り消す").await;
        stage.sees_no("編集する").await;

        stage.sign_out().await;
        stage.browser.back().await.expect("the page before");
        stage.sees("パスワードをお忘れですか").await;
        stage.sees_no("受付完了を取り消す").await;
        stage
    })
    .await;
}
