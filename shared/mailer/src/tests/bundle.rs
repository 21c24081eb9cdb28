use std::collections::BTreeMap;

use domain::{
    id::RequestId,
    message::{Message, RequestFacts},
    prefecture::Prefecture,
};
use insta::assert_snapshot;

use super::samples::*;
use crate::{Audience, Letter, RenderError, Settled, bundle_letter};

fn bundle(messages: &[Message]) -> Result<Letter, RenderError> {
    bundle_of(messages, &[])
}

/// A bundle of which these requests are settled.
fn bundle_of(messages: &[Message], settled: &[(&Message, Settled)]) -> Result<Letter, RenderError> {
    let id = |message: &Message| message.request().expect("a request").id.clone();
    let settled: BTreeMap<RequestId, Settled> =
        settled.iter().map(|(message, standing)| (id(message), *standing)).collect();
    with_context(|_, _| {}, |context| bundle_letter(tokyo(), messages, &settled, context))
}

#[test]
fn several_requests_are_told_in_one_mail() {
    let letter = bundle(&[submitted(), updated_other()]).unwrap();
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】医療用物資の緊急配布要請が行われました（2件）

    東京都 ご担当者様

    管内の医療機関から、医療用物資の緊急配布要請（更新を含みます。）が2件ありました。
    まとめて通知する設定のため、1通でお知らせします。
    内容をご確認いただき、物資ごとに配布の要否等の入力をお願いいたします。

    ■1件目（新規）
    要請番号：SOS-20261124-7K3QX
    要請者：東京中央病院（病院）
    要請（更新）日時：11月24日12時40分
    現在要請のある物資：
    ・サージカルマスク　1,500枚（備蓄見通し：1週間以内）
    ・非滅菌手袋　300枚（備蓄見通し：2～3週間）
    入力期限（目安）：2026年11月24日（火）17時
    （13時までに登録された要請のため、当日17時です。）
    要請の画面：https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV

    ■2件目（更新）
    要請番号：SOS-20261124-8M4RY
    要請者：見本町内科クリニック（診療所）
    要請（更新）日時：11月24日13時05分（初回の要請：11月24日12時40分）
    現在要請のある物資：
    ・サージカルマスク　1,500枚（備蓄見通し：1週間以内）
    ・非滅菌手袋　300枚（備蓄見通し：2～3週間）
    更新された点：
    ・サージカルマスク　要請枚数　1,000枚 → 1,500枚
    ・N95等マスク　要請の取りやめ
    ・非滅菌手袋　要請の追加　300枚（備蓄見通し：2～3週間）
    ・届け先の住所　東京都千代田区1-1 → 東京都千代田区2-2
    ・備考　記載が変わりました
    既に記入いただいた物資も、更新後の内容で改めてご確認をお願いいたします。
    入力期限（目安）：2026年11月25日（水）17時
    （更新に伴い、2026年11月24日（火）17時から変わりました。）
    要請の画面：https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FB0

    リンクを開けないときは、ログインした後、要請番号で検索してください。

    ■お願いしたいこと
    1　週次調査の回答（在庫量、想定消費量）も併せてご確認ください。
    2　都道府県記入欄に記入し、都道府県確認ステータスを「完了」にしてください。
    3　不明な点は、要請の画面から医療機関に照会できます。
    4　期限までの入力が難しいときは、次の営業日以降、できるだけ早く入力をお願いいたします。

    一覧：https://haifu.example.jp/requests.html?view=open
    操作の手引：https://haifu.example.jp/guide.html
    ");
}

#[test]
fn a_request_updated_since_it_was_gathered_is_told_once_as_it_stands() {
    let letter = bundle(&[submitted(), updated()]).unwrap();
    assert!(letter.subject.ends_with("（1件）"), "{}", letter.subject);
    let told = "■1件目（新規）\n要請番号：SOS-20261124-7K3QX\n";
    assert!(letter.body.contains(told), "{}", letter.body);
    assert!(letter.body.contains("11月24日13時05分（初回の要請：11月24日12時40分）\n"), "{}", letter.body);
    assert!(!letter.body.contains("更新された点"), "nobody read what was before: {}", letter.body);
    assert!(letter.body.contains("翌営業日17時です。"), "{}", letter.body);
}

#[test]
fn what_was_withdrawn_or_completed_meanwhile_is_only_named() {
    let (first, second) = (submitted(), updated_other());
    for (settled, words) in [(Settled::Withdrawn, "取り下げられました"), (Settled::Completed, "受付完了")]
    {
        let letter = bundle_of(&[first.clone(), second.clone()], &[(&first, settled)]).unwrap();
        assert!(letter.subject.ends_with("（1件）"), "{}", letter.subject);
        let body = letter.body;
        assert!(body.contains("が1件ありました。") && body.contains("■1件目（更新）"), "{body}");
        assert!(!body.contains("■2件目"), "{body}");
        let line = format!(
            "\n\n次の要請は、この通知をまとめている間に取り下げ又は受付完了となりました。入力は不要です。\n・SOS-20261124-7K3QX　東京中央病院（{words}）\n\nリンクを"
        );
        assert!(body.contains(&line), "{body}");
    }
}

#[test]
fn with_nothing_left_to_ask_for_there_is_no_letter() {
    let (first, second) = (submitted(), updated_other());
    let settled = [(&first, Settled::Withdrawn), (&second, Settled::Completed)];
    let letter = bundle_of(&[first.clone(), second.clone()], &settled);
    assert!(matches!(letter, Err(RenderError::NoContent)));
}

#[test]
fn the_changes_of_two_updates_are_both_told() {
    let mut second = updated();
    let Message::Updated { previous_due_at, deadline, .. } = &mut second else { panic!("an update") };
    *previous_due_at = deadline.due_at;
    let body = bundle(&[updated(), second]).unwrap().body;
    assert_eq!(body.matches("1,000枚 → 1,500枚").count(), 2, "{body}");
    assert!(body.contains("更新に伴い、2026年11月24日（火）17時から変わりました。"), "{body}");
}

#[test]
fn an_update_that_leaves_the_deadline_says_so() {
    let mut update = updated();
    let Message::Updated { previous_due_at, deadline, .. } = &mut update else { panic!("an update") };
    *previous_due_at = deadline.due_at;
    let body = bundle(&[update]).unwrap().body;
    assert!(body.contains("17時\n（更新による変更はありません。）\n"), "{body}");
}

#[test]
fn nothing_but_submissions_and_updates_is_gathered() {
    for messages in [vec![], vec![submitted(), withdrawn()]] {
        assert!(matches!(bundle(&messages), Err(RenderError::NoContent)));
    }
}

#[test]
fn another_prefectures_request_is_refused() {
    let osaka = Prefecture::parse("27").unwrap();
    let mut message = submitted();
    let Message::Submitted { request, .. } = &mut message else { panic!("a submission") };
    *request = RequestFacts { prefecture: osaka, ..facts() };
    assert!(matches!(bundle(&[message]), Err(RenderError::OtherPrefecture { .. })));
}
