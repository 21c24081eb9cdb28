//! Forms of the administration with screens of their own: the way there, what is typed meanwhile, and the way back.

use serde_json::{Value, json};

use crate::stage::{Stage, on_stage};

const MORNING: &str = "2026-11-24T12:40:00";
const TOKYO: &str = "/api/prefectures/13";
const CONTACT: &str = "連絡先・まとめ送りを変更する";
const OFFICE: &str = "担当課名";

/// A colleague at another machine saves all settings of Tokyo with these changed.
async fn save_settings(stage: &Stage, changed: &[(&str, Value)]) {
    let colleague = stage.elsewhere("tokyo").await;
    let read = colleague.get(TOKYO).await.expect(200);
    let mut settings = read.json();
    let all = ["office", "phone", "emergency_phone", "bundling_minutes", "days", "stock"];
    let mut body: Value = all.iter().map(|part| ((*part).to_owned(), settings[part].take())).collect();
    for (part, value) in changed {
        body[part] = value.clone();
    }
    colleague.put(TOKYO, &read.etag(), &body).await.expect(200);
}

/// The band that tells what was done, which has the focus.
async fn told(stage: &Stage) -> String {
    stage.find("#done:focus").await.text().await.expect("its words")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_on_a_screen_of_its_own_waits_until_it_is_saved_or_given_up() {
    on_stage(MORNING, |stage| async move {
        save_settings(&stage, &[("days", json!({"closed": ["2026-12-28"], "open": []}))]).await;
        stage.sign_in("tokyo").await;
        stage.open("/settings.html").await;
        stage.press(CONTACT).await;
        stage.fill(OFFICE, "感染症対策課").await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("まだ保存していなかった内容を戻しました。").await;
        assert_eq!(stage.value("", OFFICE).await, "感染症対策課");
        stage.press("東京都の設定").await;
        stage.sees("保存していない変更があります").await;
        stage.press("保存せずに移動する").await;
        stage.sees("を押すと、続きから入力できます。").await;
        stage.press(CONTACT).await;
        assert_eq!(stage.value("", OFFICE).await, "感染症対策課");
        stage.press("やめる").await;
        stage.sees("東京都 医療物資担当課").await;
        stage.sees_no("続きから入力できます。").await;

        stage.press(CONTACT).await;
        stage.fill(OFFICE, "医療物資課").await;
        stage.press("保存").await;
        assert_eq!(told(&stage).await, "連絡先・まとめ送りを保存しました。");
        stage.sees("医療物資課").await;
        stage.sees("2026年12月28日（月）").await;
        stage.sees_no("続きから入力できます。").await;
        // The form is not gone back to, and what holds now stands before it.
        stage.browser.back().await.expect("the page before");
        stage.sees_no("を保存しました。").await;
        stage.sees("医療物資課").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_typed_while_a_colleague_saves_are_kept_beside_what_the_colleague_saved() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo").await;
        stage.open("/settings.html").await;
        stage.press("休業日・営業日を変更する").await;
        stage.press("独自の休業日を追加する").await;
        for (label, text) in [("年", "2026"), ("月", "12"), ("日", "28")] {
            stage.fill_in("独自の休業日", label, text).await;
        }
        let stock = json!({"gloves": {"quantity": 500, "as_of": "2026-11-24"}});
        let days = json!({"closed": [], "open": ["2026-11-28"]});
        save_settings(&stage, &[("stock", stock), ("days", days)]).await;
        stage.press("保存").await;
        stage.sees("最新の内容を確認してから、もう一度保存してください。").await;
        stage.sees("いま保存されている内容").await;
        stage.sees("2026年11月28日（土）").await;
        assert_eq!(stage.value("独自の休業日", "日").await, "28");
        stage.press("保存").await;
        assert_eq!(told(&stage).await, "休業日・営業日を保存しました。");
        for words in ["2026年12月28日（月）", "2026年11月28日（土）", "500枚"] {
            stage.sees(words).await;
        }
        stage
    })
    .await;
}

/// Presses 保存 again and again until the page is left, and counts what is sent.
const IMPATIENT: &str = "const send = window.fetch; sessionStorage.sent = 0; \
    window.fetch = (path, options) => { if (options?.method === 'PUT') sessionStorage.sent = Number(sessionStorage.sent) + 1; return send(path, options); }; \
    setInterval(() => document.querySelector('main [type=submit]').click(), 1);";

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_sent_once_until_the_page_that_tells_it_is_there() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo").await;
        stage.open("/settings.html?prefecture=13&edit=contact").await;
        stage.fill(OFFICE, "医療物資課").await;
        stage.browser.execute(IMPATIENT, Vec::new()).await.expect("the page answers");
        assert_eq!(told(&stage).await, "連絡先・まとめ送りを保存しました。");
        let sent = stage.browser.execute("return sessionStorage.sent;", Vec::new()).await;
        assert_eq!(sent.expect("the page answers"), json!("1"));
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_back_after_somebody_saved_is_to_be_compared() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo").await;
        stage.open("/settings.html?prefecture=13&edit=contact").await;
        stage.fill(OFFICE, "感染症対策課").await;
        save_settings(&stage, &[("phone", json!("03-0000-9999"))]).await;
        stage.browser.refresh().await.expect("the page is loaded anew");
        stage.sees("その後に、ほかの人が保存しています。").await;
        stage.sees("03-0000-9999").await;
        assert_eq!(stage.value("", OFFICE).await, "感染症対策課");
        // What was not touched follows, lest the colleague's number be overwritten.
        assert_eq!(stage.value("", "電話番号").await, "03-0000-9999");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_just_asked_is_told_with_its_warning() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo").await;
        stage.open("/settings.html").await;
        for words in ["に、確認のメールを送りました。", "確認のメールは送っていません。"]
        {
            stage.press("通知先を追加する").await;
            stage.fill("通知先メールアドレス", "busshi@example.jp").await;
            stage.press("追加して確認のメールを送る").await;
            let told = told(&stage).await;
            assert!(told.contains(words), "{told}");
            assert_eq!(told.lines().count() > 1, words.ends_with("いません。"), "{told}");
            stage.sees("確認待ち").await;
        }
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_ended_session_a_facility_is_saved_as_it_was_typed() {
    const AGAIN: &str = "もう一度ログインしてください";
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        stage.open("/facility.html?id=tokyo-dental").await;
        stage.press("登録内容を変更する").await;
        stage.fill("担当者名", "見本 次郎").await;
        stage.end_session().await;
        stage.press("保存").await;
        stage.sees("まだ送信していません。ログインすると送信します。").await;
        stage.fill_in(AGAIN, "パスワード", store_emulator::samples::PASSWORD).await;
        stage.press_in(AGAIN, "ログイン").await;
        assert_eq!(told(&stage).await, "保存しました。");
        stage.sees("担当者名：見本 花子 → 見本 次郎").await;
        stage.press("登録内容を変更する").await;
        stage.choose("外来対応医療機関").await;
        stage.press("保存").await;
        assert_eq!(told(&stage).await, "保存しました。");
        stage.sees("外来対応医療機関").await;
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doubtful_code_is_told_with_the_new_facility() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("ministry").await;
        stage.open("/facility.html").await;
        stage.fill("医療機関コード", "1310000012").await;
        stage.fill("医療機関名", "見本町第二クリニック").await;
        stage.choose("診療所").await;
        stage.press("登録").await;
        let told = told(&stage).await;
        assert!(told.contains("医療機関を登録しました。") && told.contains("検証番号"), "{told}");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_ministry_alone_changes_has_no_screen_for_a_prefecture() {
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo").await;
        for address in ["/facility.html?id=tokyo-dental&edit", "/users.html?security"] {
            stage.open(address).await;
            stage.sees("国の担当者が行います。").await;
            stage.sees_no("保存").await;
        }
        // Another prefecture's settings are its own at this address.
        stage.open("/settings.html?prefecture=27&edit=contact").await;
        assert_eq!(stage.value("", OFFICE).await, "東京都 医療物資担当課");
        stage.sign_out().await;

        stage.sign_in("ministry").await;
        stage.press("利用者").await;
        stage.press("二要素認証を必須にする役割").await;
        stage.choose("都道府県担当者").await;
        stage.press("保存").await;
        assert_eq!(told(&stage).await, "二要素認証を必須にする役割を保存しました。");
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_told_to_nobody_else() {
    const WAITING: &str = "sessionStorage.setItem('haifu:told', JSON.stringify(['設定を保存しました。']))";
    on_stage(MORNING, |stage| async move {
        stage.sign_in("tokyo").await;
        stage.browser.execute(WAITING, Vec::new()).await.expect("the page answers");
        stage.sign_out().await;
        stage.sees_no("設定を保存しました。").await;
        stage.sign_in("osaka").await;
        stage.sees_no("設定を保存しました。").await;
        stage
    })
    .await;
}
