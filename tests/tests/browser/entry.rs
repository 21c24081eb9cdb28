//! The prefecture's entry: what it tells of what is saved, and why it takes longer, which has a page of its own.

use serde_json::json;

use crate::{
    acts::N95,
    others::review,
    stage::{Stage, on_stage},
};

const MORNING: &str = "2026-11-24T12:40:00";
const DELAY: &str = "遅れる理由と入力予定日を入力する";
const REASON: &str = "遅れる理由";

async fn expect_on(stage: &Stage, day: &str) {
    for (label, text) in [("年", "2026"), ("月", "11"), ("日", day)] {
        stage.fill_in("入力予定日", label, text).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_in_the_entry_goes_on_after_a_delay_was_told() {
    on_stage(MORNING, |stage| async move {
        let request = stage.begun_review().await;
        stage.press(DELAY).await;
        stage.press("保存せずに移動する").await;
        stage.fill(REASON, "入荷待ち").await;
        expect_on(&stage, "26").await;
        stage.press("保存").await;
        stage.sees("遅れる理由と入力予定日を保存しました").await;
        stage.sees("2026年11月26日（木）").await;
        // The officer's own save comes as no surprise.
        stage.sees("まだ保存していない内容を戻しました。").await;
        stage.sees_no("入力の後に保存された内容があります").await;
        assert_eq!(stage.value(N95, "総配布枚数").await, "1500");
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        let officer = stage.elsewhere("tokyo").await;
        let saved = officer.get(&format!("/api/requests/{}", request.id)).await.expect(200).json();
        let review = &saved["review"];
        assert_eq!(
            (&review["delay_reason"], &review["expected_on"]),
            (&json!("入荷待ち"), &json!("2026-11-26"))
        );
        assert_eq!(review["items"]["n95_mask"]["total_quantity"], json!(1500));
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delay_that_is_typed_survives_and_meets_a_colleagues() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.press(DELAY).await;
        stage.fill(REASON, "入荷待ち").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.sees(&format!("「{DELAY}」を押すと、続きから入力できます。")).await;
        stage.press(DELAY).await;
        assert_eq!(stage.value("", REASON).await, "入荷待ち");

        let theirs = json!({"status": "in_progress", "delay_reason": "在庫を確認中", "expected_on": "2026-11-25", "items": {}});
        review(&colleague, &request.id, &theirs).await;
        stage.press("保存").await;
        stage.summary().await;
        stage.sees("東京都 次席が2026年11月24日（火）12時4").await;
        stage.sees("在庫を確認中").await;
        assert_eq!(stage.value("", REASON).await, "入荷待ち");
        // What was not touched follows the colleague.
        assert_eq!(stage.value("入力予定日", "日").await, "25");
        stage.press("保存").await;
        stage.sees("遅れる理由と入力予定日を保存しました").await;
        stage.sees_no("続きから入力できます。").await;
        let saved = colleague.get(&format!("/api/requests/{}", request.id)).await.expect(200).json();
        let review = &saved["review"];
        assert_eq!((&review["delay_reason"], &review["expected_on"]), (&json!("入荷待ち"), &json!("2026-11-25")));
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_does_not_go_on_telling_that_all_is_saved() {
    on_stage(MORNING, |stage| async move {
        stage.begun_review().await;
        stage.save_review("入力中").await;
        stage.sees("保存しました（12時4").await;
        stage.fill_in(N95, "総配布枚数", "1400").await;
        stage.sees("保存していない変更があります（最後の保存：12時4").await;
        stage.sees_no("保存しました").await;
        stage
    })
    .await;
}
