//! The draft of a new version: kept, refused, put right, thrown away.

use fantoccini::Locator;

use super::{MORNING, REGISTER, SAVE, draft_cutoff, newest, open_part};
use crate::stage::on_stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_outlives_a_reload_and_is_kept_apart_from_what_stands() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        draft_cutoff(&stage, "12時半").await;
        stage.sees("12時半").await;
        draft_cutoff(&stage, "12時30分").await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("12時30分（12時30分ちょうどの1分間に届いた申請を含む）").await;
        stage.sees("変更前：13時").await;
        stage.press("要件・時刻を変更する").await;
        assert_eq!(stage.value("", "締切時刻").await, "12:30");
        stage.fill("入力期限の時刻", "16:00").await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("まだ保存していなかった内容を戻しました。").await;
        assert_eq!(stage.value("", "入力期限の時刻").await, "16:00");
        stage.press("新しい版の登録").await;
        stage.press("保存せずに移動する").await;
        stage.sees("下書きに保存していない入力があります。").await;
        stage.press("受付・制度").await;
        stage.sees("「新しい版を登録する」を押すと、続きから入力できます。").await;
        stage.sees("適用中の版（第1版）の内容").await;
        stage.sees_no("12時30分").await;

        stage.press("新しい版を登録する").await;
        stage.press("要件・時刻を変更する").await;
        stage.press("やめる").await;
        stage.press("要件・時刻を元に戻す").await;
        stage.sees("まだ、変更した項目はありません。").await;
        stage.find("#rules:focus").await;
        stage.sees_no("変更前：").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_draft_is_told_where_it_is_put_right() {
    on_stage(MORNING, |stage| async move {
        const HOURS: &str = "締切時刻は、入力期限の時刻より前にしてください。";
        stage.sign_in("ministry").await;
        draft_cutoff(&stage, "18:00").await;
        stage.press("物資を追加する").await;
        for (label, text) in [("物資コード", "pcr_kits"), ("名称", "検査キット"), ("表示順", "9")]
        {
            stage.fill(label, text).await;
        }
        stage.fill("単位", "").await;
        stage.press(SAVE).await;
        stage.press(REGISTER).await;
        assert_eq!(stage.summary().await, [HOURS, "単位を入力してください。"]);
        stage.press(HOURS).await;
        stage.has_focus("", "締切時刻").await;
        assert_eq!(stage.error_at("", "締切時刻").await, format!("＊{HOURS}"));
        stage.fill("締切時刻", "12:00").await;
        stage.press(SAVE).await;
        stage.sees("要件・時刻を下書きに保存しました。").await;
        stage.sees_no(HOURS).await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        assert_eq!(stage.summary().await, ["単位を入力してください。"]);
        stage.press("単位を入力してください。").await;
        stage.has_focus("", "単位").await;
        assert_eq!(stage.error_at("", "単位").await, "＊単位を入力してください。");
        stage.fill("単位", "箱").await;
        stage.press(SAVE).await;
        stage.sees_no("入力内容に誤りがあります").await;
        stage.press(REGISTER).await;
        stage.sees("第2版を登録しました（適用中）。").await;
        stage.sees("単位：箱、表示順：9、物資コード：pcr_kits").await;
        stage.open("/policy-version.html").await;
        stage.sees("まだ、変更した項目はありません。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_in_both_lists_is_told_of_at_the_days_of_rest() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        open_part(&stage, "休業日・営業日を変更する").await;
        for list in ["国の休業日", "国の営業日"] {
            stage.press(&format!("{list}を追加する")).await;
            for (label, text) in [("年", "2026"), ("月", "12"), ("日", "28")] {
                stage.fill_in(&format!("{list}/1番目の日"), label, text).await;
            }
        }
        stage.press(SAVE).await;
        stage.press(REGISTER).await;
        let told = stage.summary().await;
        assert_eq!(told.len(), 1);
        stage.press(&told[0]).await;
        stage.find("fieldset[data-name='days.closed'] button[aria-describedby]:focus").await;
        let error = stage.find("fieldset[data-name='days.closed'] > .field__error").await;
        assert_eq!(error.text().await.expect("its words"), format!("＊{}", told[0]));
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_thrown_away_is_gone_and_nothing_was_registered() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        draft_cutoff(&stage, "12:00").await;
        stage.press("下書きを捨てる").await;
        stage.press("やめる").await;
        stage.sees("変更前：13時").await;
        stage.press("下書きを捨てる").await;
        stage.press("捨てる").await;
        stage.sees("新しい版の下書きを捨てました。").await;
        stage.sees_no("続きから入力できます。").await;
        stage.press("新しい版を登録する").await;
        stage.sees("まだ、変更した項目はありません。").await;
        let ministry = stage.elsewhere("ministry").await;
        assert_eq!(newest(&ministry).await["version"], 1);
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_added_to_a_draft_can_be_taken_away_and_those_that_stand_cannot() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        open_part(&stage, "物資を追加する").await;
        stage.fill("物資コード", "pcr_kits").await;
        stage.fill("名称", "検査キット").await;
        stage.press(SAVE).await;
        stage.sees("単位：枚、表示順：なし、物資コード：pcr_kits").await;
        let buttons = Locator::XPath("//button[. = '下書きから消す']");
        assert_eq!(stage.browser.find_all(buttons).await.expect("the buttons").len(), 1);
        stage.press("下書きから消す").await;
        stage.sees_no("検査キット").await;
        stage.find("#supplies:focus").await;
        stage.sees("まだ、変更した項目はありません。").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_is_renamed_is_shown_with_the_name_it_had() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        stage.open("/policy-version.html?part=supplies&field=catalogue.0").await;
        stage.fill("名称", "医療用マスク").await;
        stage.press(SAVE).await;
        stage.sees("変更前：サージカルマスク（単位：枚、表示順：1、物資コード：surgical_mask）").await;
        stage.sees("医療用マスク").await;
        stage
    })
    .await;
}
