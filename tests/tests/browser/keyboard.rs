//! The review by keyboard alone; what has the focus can be seen at every step.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::stage::{Stage, on_stage};

/// What has the focus: its name for people, the part it stands in, and whether its focus can be seen.
const FOCUS: &str = "
    const focus = document.activeElement;
    const label = focus.getAttribute('aria-label') ?? focus.labels?.[0]?.textContent ?? focus.textContent;
    const part = focus.closest('fieldset, section')?.querySelector('legend, h2, h3')?.textContent ?? '';
    const style = getComputedStyle(focus);
    const visible = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const { top, bottom, width } = focus.getBoundingClientRect();
    return { label: label.trim(), part, tag: focus.localName, visible: visible && width > 0 && bottom > 0 && top < innerHeight };";

impl Stage {
    async fn key(&self, key: Key) {
        self.strike(&char::from(key).to_string()).await;
    }

    async fn strike(&self, keys: &str) {
        let focus = self.browser.active_element().await.expect("something has the focus");
        focus.send_keys(keys).await.expect("it takes keys");
    }

    async fn focus(&self) -> Value {
        self.browser.execute(FOCUS, Vec::new()).await.expect("the page answers")
    }

    /// Goes on by Tab until what has the focus bears that name, within the part whose heading or legend begins so.
    async fn tab_to(&self, part: &str, label: &str) {
        let starts = |value: &Value, with: &str| value.as_str().is_some_and(|text| text.starts_with(with));
        let mut passed = Vec::new();
        for _ in 0..150 {
            self.key(Key::Tab).await;
            let focus = self.focus().await;
            assert_eq!(focus["visible"], json!(true), "its focus cannot be seen: {focus}");
            if starts(&focus["label"], label) && starts(&focus["part"], part) {
                return;
            }
            passed.push(focus["label"].to_string());
        }
        panic!("no {label} in {part} by Tab, only {passed:?}");
    }

    /// Chooses by the arrow keys, from the first button of the group on.
    async fn choose_by_arrows(&self, part: &str, first: &str, wanted: &str) {
        self.tab_to(part, first).await;
        self.key(Key::Space).await;
        for _ in 0..5 {
            if self.focus().await["label"].as_str().is_some_and(|label| label.starts_with(wanted)) {
                return;
            }
            self.key(Key::Down).await;
        }
        panic!("no {wanted} in {part} by arrow keys");
    }

    async fn type_at(&self, part: &str, label: &str, text: &str) {
        self.tab_to(part, label).await;
        self.strike(text).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_reviewed_by_keyboard_alone() {
    on_stage("2026-11-24T12:40:00", |stage| async move {
        let request = stage.requested("tokyo-hospital").await;
        stage.open("/login.html").await;
        stage.sees("パスワードをお忘れですか").await;
        stage.type_at("", "ユーザ名", "tokyo").await;
        stage.type_at("", "パスワード", store_emulator::samples::PASSWORD).await;
        stage.key(Key::Enter).await;
        stage.sees("緊急配布要請の状況").await;
        stage.tab_to("", "本文へ移動").await;
        stage.tab_to("", "緊急配布要請一覧").await;
        stage.key(Key::Enter).await;
        stage.sees("東京中央見本病院").await;
        stage.tab_to("", &request.number).await;
        stage.key(Key::Enter).await;
        stage.sees("都道府県の記入欄へ").await;
        stage.tab_to("", "編集する").await;
        stage.key(Key::Enter).await;
        stage.sees("「入力中」では、途中でも保存できます。").await;
        stage.tab_to("緊急配布の要否", "要").await;
        stage.key(Key::Space).await;
        stage.choose_by_arrows("配布方法", "都道府県の備蓄", "都道府県の備蓄").await;
        stage.type_at("", "県の配布枚数", "1500").await;
        stage.type_at("", "総配布枚数", "1500").await;
        stage.type_at("都道府県意見", "自ら調達できない", "欠品を確認").await;
        stage.type_at("都道府県意見", "エアロゾル", "挿管を確認").await;
        stage.choose_by_arrows("緊急配布の要否", "要", "否").await;
        stage.type_at("都道府県意見", "配布しない理由", "在庫が十分").await;
        stage.type_at("", "医療機関への連絡", "次回の入荷をお待ちください。").await;
        stage.choose_by_arrows("都道府県確認ステータス", "入力中", "完了").await;
        stage.tab_to("", "保存").await;
        stage.key(Key::Enter).await;
        stage.sees("対応ステータスは「受付完了（一部配布）」です。").await;
        stage.find("#done:focus").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_skip_link_leads_past_the_menu() {
    on_stage("2026-11-24T12:40:00", |stage| async move {
        stage.sign_in("tokyo").await;
        stage.sees("緊急配布要請の状況").await;
        stage.tab_to("", "本文へ移動").await;
        stage.key(Key::Enter).await;
        stage.find("#main:focus").await;
        stage.key(Key::Tab).await;
        let focus = stage.browser.active_element().await.expect("something has the focus");
        focus
            .find(fantoccini::Locator::XPath("ancestor::main"))
            .await
            .expect("the focus is in the page's own part");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_error_the_keyboard_leads_from_the_summary_to_the_field() {
    on_stage("2026-11-24T12:40:00", |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.fill("担当者名", "").await;
        stage.press("システムチェック&申請").await;
        stage.summary().await;
        stage.tab_to("入力内容に誤りがあります", "担当者名を入力してください。").await;
        stage.key(Key::Enter).await;
        stage.has_focus("", "担当者名").await;
        stage
    })
    .await;
}
