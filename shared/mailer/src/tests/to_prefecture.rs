use domain::{deadline::DueReason, message::Message};
use insta::assert_snapshot;

use super::samples::*;
use crate::{Audience, letters};

#[test]
fn a_submission_is_told_to_the_prefecture_with_items_deadline_and_what_to_do() {
    let letter = &written(&submitted())[0];
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(letter), @r"
    【Haifu運用事務局】医療用物資の緊急配布要請が行われました

    東京都 ご担当者様

    管内の医療機関から、医療用物資の緊急配布要請がありました。
    内容をご確認いただき、物資ごとに配布の要否等の入力をお願いいたします。

    ■要請の概要
    要請番号：SOS-20261124-7K3QX
    要請者：東京中央病院（病院）
    要請（更新）日時：11月24日12時40分
    要請のあった物資：
    ・サージカルマスク　1,500枚（備蓄見通し：1週間以内）
    ・非滅菌手袋　300枚（備蓄見通し：2～3週間）

    ■入力期限（目安）
    2026年11月24日（火）17時
    （13時までに登録された要請のため、当日17時です。）

    ■お願いしたいこと
    1　週次調査の回答（在庫量、想定消費量）も併せてご確認ください。
    2　都道府県記入欄に記入し、都道府県確認ステータスを「完了」にしてください。
    3　不明な点は、要請の画面から医療機関に照会できます。
    4　期限までの入力が難しいときは、次の営業日以降、できるだけ早く入力をお願いいたします。

    ■要請の画面
    https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    操作の手引：https://haifu.example.jp/guide.html
    ");
}

#[test]
fn an_update_is_told_with_what_changed_and_a_moved_deadline() {
    let letter = only(&updated());
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】医療用物資の緊急配布要請が行われました（要請内容の更新）

    東京都 ご担当者様

    次の緊急配布要請について、医療機関による要請内容の更新がありました。
    既に記入いただいた物資も、更新後の内容で改めてご確認をお願いいたします。

    ■要請の概要
    要請番号：SOS-20261124-7K3QX
    要請者：東京中央病院（病院）
    要請（更新）日時：11月24日13時05分（初回の要請：11月24日12時40分）
    現在要請のある物資：
    ・サージカルマスク　1,500枚（備蓄見通し：1週間以内）
    ・非滅菌手袋　300枚（備蓄見通し：2～3週間）

    ■更新された点
    サージカルマスク　要請枚数　1,000枚 → 1,500枚
    N95等マスク　要請の取りやめ
    非滅菌手袋　要請の追加　300枚（備蓄見通し：2～3週間）
    届け先の住所　東京都千代田区1-1 → 東京都千代田区2-2
    備考　記載が変わりました

    ■入力期限（目安）
    2026年11月25日（水）17時
    （更新に伴い、2026年11月24日（火）17時から変わりました。）

    ■要請の画面
    https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}

#[test]
fn an_update_that_leaves_the_deadline_says_so() {
    let Message::Updated { request, items, received_at, first_received_at, changes, deadline, .. } =
        updated()
    else {
        panic!()
    };
    let previous_due_at = deadline.due_at;
    let message = Message::Updated {
        request,
        items,
        received_at,
        first_received_at,
        changes,
        deadline,
        previous_due_at,
    };
    let body = only(&message).body;
    assert!(
        body.contains("■入力期限（目安）\n2026年11月25日（水）17時\n（更新による変更はありません。）\n"),
        "{body}"
    );
    assert!(!body.contains("から変わりました"), "{body}");
}

#[test]
fn a_withdrawal_is_told() {
    let letter = only(&withdrawn());
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】緊急配布要請が取り下げられました（SOS-20261124-7K3QX）

    東京都 ご担当者様

    次の緊急配布要請は、医療機関により取り下げられました。
    都道府県での入力は不要です。配布の手配を始めている場合は、中止をお願いいたします。

    要請番号：SOS-20261124-7K3QX
    要請者：東京中央病院（病院）
    取下げ日時：2026年11月24日（火）14時05分

    https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}

#[test]
fn an_answer_is_told_with_its_question() {
    let letter = only(&answered());
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】照会への回答がありました（SOS-20261124-7K3QX）

    東京都 ご担当者様

    次の緊急配布要請について、医療機関から照会への回答がありました。
    内容をご確認の上、入力を進めていただきますようお願いいたします。

    要請番号：SOS-20261124-7K3QX
    要請者：東京中央病院（病院）
    回答日時：2026年11月24日（火）15時10分
    入力期限（目安）：2026年11月24日（火）17時

    ■照会の内容（2026年11月24日（火）14時05分）
    ｜在庫量を教えてください。

    ■回答
    ｜200枚です。
    ｜うち50枚は期限切れです。

    ■要請の画面
    https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}

#[test]
fn an_answer_after_the_deadline_is_marked() {
    for (now, marked) in [("2026-11-24T17:00:00", false), ("2026-11-24T17:00:01", true)] {
        let body = with_context(
            |_, _| {},
            |context| {
                letters(&answered(), &crate::Context { now: at(now), ..*context }).unwrap()[0].body.clone()
            },
        );
        let lines = "入力期限（目安）：2026年11月24日（火）17時\n※入力期限（目安）を過ぎています。\n\n";
        assert_eq!(body.contains(lines), marked, "{now} {body}");
        assert_eq!(body.contains("※入力期限"), marked, "{now} {body}");
    }
}

#[test]
fn each_reason_of_a_deadline_is_given_in_its_words() {
    for reason in [DueReason::BeforeCutoff, DueReason::AfterCutoff, DueReason::ClosedDay, DueReason::Reopened]
    {
        let message = Message::Submitted {
            request: facts(),
            items: items(),
            received_at: at("2027-01-04T09:05:00"),
            deadline: deadline("2027-01-04T17:00:00", reason),
        };
        for letter in written(&message) {
            let sentence = format!("2027年1月4日（月）17時\n（{}）\n", reason.sentence());
            assert!(letter.body.contains(&sentence), "{}", letter.body);
            assert!(letter.body.contains("要請（更新）日時：01月04日09時05分\n"), "{}", letter.body);
        }
    }
}
