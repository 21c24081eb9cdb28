//! Screens of the acceptance and of the versions of the policy, which are the ministry's.

use super::look::Look;

/// With a version scheduled for the new year, acceptance is stopped at last.
pub(super) async fn walk(look: &mut Look<'_>) {
    look.open("policy", "filled", "/policy.html", "適用中の版（第1版）の内容").await;
    draft(look).await;
    versions(look).await;
    acceptance(look).await;
}

async fn draft(look: &mut Look<'_>) {
    let stage = look.stage;
    look.open("policy-version", "empty", "/policy-version.html", "まだ、変更した項目はありません。").await;
    look.press("policy-start", "empty", "適用の開始を変更する", "すぐに適用する").await;
    stage.choose("日時を指定する").await;
    for (label, text) in [("年", "2027"), ("月", "1"), ("日", "5")] {
        stage.fill_in("適用開始日", label, text).await;
    }
    look.at("policy-start", "filled").await;
    stage.press("下書きに保存する").await;
    look.press("policy-rules", "filled", "要件・時刻を変更する", "締切時刻").await;
    stage.fill("締切時刻", "17:30").await;
    look.press("policy-version", "saved", "下書きに保存する", "要件・時刻を下書きに保存しました。").await;
    look.press("policy-days", "empty", "休業日・営業日を変更する", "国の営業日").await;
    stage.press("国の休業日を追加する").await;
    for (label, text) in [("年", "2026"), ("月", "12"), ("日", "28")] {
        stage.fill_in("国の休業日/1番目の日", label, text).await;
    }
    look.at("policy-days", "filled").await;
    stage.press("下書きに保存する").await;
    look.press("policy-item", "filled", "変更する", "エアロゾル発生手技の記入を必要とする").await;
    look.open("policy-item-added", "empty", "/policy-version.html?part=supplies", "物資コード").await;
    for (label, text) in
        [("物資コード", "pcr_kits"), ("名称", "PCR検査キット"), ("単位", "箱"), ("表示順", "9")]
    {
        stage.fill(label, text).await;
    }
    look.press("policy-version", "changed", "下書きに保存する", "物資を下書きに保存しました。").await;
    look.press("policy-acceptance", "filled", "申請の受付を変更する", "停止するときは必ず入力してください。")
        .await;
    stage.press("やめる").await;

    look.press("policy-version", "error", "この内容で登録する", "入力内容に誤りがあります").await;
    look.press("policy-rules", "error", "締切時刻は、入力期限の時刻より前にしてください。", "締切時刻").await;
    stage.fill("締切時刻", "12:00").await;
    stage.press("下書きに保存する").await;
    stage.sees("変更前：13時").await;
    look.figure("ministry-policy", "//main/h1 | //*[@id='rules']/following-sibling::dl[1]").await;
    look.press("policy-version", "discarding", "下書きを捨てる", "下書きを捨てますか").await;
    stage.press("やめる").await;
    look.press("policy", "scheduled", "この内容で登録する", "第2版を登録しました（予定）。").await;
}

async fn versions(look: &mut Look<'_>) {
    look.open("policy-versions", "filled", "/policy-versions.html", "版の一覧（新しい順）").await;
    look.open("policy-versions-first", "filled", "/policy-versions.html?version=1", "最初からある版").await;
    look.open("policy-versions-second", "filled", "/policy-versions.html?version=2", "変更前：13時").await;
    look.press("policy-versions-second", "withdrawing", "第2版を取り消す", "第2版を取り消しますか").await;
}

async fn acceptance(look: &mut Look<'_>) {
    let stage = look.stage;
    look.open("policy-stop", "empty", "/policy.html?acceptance=stop", "押すとすぐに").await;
    look.figure("ministry-acceptance", "//main/section").await;
    look.press("policy-stop", "error", "受付を停止する", "入力内容に誤りがあります").await;
    stage.fill("お知らせ", "年末の棚卸しのため、11月30日まで受付を停止します。").await;
    look.press("policy", "stopped", "受付を停止する", "注意：登録済みの第2版").await;
    look.figure("ministry-stopped", "//*[@id='done']").await;
    look.open("policy-resume", "empty", "/policy.html?acceptance=resume", "押すとすぐに").await;
    look.open("policy-notice", "filled", "/policy.html?acceptance=notice", "すぐに差し替えます。").await;
    look.open("home", "stopped", "/home.html", "全国の緊急配布要請の状況").await;
    stage.sees("新しい申請の受付を停止しています。").await;
    stage.sign_out().await;
    look.open("login", "stopped", "/login.html", "新しい申請の受付を停止しています。").await;
}
