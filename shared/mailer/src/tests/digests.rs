use domain::{
    digest::{Digest, MinistryDigest, Slot},
    row::RequestRow,
};
use insta::assert_snapshot;

use super::samples::*;
use crate::{Audience, RenderError, digest_letter};

const MORE: &str = "件は一覧でご確認ください。";

#[test]
fn the_cutoffs_digest_lists_what_is_due_today() {
    let letter = digest_of(Slot::Cutoff, &digest(), true);
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】本日17時までに入力をお願いする緊急配布要請（2件）

    東京都 ご担当者様

    2026年11月24日（火）13時までの登録分を締め切りました。
    本日17時を入力期限（目安）とする緊急配布要請は、次の2件です。

    要請番号／要請者／要請（更新）日時／物資／都道府県確認ステータス
    SOS-20261124-AAAAA／東京中央病院／11月24日12時40分／サージカルマスク、非滅菌手袋／未着手
    SOS-20261124-BBBBB／東京中央病院／11月24日12時40分／サージカルマスク、非滅菌手袋／未着手

    ■うち、医療機関の回答を待っているもの（1件）
    SOS-20261124-BBBBB／東京中央病院／11月24日12時40分／サージカルマスク、非滅菌手袋／未着手

    ■このほか、入力期限（目安）を過ぎて未完了のもの（1件）
    SOS-20261124-CCCCC／東京中央病院／11月24日12時40分／サージカルマスク、非滅菌手袋／未着手

    前の営業日の13時以降と休日の間に登録された要請も含みます。

    一覧：https://haifu.example.jp/requests.html?view=open
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}

#[test]
fn the_cutoffs_digest_leaves_out_what_there_is_none_of() {
    let due_only = Digest { main: rows(1), ..Digest::default() };
    let body = digest_of(Slot::Cutoff, &due_only, false).body;
    for absent in ["■うち", "■このほか", "前の営業日の13時以降", MORE] {
        assert!(!body.contains(absent), "{absent} in {body}");
    }
}

#[test]
fn a_digest_of_carried_requests_alone_does_not_ask_for_input_of_none() {
    let carried_only = Digest { carried: rows(2), ..Digest::default() };
    let letter = digest_of(Slot::Cutoff, &carried_only, false);
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】本日17時までに入力をお願いする緊急配布要請（0件、持越し2件）

    東京都 ご担当者様

    2026年11月24日（火）13時までの登録分を締め切りました。
    本日17時を入力期限（目安）とする緊急配布要請はありません。

    ■このほか、入力期限（目安）を過ぎて未完了のもの（2件）
    要請番号／要請者／要請（更新）日時／物資／都道府県確認ステータス
    SOS-20261124-00000／東京中央病院／11月24日12時40分／サージカルマスク、非滅菌手袋／未着手
    SOS-20261124-00001／東京中央病院／11月24日12時40分／サージカルマスク、非滅菌手袋／未着手

    一覧：https://haifu.example.jp/requests.html?view=open
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}

#[test]
fn the_reminder_lists_what_is_open_an_hour_before() {
    let letter = digest_of(Slot::Reminder, &digest_apart(), false);
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】入力期限まで1時間です（未完了 1件）

    東京都 ご担当者様

    本日17時を入力期限（目安）とする緊急配布要請のうち、16時現在で都道府県確認ステータスが「完了」になっていないものが1件あります。
    行き違いで入力がお済みの場合は、ご容赦ください。

    要請番号／要請者／物資／都道府県確認ステータス
    SOS-20261124-AAAAA／東京中央病院／サージカルマスク、非滅菌手袋／未着手

    医療機関の回答を待っている1件は、上の件数に含めていません。
    回答がなくても、都道府県の判断で完了にできます。

    期限までの入力が難しいときは、次の営業日以降、できるだけ早く入力をお願いいたします。

    一覧：https://haifu.example.jp/requests.html?view=open
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}

#[test]
fn the_reminder_speaks_of_waiting_requests_only_when_there_are_any() {
    let body = digest_of(Slot::Reminder, &Digest { main: rows(1), ..Digest::default() }, false).body;
    assert!(!body.contains("医療機関の回答"), "{body}");
}

#[test]
fn the_overdue_notice_counts_what_waits_and_lists_it_apart() {
    let letter = digest_of(Slot::Overdue, &digest_apart(), false);
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】入力期限を過ぎた緊急配布要請があります（2件）

    東京都 ご担当者様

    2026年11月24日（火）17時現在、入力期限（目安）を過ぎて完了していない緊急配布要請が2件あります。
    医療機関が結果を待っています。できるだけ早く入力していただきますようお願いいたします。

    ■入力が済んでいないもの（1件）
    要請番号／要請者／要請（更新）日時／入力期限／物資／最も短い備蓄見通し
    SOS-20261124-AAAAA／東京中央病院／11月24日12時40分／11月24日17時／サージカルマスク、非滅菌手袋／1週間以内

    ■医療機関の回答を待っているもの（1件）
    SOS-20261124-BBBBB／東京中央病院／11月24日12時40分／11月20日17時／サージカルマスク、非滅菌手袋／1週間以内

    この内容は、国の担当者にも一覧で送っています。

    一覧：https://haifu.example.jp/requests.html?view=open&overdue=true
    リンクを開けないときは、ログインした後、要請番号で検索してください。
    ");
}

#[test]
fn the_overdue_notice_has_no_part_for_waiting_requests_without_any() {
    let letter = digest_of(Slot::Overdue, &Digest { main: rows(1), ..Digest::default() }, false);
    assert!(letter.subject.ends_with("（1件）"), "{}", letter.subject);
    assert!(!letter.body.contains("■医療機関の回答"), "{}", letter.body);
}

/// How many rows each list of a digest shows, and what it says of the rest.
#[track_caller]
fn check_room(slot: Slot, digest: &Digest, shown: usize, rests: &[usize]) {
    let body = digest_of(slot, digest, false).body;
    let rows = body.lines().filter(|line| line.starts_with("SOS-")).count();
    let told: Vec<_> = body.lines().filter(|line| line.ends_with(MORE)).collect();
    let expected: Vec<_> = rests.iter().map(|rest| format!("ほか{rest}{MORE}")).collect();
    assert_eq!((rows, told), (shown, expected.iter().map(String::as_str).collect()), "{body}");
}

#[test]
fn a_mail_holds_fifty_rows_and_tells_how_many_more_there_are() {
    let of = |main, awaiting, carried| Digest {
        main: rows(main),
        awaiting: rows(awaiting),
        carried: rows(carried),
    };
    for slot in Slot::DIGESTS {
        check_room(slot, &of(50, 0, 0), 50, &[]);
        check_room(slot, &of(51, 0, 0), 50, &[1]);
    }
    check_room(Slot::Cutoff, &of(40, 8, 3), 50, &[1]);
    check_room(Slot::Cutoff, &of(60, 8, 3), 50, &[10, 8, 3]);
    check_room(Slot::Overdue, &of(20, 51, 0), 50, &[21]);
}

#[test]
fn the_subject_counts_every_row_also_those_without_room() {
    let letter = digest_of(Slot::Cutoff, &Digest { main: rows(51), ..Digest::default() }, false);
    assert!(letter.subject.ends_with("（51件）"), "{}", letter.subject);
    assert!(letter.body.contains("は、次の51件です。"), "{}", letter.body);
}

#[test]
fn a_row_without_a_value_shows_a_dash() {
    let bare = RequestRow {
        number: None,
        updated_at: None,
        due_at: None,
        shortest_outlook: None,
        ..row("AAAAA", "2026-11-24")
    };
    let body = digest_of(Slot::Overdue, &Digest { main: vec![bare], ..Digest::default() }, false).body;
    assert!(body.contains("\n－／東京中央病院／－／－／サージカルマスク、非滅菌手袋／－\n"), "{body}");
}

#[test]
fn the_reminder_of_questions_is_no_digest() {
    let day = "2026-11-24".parse().unwrap();
    let result = with_context(
        |_, _| {},
        |context| digest_letter(Slot::AnswerReminder, day, tokyo(), &digest(), false, context),
    );
    assert!(matches!(result, Err(RenderError::NotADigest(Slot::AnswerReminder))));
}

#[test]
fn the_ministry_gets_the_figures_of_every_prefecture() {
    let letter = ministry_of(&ministry_digest());
    assert_eq!(letter.to, Audience::Ministry);
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】緊急配布要請の入力状況（11月24日（火）17時現在：期限超過 3件）

    国のご担当者様

    2026年11月24日（火）17時現在の、入力期限（目安）を過ぎた緊急配布要請の状況をお知らせします。

    全国　期限超過 3件（うち照会中 1件）／本日期限 5件のうち完了 2件

    都道府県／期限超過／うち照会中／最も古い入力期限／うち備蓄見通し1週間以内
    東京都／3件／1件／11月20日17時／2件

    ■確認済みの通知先がなく、要請のメールを届けられなかった都道府県
    沖縄県

    ■本日「完了」となった「国から直送」　4件
    サージカルマスク　12,000枚
    非滅菌手袋　300枚

    詳しい一覧：https://haifu.example.jp/requests.html?view=open&overdue=true
    ");
}

#[test]
fn the_ministrys_digest_leaves_out_what_there_is_none_of() {
    let (table, unreachable, national) =
        ("都道府県／期限超過", "■確認済みの通知先がなく", "■本日「完了」となった");
    let check = |digest: MinistryDigest, parts: [bool; 3]| {
        let body = ministry_of(&digest).body;
        assert_eq!([table, unreachable, national].map(|part| body.contains(part)), parts, "{body}");
    };
    let none = MinistryDigest::default;
    check(MinistryDigest { prefectures: ministry_digest().prefectures, ..none() }, [true, false, false]);
    check(MinistryDigest { unreachable: ministry_digest().unreachable, ..none() }, [false, true, false]);
    let national = MinistryDigest { national_requests: 1, national: ministry_digest().national, ..none() };
    check(national, [false, false, true]);
}
