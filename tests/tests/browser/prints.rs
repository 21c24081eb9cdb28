//! What is printed of a request: what the officer reads on the screen, and who printed it.

use fantoccini::wd::PrintConfiguration;

use crate::stage::{Stage, on_stage};

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
