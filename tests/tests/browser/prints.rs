//! What is printed of a request: what the officer reads on the screen.

use crate::stage::on_stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_was_not_opened_leaves_no_empty_heading_on_paper() {
    on_stage("2026-11-24T12:40:00", |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.find("#history.no-print").await;
        stage.press("履歴を表示する").await;
        stage.sees("この要請の履歴").await;
        stage.find("#history:not(.no-print)").await;
        stage.find("#surveys.no-print").await;
        stage
    })
    .await;
}
