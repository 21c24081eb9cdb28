//! Asking the facility, and taking a completion back, when a colleague is faster: nothing that was typed goes away.

use serde_json::json;

use crate::{
    others::{all_given, review},
    stage::on_stage,
};

const MORNING: &str = "2026-11-24T12:40:00";

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_after_a_colleague_sees_that_question_and_keeps_the_own_one() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.press("医療機関に照会する").await;
        stage.sees("照会はありません。").await;
        stage.fill("照会の内容", "残りは何枚ですか。").await;
        let asked = json!({"text": "納品はいつですか。"});
        colleague.post(&format!("/api/requests/{}/questions", request.id), &asked).await.expect(200);

        stage.press("照会する").await;
        stage.find("#summary:focus").await;
        stage.sees("前の照会に医療機関がまだ回答していません。").await;
        stage.sees("納品はいつですか。").await;
        assert_eq!(stage.value("", "照会の内容").await, "残りは何枚ですか。");
        // There is nothing to send any more, but what was typed can be read, also later.
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("送信していない入力").await;
        stage.sees("残りは何枚ですか。").await;
        stage.press("入力した内容を捨てる").await;
        stage.find("#done:focus").await;
        stage.sees_no("残りは何枚ですか。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_not_sent_yet_is_told_of_on_the_detail() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.press("医療機関に照会する").await;
        stage.press("定型文を入れる（在庫の確認）").await;
        stage.open_request(&request.id).await;
        stage.sees("「医療機関に照会する」を押すと、続きから入力できます。").await;
        stage.press("医療機関に照会する").await;
        assert!(stage.value("", "照会の内容").await.starts_with("お手元の在庫量"));
        stage.press("照会する").await;
        stage.sees("照会しました。医療機関へメールで知らせます。").await;
        stage.find("#done:focus").await;
        stage.sees_no("続きから入力できます。").await;
        // It is told once, and the question is not asked again by going back.
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("照会中（回答待ち）").await;
        stage.sees_no("照会しました。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completion_that_was_taken_back_already_is_not_taken_back_again() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        review(&colleague, &request.id, &json!({"status": "completed", "items": all_given()})).await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.press("受付完了を取り消す").await;
        stage.fill("理由", "枚数の誤り").await;
        let reason = json!({"reason": "届け先の誤り"});
        colleague.post(&format!("/api/requests/{}/reopening", request.id), &reason).await.expect(200);

        stage.press("理由を付けて取り消す").await;
        stage.find("#summary:focus").await;
        assert_eq!(stage.value("", "理由").await, "枚数の誤り");
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("対応ステータスが「受付完了」ではないため、取り消せません。").await;
        stage.sees("枚数の誤り").await;
        stage
    })
    .await;
}
