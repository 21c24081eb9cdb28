//! What an officer is typing when the facility or a colleague changes the request beneath it.

use serde_json::{Value, json};

use crate::{
    acts::{GLOVES, N95},
    others::{all_given, review},
    stage::{Stage, on_stage},
};

const MORNING: &str = "2026-11-24T12:40:00";

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_is_typing_learns_that_the_facility_changed_its_request() {
    on_stage(MORNING, |stage| async move {
        let request = stage.begun_review().await;

        update_n95(&stage, &request.id, 1800).await;

        stage.save_review("入力中").await;
        stage.find("#conflict:focus").await;
        stage.sees("東京中央見本病院が2026年11月24日（火）12時4").await;
        stage.sees(&format!("{N95}（要請 1,800枚）")).await;
        assert_eq!(stage.value(N95, "総配布枚数").await, "1500");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delay_that_was_not_touched_follows_the_colleague_also_after_a_reload() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        let delayed = |reason: &str, day: &str| json!({"status": "in_progress", "delay_reason": reason, "expected_on": day, "items": {}});
        review(&colleague, &request.id, &delayed("在庫を確認中", "2026-11-25")).await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.give(N95, "1500").await;
        review(&colleague, &request.id, &delayed("入荷待ち", "2026-11-26")).await;

        stage.browser.refresh().await.expect("the page opens again");
        stage.find("#conflict:focus").await;
        stage.sees("遅れる理由：在庫を確認中 → 入荷待ち").await;
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        let saved = colleague.get(&format!("/api/requests/{}", request.id)).await.expect(200).json();
        let review = &saved["review"];
        assert_eq!((&review["delay_reason"], &review["expected_on"]), (&json!("入荷待ち"), &json!("2026-11-26")));
        assert_eq!(review["items"]["n95_mask"]["total_quantity"], json!(1500));
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_was_looked_at_is_to_be_looked_at_again_when_the_next_one_comes() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        review(&colleague, &request.id, &json!({"status": "in_progress", "items": all_given()})).await;
        update_n95(&stage, &request.id, 1600).await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.choose_in(N95, "更新後の内容を確認しました").await;
        update_n95(&stage, &request.id, 1800).await;

        stage.save_review("入力中").await;
        stage.find("#conflict:focus").await;
        let changed_since = async || {
            let saved = colleague.get(&format!("/api/requests/{}", request.id)).await.expect(200).json();
            saved["review"]["items"]["n95_mask"]["changed_since"].clone()
        };
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        assert!(changed_since().await.is_string());
        stage.choose_in(N95, "更新後の内容を確認しました").await;
        stage.save_review("入力中").await;
        stage.sees_no("要請内容が更新されました。").await;
        assert!(changed_since().await.is_null());
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_for_an_item_that_is_asked_for_no_more_is_told_also_after_a_reload() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.choose_in(&format!("{GLOVES}/緊急配布の要否"), "否").await;
        stage.fill_in(GLOVES, "配布しない理由", "在庫が残っている").await;
        let mut part = testbed::input::complete_part();
        part["items"]["gloves"] = json!({"requested": false});
        update(&stage, &request.id, "update-1", &part).await;

        stage.browser.refresh().await.expect("the page opens again");
        stage.find("#conflict:focus").await;
        stage.sees("在庫が残っている").await;
        stage.sees("（この物資は要請されていません）").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_updated_item_that_is_saved_with_other_input_is_told_to_be_looked_at() {
    on_stage(MORNING, |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        let colleague = stage.colleague("tokyo", "tokyo-2", "東京都 次席").await;
        review(&colleague, &request.id, &json!({"status": "in_progress", "items": all_given()})).await;
        let mut part = testbed::input::complete_part();
        part["items"]["n95_mask"]["quantity"] = json!(1400);
        part["items"]["gloves"]["quantity"] = json!(2900);
        update(&stage, &request.id, "update-1", &part).await;
        stage.sign_in("tokyo").await;
        stage.open_request(&request.id).await;
        stage.edit_review().await;
        stage.sees("この物資の入力を直して保存したときは、チェックがなくても、").await;
        stage.fill_in(N95, "その他の意見", "箱単位で配布する。").await;
        stage.save_review("入力中").await;
        stage.sees("N95等マスクは、更新後の内容を確認したものとして保存しました。").await;
        let saved = colleague.get(&format!("/api/requests/{}", request.id)).await.expect(200).json();
        let changed_since = |item: &str| saved["review"]["items"][item]["changed_since"].clone();
        assert!(changed_since("n95_mask").is_null() && changed_since("gloves").is_string(), "{saved}");
        stage
    })
    .await;
}

/// The facility asks for another number of N95 masks.
async fn update_n95(stage: &Stage, id: &str, pieces: u32) {
    let mut part = testbed::input::complete_part();
    part["items"]["n95_mask"]["quantity"] = json!(pieces);
    update(stage, id, &format!("update-{pieces}"), &part).await;
}

/// The facility updates its request.
async fn update(stage: &Stage, id: &str, key: &str, part: &Value) {
    let facility = stage.elsewhere("tokyo-hospital").await;
    let path = format!("/api/requests/{id}");
    let tag = facility.get(&path).await.expect(200).etag();
    let headers = [("if-match", tag.as_str()), ("idempotency-key", key)];
    facility.post_with(&format!("{path}/updates"), &headers, part).await.expect(200);
}
