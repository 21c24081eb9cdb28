//! What the officer reads of a request on the screen and on paper: its history in the order of the form, and who printed it.

use fantoccini::wd::PrintConfiguration;
use serde_json::json;

use crate::{
    others::{all_given, review},
    stage::{Stage, on_stage},
};

/// Prints the page; the stamp is on paper only, and says who printed it and when.
async fn print(stage: &Stage) {
    let stamp = stage.find("main > p.print-only").await;
    assert!(!stamp.is_displayed().await.expect("an answer"), "the stamp is for paper");
    let paper = stage.browser.print(PrintConfiguration::default()).await.expect("the page is printed");
    assert!(paper.starts_with(b"%PDF-"), "{} bytes", paper.len());
    let text = stamp.prop("textContent").await.expect("an answer").unwrap_or_default();
    assert!(text.starts_with("印刷：20") && text.contains("　東京都"), "{text}");
    assert!(!stamp.is_displayed().await.expect("an answer"), "the stamp is for paper");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_and_its_history_are_printed_with_who_printed_them() {
    on_stage("2026-11-24T12:40:00", |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.find("#surveys:not(.no-print)").await;
        print(&stage).await;
        stage.press("履歴を見る").await;
        stage.sees("この要請の履歴（新しい順）").await;
        print(&stage).await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saves_changes_are_told_item_by_item_as_the_form_has_them() {
    on_stage("2026-11-24T12:40:00", |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let officer = stage.elsewhere("tokyo").await;
        review(&officer, &request.id, &json!({"status": "in_progress", "items": all_given()})).await;
        stage.sign_in("tokyo").await;
        stage.open(&format!("/history.html?id={}", request.id)).await;
        stage.sees("この要請の履歴（新しい順）").await;
        let text = stage.text().await;
        let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words} in {text}"));
        let places = [
            "N95等マスク：緊急配布の要否",
            "N95等マスク：配布方法",
            "N95等マスク：総配布枚数",
            "N95等マスク：自ら調達できない具体的な事情",
            "非滅菌手袋：緊急配布の要否",
            "都道府県確認ステータス",
        ]
        .map(place);
        assert!(places.is_sorted(), "{places:?} in {text}");
        stage
    })
    .await;
}
