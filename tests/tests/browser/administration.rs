//! What the ministry keeps in order, by its screens.

use serde_json::json;

use crate::stage::{Stage, on_stage};

const MORNING: &str = "2026-11-24T12:40:00";

#[tokio::test(flavor = "multi_thread")]
async fn a_user_of_a_facility_is_registered_from_the_facilitys_page() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        stage.open("/facility.html?id=tokyo-clinic").await;
        stage.sees("「医療機関ID」の列にこのIDを写してください。").await;
        stage.press("この医療機関の利用者を登録する").await;
        assert_eq!(stage.value("", "医療機関ID").await, "tokyo-clinic");
        stage.sees("見本町内科クリニック（東京都）").await;
        for (label, text) in
            [("ユーザ名", "clinic-2"), ("名前", "受付"), ("メールアドレス", "clinic-2@example.jp")]
        {
            stage.fill(label, text).await;
        }
        stage.press("登録して招待のメールを送る").await;
        stage.sees("利用者を登録しました。").await;
        stage.sees("見本町内科クリニック（東京都）").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_chosen_is_to_be_chosen() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        stage.open("/user.html").await;
        stage.press("登録して招待のメールを送る").await;
        assert_eq!(stage.summary().await[..2], ["役割を選択してください。", "ユーザ名を入力してください。"]);
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_record_speaks_japanese() {
    on_stage(MORNING, |stage| async move {
        let ministry = stage.elsewhere("ministry").await;
        let officer = stage.elsewhere("tokyo").await;
        officer.get("/api/policy/versions").await.expect(403);
        officer.get("/api/reports/recent/csv?encoding=shift_jis").await.expect(200);
        let settings = officer.get("/api/prefectures/13").await.expect(200);
        let mut changed = settings.json();
        let kept = ["office", "phone", "emergency_phone", "bundling_minutes", "days"];
        let mut body = json!({"stock": {"gloves": {"quantity": 500, "as_of": "2026-11-24"}}});
        for field in kept {
            body[field] = changed[field].take();
        }
        body["days"]["closed"] = json!(["2026-12-28"]);
        officer.put("/api/prefectures/13", &settings.etag(), &body).await.expect(200);
        let user = json!({"user_name": "osaka-2", "role": "prefecture", "name": "大阪府 次席", "mail": "osaka-2@example.jp", "prefecture": "27"});
        ministry.post("/api/users", &user).await.expect(201);

        stage.sign_in("ministry").await;
        stage.press("監査記録").await;
        for words in [
            "受付・制度（GET /api/policy/versions）",
            "前日・当日の要請",
            "Shift-JIS",
            "都道府県の備蓄（非滅菌手袋）：なし → ",
            "500枚（2026年11月24日（火）現在）",
            "休業日：なし → 2026年12月28日（月）",
            "役割：都道府県",
            "都道府県：大阪府",
            "名前：大阪府 次席",
        ] {
            stage.sees(words).await;
        }
        let told = stage.text().await;
        for code in ["shift_jis", "項目", "gloves", "2026-12-28"] {
            assert!(!told.contains(code), "{code}: {told}");
        }
        stage
    })
    .await;
}

/// Begins to verify the record, from that year on.
async fn verify(stage: &Stage, year: &str) {
    for (legend, year) in [("索引を確かめる期間（から）", year), ("索引を確かめる期間（まで）", "2026")]
    {
        for (label, text) in [("年", year), ("月", "11"), ("日", "24")] {
            stage.fill_in(legend, label, text).await;
        }
    }
    stage.press("確かめる").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_record_is_verified_to_its_end_and_taken_along_in_part() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        stage.press("監査記録").await;
        stage.press("記録が書き換えられていないか確かめる").await;
        // Years take many calls, between which it can be stopped.
        verify(&stage, "1990").await;
        stage.press("途中で止める").await;
        stage.sees("途中で止めました。ここまでに").await;
        stage.sees("続きを確かめる").await;
        // So does one year, by fewer.
        verify(&stage, "2025").await;
        stage.sees("記録は、書き込まれたときのままです。").await;
        stage.sees("2025年11月24日（月）から2026年11月24日（火）まで").await;

        stage.press("監査記録に戻る").await;
        stage.press("監査記録をCSVでダウンロードする").await;
        stage.fill("期間（から）の時刻", "25:00").await;
        stage.press("ダウンロードする").await;
        assert_eq!(stage.summary().await.len(), 1);
        stage.fill("期間（から）の時刻", "").await;
        stage.press("ダウンロードする").await;
        stage.sees("のダウンロードを始めました。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_searched_for_in_the_audit_record_is_taken_along() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        stage.open("/audit.html?user=ministry&action=sign_in").await;
        stage.press("監査記録をCSVでダウンロードする").await;
        assert_eq!(stage.value("", "ユーザ名").await, "ministry");
        assert_eq!(stage.value("", "操作").await, "sign_in");
        stage.press("監査記録に戻る").await;
        stage.sees("監査記録（新しい順").await;
        assert_eq!(stage.value("", "ユーザ名").await, "ministry");

        stage.open("/audit.html?day=2026-11-24").await;
        stage.press("監査記録をCSVでダウンロードする").await;
        for bound in ["期間（から）の日付", "期間（まで）の日付"] {
            assert_eq!(stage.value(bound, "日").await, "24");
        }
        stage
    })
    .await;
}
