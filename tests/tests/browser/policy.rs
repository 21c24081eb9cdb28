//! Acceptance and versions of the policy by their screens, also with a colleague at work.

mod draft;

use serde_json::{Value, json};
use testbed::Client;

use crate::stage::{Stage, on_stage};

const MORNING: &str = "2026-11-24T12:40:00";
const SAVE: &str = "下書きに保存する";
const REGISTER: &str = "この内容で登録する";

/// Opens a part of the draft from the page that shows all of it.
async fn open_part(stage: &Stage, button: &str) {
    stage.open("/policy-version.html").await;
    stage.press(button).await;
    stage.sees("下書きに保存しても、まだ登録はされません。").await;
}

/// Puts another cut-off hour into the draft.
async fn draft_cutoff(stage: &Stage, hour: &str) {
    open_part(stage, "要件・時刻を変更する").await;
    stage.fill("締切時刻", hour).await;
    stage.press(SAVE).await;
    stage.sees("要件・時刻を下書きに保存しました。").await;
}

/// Schedules a version for the new year that only its start will tell from the one in force.
async fn schedule_for_new_year(stage: &Stage) {
    open_part(stage, "適用の開始を変更する").await;
    stage.choose("日時を指定する").await;
    for (label, text) in [("年", "2027"), ("月", "1"), ("日", "5")] {
        stage.fill_in("適用開始日", label, text).await;
    }
    stage.fill("適用開始時刻", "9時").await;
    stage.press(SAVE).await;
    stage.press(REGISTER).await;
    stage.sees("第2版を登録しました（予定）。").await;
}

/// The newest version, as a colleague reads it.
async fn newest(colleague: &Client) -> Value {
    colleague.get("/api/policy/versions").await.expect(200).json()["items"][0].take()
}

/// A colleague registers a version that says this otherwise than the newest: from now on if it names no other time.
async fn register(colleague: &Client, changes: Value) {
    let versions = colleague.get("/api/policy/versions").await.expect(200);
    let mut body = versions.json()["items"][0].take();
    let fields = body.as_object_mut().expect("a version");
    for told in ["version", "state", "effective_from", "made_at", "made_by", "withdrawn_at"] {
        fields.remove(told);
    }
    let Value::Object(changes) = changes else { panic!("no members: {changes}") };
    fields.extend(changes);
    colleague.put("/api/policy", &versions.etag(), &body).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_that_a_scheduled_version_will_undo_says_so_when_it_is_done() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        schedule_for_new_year(&stage).await;
        stage.press("受付を停止する").await;
        stage.sees("第2版：2027年1月5日（火）9時から、受付中").await;
        stage.fill("お知らせ", "棚卸しのため停止します。").await;
        stage.press("受付を停止する").await;
        stage.sees("受付を停止しました（第3版）。").await;
        stage.sees("注意：登録済みの第2版が2027年1月5日（火）9時に適用され").await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("受付を停止しています。").await;
        stage.sees_no("注意：").await;
        stage.press("受付を再開する").await;
        stage.sees("停止中の下書きは、自動では申請されません。").await;
        stage.press("受付を再開する").await;
        stage.sees("受付を再開しました（第4版）。").await;
        stage.press("すべての版の一覧を見る").await;
        stage.press("内容を見る・取り消す").await;
        stage.press("第2版を取り消す").await;
        stage.press("取り消す").await;
        stage.sees("第2版を取り消しました。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_that_stands_already_is_not_asked_for_again() {
    on_stage(MORNING, |stage| async move {
        let colleague = stage.colleague("ministry", "ministry-2", "厚生労働省 次席").await;
        register(&colleague, json!({"acceptance": {"open": false, "notice": "停止中です。"}})).await;
        stage.sign_in("ministry").await;
        stage.open("/policy.html?acceptance=stop").await;
        stage.sees("お知らせ：停止中です。").await;
        stage.press("受付を再開する").await;
        stage.sees("版の記録に残します。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleagues_version_meanwhile_is_built_upon_and_what_was_changed_stays() {
    on_stage(MORNING, |stage| async move {
        let colleague = stage.colleague("ministry", "ministry-2", "厚生労働省 次席").await;
        stage.sign_in("ministry").await;
        draft_cutoff(&stage, "12:00").await;
        register(&colleague, json!({"days": {"closed": ["2026-12-28"], "open": []}})).await;
        register(&colleague, json!({"cutoff": "11:00"})).await;

        stage.press(REGISTER).await;
        stage.find("#summary[data-code=stale]:focus").await;
        stage.sees("厚生労働省 次席が").await;
        stage.sees("下書きを作り始めた後に、第3版が登録されました。").await;
        stage.sees("この項目は、下書きに保存した後に、適用中の内容が変わりました。").await;
        stage.sees("2026年12月28日（月）").await;
        stage.sees("変更前：11時").await;
        stage.press(REGISTER).await;
        stage.sees("第4版を登録しました（適用中）。").await;
        let registered = newest(&colleague).await;
        assert_eq!(registered["cutoff"], "12:00");
        assert_eq!(registered["days"]["closed"], json!(["2026-12-28"]));
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_loses_nothing_of_a_draft() {
    on_stage(MORNING, |stage| async move {
        const AGAIN: &str = "もう一度ログインしてください";
        stage.sign_in("ministry").await;
        draft_cutoff(&stage, "12:00").await;
        stage.end_session().await;
        stage.press(REGISTER).await;
        stage.fill_in(AGAIN, "パスワード", store_emulator::samples::PASSWORD).await;
        stage.press_in(AGAIN, "ログイン").await;
        stage.sees("第2版を登録しました（適用中）。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_of_a_scheduled_version_is_kept_and_waits_for_its_time() {
    on_stage(MORNING, |stage| async move {
        let colleague = stage.colleague("ministry", "ministry-2", "厚生労働省 次席").await;
        let mut catalogue = newest(&colleague).await["catalogue"].take();
        let kit = json!({"code": "pcr_kits", "name": "検査キット", "order": 9, "unit": "箱", "aerosol_required": false});
        catalogue.as_array_mut().expect("a list").push(kit);
        // Midnight in Japan, which is still the day before elsewhere.
        let scheduled = json!({"effective_from": "2027-01-05T00:00:00+09:00", "catalogue": catalogue});
        register(&colleague, scheduled).await;

        stage.sign_in("ministry").await;
        draft_cutoff(&stage, "12:00").await;
        stage.press(REGISTER).await;
        stage.sees("第3版を登録しました（適用中）。").await;
        stage.sees("単位：箱、表示順：9、物資コード：pcr_kits、取扱い2027年1月5日（火）～").await;
        stage
    })
    .await;
}
