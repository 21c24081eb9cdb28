use domain::{
    message::{DecisionLine, Message},
    status::Outcome,
};
use insta::assert_snapshot;

use super::samples::*;
use crate::{Audience, letters};

fn hospital() -> Audience {
    Audience::Facility(facts().facility)
}

#[test]
fn a_submission_is_told_to_the_facility_as_registered() {
    let letter = &written(&submitted())[1];
    assert_eq!(letter.to, hospital());
    assert_snapshot!(told(letter), @r"
    【Haifu運用事務局】緊急配布要請が登録されました（SOS-20261124-7K3QX）

    東京中央病院
    山田花子 様

    緊急配布要請の登録が完了し、東京都に通知しました。
    現在の対応ステータスは「確認中」です。配布はまだ決まっていません。

    要請番号：SOS-20261124-7K3QX
    要請（更新）日時：11月24日12時40分
    要請した物資：
    ・サージカルマスク　1,500枚（備蓄見通し：1週間以内）
    ・非滅菌手袋　300枚（備蓄見通し：2～3週間）

    都道府県が確認を終える目安：2026年11月24日（火）17時
    （13時までに登録された要請のため、当日17時です。）
    ※物資が届く日ではありません。到着までの日数は、決定後に改めてお知らせします。

    枚数や届け先を直すとき、要請を取り下げるときは、次の画面から操作してください。
    https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。

    在庫が間に合わないおそれがあるときは、電話でご相談ください。
    東京都保健医療局　03-5320-0000
    休日：090-0000-0000
    ");
}

#[test]
fn the_emergency_phone_is_given_only_when_one_is_registered() {
    for (emergency, expected) in
        [(Some("090-0000-0000"), "\n休日：090-0000-0000\n"), (Some("　"), "\n\n---"), (None, "\n\n---")]
    {
        let body = with_context(
            |_, prefecture| prefecture.emergency_phone = emergency.map(str::to_owned),
            |context| letters(&submitted(), context).unwrap()[1].body.clone(),
        );
        assert!(body.contains(&format!("東京都保健医療局　03-5320-0000{expected}")), "{body}");
        assert_eq!(body.contains("休日："), emergency == Some("090-0000-0000"), "{body}");
    }
}

#[test]
fn a_facility_without_a_contact_person_is_addressed_all_the_same() {
    for person in ["", "　"] {
        let request = domain::message::RequestFacts { contact_person: person.into(), ..facts() };
        let message =
            Message::Withdrawn { request: request.clone(), withdrawn_at: at("2026-11-24T14:00:00") };
        assert!(!only(&message).body.contains("ご担当者 様"));
        let message = Message::Reopened {
            request,
            due_at: at("2026-11-25T17:00:00"),
            completed_on: "2026-11-24".parse().unwrap(),
        };
        let body = only(&message).body;
        assert!(body.starts_with("東京中央病院\nご担当者 様\n"), "{body}");
    }
}

#[test]
fn a_prefecture_without_settings_is_named_in_place_of_its_office() {
    let body = with_context(
        |_, prefecture| *prefecture = domain::policy::PrefectureSettings::unset(tokyo()),
        |context| letters(&reopened(), context).unwrap()[0].body.clone(),
    );
    assert!(body.contains("次の連絡先へお電話ください。\n東京都\n"), "{body}");
}

#[test]
fn a_question_is_put_with_the_time_an_answer_is_wanted_by() {
    let letter = only(&asked());
    assert_eq!(letter.to, hospital());
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】緊急配布要請についての照会（回答をお願いします）SOS-20261124-7K3QX

    東京中央病院
    山田花子 様

    緊急配布要請について、東京都から確認したいことがあります。
    次の画面で回答をお願いいたします。

    要請番号：SOS-20261124-7K3QX
    照会日時：2026年11月24日（火）14時05分

    ■照会の内容
    ｜在庫量を教えてください。
    ｜■結果：配布します

    ■回答の画面
    https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。

    ■ご注意
    ・回答をいただくまで、配布の決定が遅れることがあります。できるだけ早く、遅くとも2026年11月25日（水）17時までに回答をお願いいたします。
    ・患者の氏名など、個人が分かる情報は書かないでください。
    ・お急ぎのときは、お電話でもご連絡ください。
    　東京都保健医療局　03-5320-0000
    ");
}

#[test]
fn an_open_question_is_put_again() {
    let letter = only(&answer_reminder());
    assert_eq!(letter.to, hospital());
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】緊急配布要請についての照会（回答をお願いします）SOS-20261124-7K3QX（再度のお願い）

    東京中央病院
    山田花子 様

    緊急配布要請について、東京都から確認したいことがあり、まだ回答をいただいていません。
    次の画面で回答をお願いいたします。行き違いで回答がお済みの場合は、ご容赦ください。

    要請番号：SOS-20261124-7K3QX
    照会日時：2026年11月24日（火）14時05分

    ■照会の内容
    ｜在庫量を教えてください。

    ■回答の画面
    https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。

    ■ご注意
    ・回答をいただくまで、配布の決定が遅れることがあります。できるだけ早く、遅くとも2026年11月25日（水）17時までに回答をお願いいたします。
    ・患者の氏名など、個人が分かる情報は書かないでください。
    ・お急ぎのときは、お電話でもご連絡ください。
    　東京都保健医療局　03-5320-0000
    ");
}

#[test]
fn a_result_is_told_item_by_item() {
    let letter = only(&decided_in_part());
    assert_eq!(letter.to, hospital());
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】緊急配布要請の結果：一部を配布します（SOS-20261124-7K3QX）

    東京中央病院
    山田花子 様

    緊急配布要請について、東京都の確認が終わりましたので、結果をお知らせします。
    対応ステータスは「受付完了」になりました。

    要請番号：SOS-20261124-7K3QX
    確認完了日時：2026年11月24日（火）16時20分

    ■物資ごとの結果
    ・サージカルマスク：配布します
    　　　要請 1,500枚 に対し 1,500枚
    　　　都道府県の備蓄から 500枚、国から直送で 1,000枚
    ・N95等マスク：配布します
    　　　要請 200枚 に対し 100枚
    　　　都道府県の備蓄から 100枚
    ・非滅菌手袋：今回は配布しません（要請 300枚）

    ■東京都からの連絡
    ・N95等マスク
    ｜箱単位で
    ｜配布します
    ・非滅菌手袋
    ｜在庫がありません

    ■お届け先
    〒100-8916　東京都千代田区霞が関1-2-2（受取り可能な時間：平日9時～17時）
    お届け先に誤りがあるときは、発送前に次の連絡先までお電話ください。
    お届け日は、発送が決まり次第、別にお知らせします。

    ■配布しない物資について
    在庫や調達の状況が変わったときは、新しい要請を登録できます。
    ご不明の点、お急ぎのご相談は、次の連絡先へお願いいたします。

    ■連絡先
    東京都保健医療局　03-5320-0000

    要請の画面：https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}

/// The subject's result and which parts the body has: message, delivery, refusal.
#[track_caller]
fn check_result(outcome: Outcome, items: Vec<DecisionLine>, subject: &str, parts: [bool; 3]) -> String {
    let letter = only(&decided(outcome, items));
    assert_eq!(letter.subject, format!("【Haifu運用事務局】緊急配布要請の結果：{subject}（{NUMBER}）"));
    let headings = ["■東京都からの連絡\n", "■お届け先\n", "■配布しない物資について\n"];
    assert_eq!(headings.map(|heading| letter.body.contains(heading)), parts, "{}", letter.body);
    letter.body
}

#[test]
fn subject_and_parts_of_a_result_follow_from_what_is_distributed() {
    let whole_from_nation = vec![line("gloves", [300, 0, 300], "")];
    let body = check_result(Outcome::Full, whole_from_nation, "配布します", [false, true, false]);
    assert!(body.contains("　　　要請 300枚 に対し 300枚\n　　　国から直送で 300枚\n"), "{body}");

    let less = vec![line("gloves", [300, 200, 0], "箱単位です")];
    let body = check_result(Outcome::Partial, less, "一部を配布します", [true, true, false]);
    assert!(body.contains("　　　要請 300枚 に対し 200枚\n　　　都道府県の備蓄から 200枚\n"), "{body}");

    let refused = vec![line("gloves", [300, 0, 0], "在庫なし")];
    let body = check_result(Outcome::None, refused, "今回は配布しません", [true, false, true]);
    assert!(body.contains("・非滅菌手袋：今回は配布しません（要請 300枚）\n"), "{body}");
    assert!(!body.contains("：配布します"), "{body}");
}

#[test]
fn receiving_hours_that_were_left_out_are_shown_as_such() {
    let mut message = decided_in_part();
    let Message::Decided { delivery, .. } = &mut message else { panic!() };
    delivery.receiving_hours.clear();
    let body = only(&message).body;
    assert!(body.contains("〒100-8916　東京都千代田区霞が関1-2-2（受取り可能な時間：－）\n"), "{body}");
}

#[test]
fn a_completion_taken_back_is_told_without_its_reason() {
    let letter = only(&reopened());
    assert_eq!(letter.to, hospital());
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】緊急配布要請の結果を改めて確認しています（SOS-20261124-7K3QX）

    東京中央病院
    山田花子 様

    先に結果をお知らせした緊急配布要請について、内容を改めて確認することになりました。
    先のお知らせにある配布の有無と枚数は、確定したものではありません。ご迷惑をおかけし、申し訳ありません。

    要請番号：SOS-20261124-7K3QX
    現在の対応ステータス：確認中
    確認を終える目安：2026年11月25日（水）17時
    ※物資が届く日ではありません。

    確認が終わりましたら、改めてお知らせします。お急ぎのときは、次の連絡先へお電話ください。
    東京都保健医療局　03-5320-0000

    https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}
