//! Two people at one request: whoever saves later is told who was faster, and keeps what is typed.

use serde_json::json;
use testbed::input::distribute;

use crate::{
    acts::{N95, OPINION},
    others::{all_given, review},
    stage::{Stage, on_stage},
};

/// The clock runs on from here; what is told of it holds for ten minutes.
const MORNING: &str = "2026-11-24T12:40:00";

/// Takes over what is saved of a field of the N95 masks.
async fn take_over(stage: &Stage, field: &str) {
    let label = format!("{N95}：{field}を保存されている内容にする");
    let button = stage.at(&format!("//*[@id = \"conflict\"]//button[@aria-label = \"{label}\"]")).await;
    button.click().await.expect("it can be pressed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slower_officer_is_told_who_saved_and_takes_over_or_keeps() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.give(N95, "1500").await;
        let theirs = json!({"status": "in_progress", "items": {"n95_mask": distribute(1000)}});
        review(&colleague, &request.id, &theirs).await;

        stage.save_review("入力中").await;
        stage.find("#conflict:focus").await;
        stage.sees("ほかの人が先に保存しました").await;
        stage.sees("東京都 次席が2026年11月24日（火）12時4").await;
        stage.sees("1,000枚").await;
        assert_eq!(stage.value(N95, "総配布枚数").await, "1500");
        assert_eq!(stage.value(N95, "自ら調達できない具体的な事情").await, OPINION);
        take_over(&stage, "県の配布枚数").await;
        take_over(&stage, "総配布枚数").await;
        assert_eq!(stage.value(N95, "総配布枚数").await, "1000");
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        let saved = colleague.get(&format!("/api/requests/{}", request.id)).await.expect(200).json();
        let item = &saved["review"]["items"]["n95_mask"];
        assert_eq!((&item["total_quantity"], &item["circumstances"]), (&json!(1000), &json!(OPINION)));
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_for_a_request_decided_meanwhile_can_still_be_read() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.give(N95, "1500").await;
        review(&colleague, &request.id, &json!({"status": "completed", "items": all_given()})).await;

        stage.save_review("完了").await;
        stage.sees("保存されていない入力があります").await;
        stage.sees("東京都 次席が2026年11月24日（火）12時4").await;
        stage.sees("この要請は「確認中」でなくなったため、保存できません。").await;
        stage.sees(OPINION).await;
        stage.press("入力した内容を捨てる").await;
        stage.sees_no(OPINION).await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_told_of_on_the_detail_and_a_decided_request_is_entered_no_more() {
    on_stage(MORNING, |stage| async move {
        let request = stage.begun_review().await;
        stage.open_request(&request.id).await;
        stage.sees("保存していない入力があります。").await;
        stage.edit_review().await;
        assert_eq!(stage.value(N95, "県の配布枚数").await, "1500");

        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        review(&colleague, &request.id, &json!({"status": "completed", "items": all_given()})).await;
        stage.open_request(&request.id).await;
        stage.press("保存されなかった入力を見る").await;
        stage.sees("保存されていない入力があります").await;
        stage.press("入力した内容を捨てる").await;
        stage.press("詳細に戻る").await;
        stage.sees("受付完了を取り消す").await;
        stage.sees_no("保存されなかった入力").await;
        // Its page has nothing to enter any more.
        stage.open(&format!("/review.html?id={}", request.id)).await;
        stage.sees("受付完了を取り消す").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_with_one_draft_are_brought_together_field_by_field() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        let first = stage.browser.window().await.expect("a tab");
        let address = stage.browser.current_url().await.expect("an address");
        let second = stage.browser.new_window(true).await.expect("a second tab").handle;
        stage.browser.switch_to_window(second).await.expect("the second tab");
        stage.browser.goto(address.as_str()).await.expect("the page opens");
        stage.fill("備考", "二枚目の画面から").await;
        stage.fill("担当者名", "見本 次郎").await;
        stage.press("下書きとして保存").await;
        stage.sees("下書きを保存しました").await;

        stage.browser.switch_to_window(first).await.expect("the first tab");
        stage.fill("備考", "一枚目の画面から").await;
        stage.press("下書きとして保存").await;
        stage.sees("先に保存された内容があります").await;
        assert_eq!(stage.value("", "備考").await, "一枚目の画面から");
        // The field that was not touched here follows by itself; the other is chosen.
        stage.choose_in("備考", "保存されている内容").await;
        stage.press("選んだ内容で保存する").await;
        stage.sees("下書きを保存しました").await;
        stage.sees_no("先に保存された内容があります").await;
        assert_eq!(stage.value("", "備考").await, "二枚目の画面から");
        assert_eq!(stage.value("", "担当者名").await, "見本 次郎");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_typed_what_a_colleague_completed_with_is_told_that_nothing_differs() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.choose_in(&format!("{N95}/緊急配布の要否"), "要").await;
        review(&colleague, &request.id, &json!({"status": "completed", "items": all_given()})).await;

        stage.save_review("入力中").await;
        stage.sees("この画面で入力した内容とぶつかる項目はありません。").await;
        stage
    })
    .await;
}
