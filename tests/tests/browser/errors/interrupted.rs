//! Work that is interrupted: nothing typed is lost.

use chrono::{DateTime, TimeDelta, Utc};

use super::MORNING;
use crate::{
    acts::{GLOVES, N95},
    driver::set_offline,
    stage::{Stage, on_stage},
};

/// Signs in at the notice that the page itself shows.
async fn sign_in_again(stage: &Stage) {
    const AGAIN: &str = "もう一度ログインしてください";
    stage.sees("ログインの有効期間が過ぎました。入力した内容は、この画面に残っています。").await;
    stage.fill_in(AGAIN, "パスワード", store_emulator::samples::PASSWORD).await;
    stage.press_in(AGAIN, "ログイン").await;
    stage.sees_no(AGAIN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_ended_session_a_facility_goes_on_where_it_was() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.fill("備考", "入口は裏手です。").await;
        let before = stage.browser.current_url().await.expect("an address");
        stage.end_session().await;
        stage.press("下書きとして保存").await;
        stage.sees("もう一度ログインしてください").await;
        assert_eq!(stage.value("", "備考").await, "入口は裏手です。");
        sign_in_again(&stage).await;
        stage.sees("下書きを保存しました").await;
        assert_eq!(stage.value("", "備考").await, "入口は裏手です。");
        assert_eq!(stage.browser.current_url().await.expect("an address"), before);
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_ended_session_a_decision_is_saved_as_it_was_typed() {
    on_stage(MORNING, |stage| async move {
        stage.begun_review().await;
        stage.end_session().await;
        stage.save_review("入力中").await;
        stage.sees("もう一度ログインしてください").await;
        assert_eq!(stage.value(N95, "総配布枚数").await, "1500");
        sign_in_again(&stage).await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        assert_eq!(stage.value(N95, "総配布枚数").await, "1500");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_on_the_way_back_is_told_and_loses_nothing() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.fill("備考", "入口は裏手です。").await;
        stage.end_session().await;
        stage.press("下書きとして保存").await;
        stage.fill_in("もう一度ログインしてください", "パスワード", "Wrong-2026").await;
        stage.press_in("もう一度ログインしてください", "ログイン").await;
        stage.sees("ユーザ名またはパスワードが正しくありません。").await;
        sign_in_again(&stage).await;
        stage.sees("下書きを保存しました").await;
        assert_eq!(stage.value("", "備考").await, "入口は裏手です。");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_and_not_saved_survives_a_reload() {
    on_stage(MORNING, |stage| async move {
        stage.begun_review().await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("までにこの画面で入力し、まだ保存していない内容を戻しました。").await;
        assert_eq!(stage.value(N95, "県の配布枚数").await, "1500");
        stage.press("ホーム").await;
        stage.sees("保存していない変更があります").await;
        stage.press("この画面に残る").await;
        stage.press("戻した内容を捨てる").await;
        stage.sees_no("まだ保存していない内容を戻しました。").await;
        assert_eq!(stage.value(N95, "県の配布枚数").await, "");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_a_draft_saves_it_and_asks_only_where_that_cannot_be() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.fill("備考", "入口は裏手です。").await;
        stage.press("要請の一覧").await;
        stage.sees("「都道府県が確認を終える目安」は、").await;
        stage.press("新しい要請").await;
        stage.press("申請前の要請（物資は未選択）").await;
        assert_eq!(stage.value("", "備考").await, "入口は裏手です。");
        stage.ask_for(GLOVES, "三千枚").await;
        stage.press("ホーム").await;
        stage.sees("保存していない変更があります").await;
        stage.press("この画面に残る").await;
        stage.fill_in(GLOVES, "要請枚数", "3000").await;
        stage.press("ホーム").await;
        stage.sees("要請の状況").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_the_page_says_so_and_saves_when_it_is_back() {
    on_stage(MORNING, |stage| async move {
        stage.begun_review().await;
        set_offline(&stage.browser, true).await;
        stage.save_review("入力中").await;
        stage.summary().await;
        stage.sees("通信できませんでした。入力した内容は失われていません。").await;
        set_offline(&stage.browser, false).await;
        stage.save_review("入力中").await;
        stage.sees("都道府県確認ステータスは「入力中」です。").await;
        assert_eq!(stage.value(N95, "総配布枚数").await, "1500");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_user_on_the_way_back_does_not_take_over_the_page() {
    on_stage(MORNING, |stage| async move {
        const AGAIN: &str = "もう一度ログインしてください";
        let request = stage.requested("tokyo-hospital").await;
        stage.sign_in("tokyo-hospital").await;
        stage.open(&format!("/request-edit.html?id={}", request.id)).await;
        stage.fill("備考", "入口は裏手です。").await;
        stage.end_session().await;
        stage.press("要請内容を更新する").await;
        stage.fill_in(AGAIN, "ユーザ名", "osaka-hospital").await;
        stage.fill_in(AGAIN, "パスワード", store_emulator::samples::PASSWORD).await;
        stage.press_in(AGAIN, "ログイン").await;
        stage.sees("前と異なるユーザ（大阪見本総合病院）でログインしました。").await;
        // The page of the other facility is gone, and nothing of it was sent.
        stage.sees_no("備考").await;
        let facility = stage.elsewhere("tokyo-hospital").await;
        let now = facility.get(&format!("/api/requests/{}", request.id)).await.expect(200).json();
        assert_eq!(now["remarks"], "");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_session_is_announced_and_put_off() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo").await;
        // As if nobody had touched anything for almost 25 minutes.
        stage.shorten_session(TimeDelta::minutes(5) + TimeDelta::seconds(8)).await;
        stage.press("ホーム").await;
        stage.sees("しばらく操作がないため、").await;
        stage.press("ログイン状態を延長する").await;
        stage.sees_no("しばらく操作がないため、").await;
        let session = stage.call("GET", "/api/session").await;
        let ends: DateTime<Utc> = session["expires_at"].as_str().expect("a time").parse().expect("a time");
        assert!(ends > stage.system.app.clock.session_now() + TimeDelta::minutes(20), "{session}");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_opens_in_the_last_minutes_of_a_session_says_so_at_once() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.shorten_session(TimeDelta::minutes(3)).await;
        // Not after a minute, which is more than anything here is waited for.
        stage.press("週次調査").await;
        stage.sees("しばらく操作がないため、").await;
        stage
    })
    .await;
}
