use domain::message::Message;
use insta::assert_snapshot;

use super::samples::*;
use crate::{Audience, Letter, password_reset_letter};

fn account(index: usize) -> Letter {
    let [reset, set, invitation, confirmation] = account_letters(&letterhead()).unwrap();
    [reset, set, invitation, confirmation].into_iter().nth(index).unwrap()
}

fn to(address: &str) -> Audience {
    Audience::Address(address.into())
}

#[test]
fn a_reset_is_told_with_its_link_and_how_long_it_works() {
    let letter = account(0);
    assert_eq!(letter.to, to("tokyo-hospital@example.jp"));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】パスワード再設定のご案内

    東京中央病院 ご担当者様
    （ユーザ名：tokyo-hospital）

    パスワードの再設定の申込みがありました。
    2026年11月24日（火）13時10分までに次の画面を開き、新しいパスワードを設定してください。

    https://haifu.example.jp/reset.html#hl_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG

    ・この案内は1回だけ使えます。期限を過ぎたときは、ログイン画面からもう一度お申し込みください。
    ・パスワードは、半角の英大文字、英小文字、数字を全て含む8文字以上にしてください。
    ・お心当たりのないときは、何もしないでください。今のパスワードは変わりません。
    　同じメールが何度も届くときは、お手数ですが事務局へご連絡ください。
    ・事務局がパスワードをお尋ねすることはありません。
    ");
}

#[test]
fn a_changed_password_is_told() {
    let letter = account(1);
    assert_eq!(letter.to, to("tokyo-hospital@example.jp"));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】パスワードが変更されました

    東京中央病院 ご担当者様
    （ユーザ名：tokyo-hospital）

    2026年11月24日（火）12時50分にパスワードが変更され、ログイン中の全ての端末からログアウトしました。
    お心当たりのないときは、至急、事務局へご連絡ください。
    ");
}

#[test]
fn an_invitation_tells_name_link_and_what_to_allow() {
    let letter = account(2);
    assert_eq!(letter.to, to("tokyo-hospital@example.jp"));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】医療用物資緊急配布要請システム Haifu 利用開始のご案内

    東京中央病院 ご担当者様

    医療用物資緊急配布要請システム Haifuの利用者として登録しました。
    次の手順で、パスワードを設定して利用を始めてください。

    ユーザ名：tokyo-hospital（変更できません）
    パスワードの設定：https://haifu.example.jp/invitation.html#hl_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG
    設定の期限：2026年12月1日（火）12時40分（登録から7日間）

    ・パスワードは、半角の英大文字、英小文字、数字を全て含む8文字以上にしてください。
    ・期限を過ぎたときは、事務局又は都道府県の担当課に再送をお申し付けください。
    ・接続先を制限しているときは、次のドメインへの接続と、次のアドレスからのメールの受信を許可してください。
    　画面：haifu.example.jp　メール：mail.example.jp
    ・操作の手引：https://haifu.example.jp/guide.html
    ・お心当たりのないときは、リンクを開かず、事務局へご連絡ください。
    ");
}

#[test]
fn an_address_is_asked_to_confirm_itself() {
    let letter = account(3);
    assert_eq!(letter.to, to("new@example.jp"));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】通知先メールアドレスの確認

    東京都 ご担当者様

    このアドレスが、緊急配布要請の通知先として登録されました。
    2026年12月1日（火）12時40分までに次の画面で「確認する」を押してください。押すまで、要請のメールは届きません。

    https://haifu.example.jp/address.html#hl_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG

    お心当たりのないときは、何もしないでください。
    ");
}

#[test]
fn a_facility_without_designation_is_told_to_its_prefecture() {
    let letter = only(&designation_check());
    assert_eq!(letter.to, Audience::Prefecture(tokyo()));
    assert_snapshot!(told(&letter), @r"
    【Haifu運用事務局】要件②の登録の確認の依頼がありました（見本歯科医院）

    東京都 ご担当者様

    管内の医療機関から、緊急配布要請の要件②に当たる登録の確認の依頼がありました。
    要件②に当たる医療機関であるときは、登録をお願いいたします。登録があるまで、この医療機関の要請は要件②を満たしません。

    ■依頼した医療機関
    医療機関名：見本歯科医院（歯科診療所）
    医療機関コード：1330000014
    担当者：鈴木一郎
    電話番号：03-1111-2222
    依頼日時：2026年11月24日（火）14時05分

    ■お願いしたいこと
    1　この医療機関の登録の状況をご確認ください。
    2　要件②に当たるときは、ログインした後、医療機関コードで検索し、登録してください。
    3　要件②に当たらないときは、その旨を医療機関にお知らせください。

    画面：https://haifu.example.jp/
    ");
}

#[test]
fn a_contact_that_is_not_known_is_shown_as_no_value() {
    let mut message = designation_check();
    let Message::DesignationCheck { contact, .. } = &mut message else { panic!("a check") };
    (contact.person, contact.phone) = ("　".into(), String::new());
    let body = only(&message).body;
    assert!(body.contains("担当者：－\n電話番号：－\n"), "{body}");
}

#[test]
fn each_link_holds_its_token_behind_the_hash_and_only_there() {
    for (index, page) in [(0, "reset"), (2, "invitation"), (3, "address")] {
        let letter = account(index);
        let link = format!("https://haifu.example.jp/{page}.html#{TOKEN}\n");
        assert_eq!(letter.body.matches(&link).count(), 1, "{}", letter.body);
        assert_eq!(whole(&letter).matches(TOKEN).count(), 1, "{}", letter.body);
    }
}

#[test]
fn line_breaks_in_an_organizations_name_are_left_out() {
    let letter = with_account("病院\r\nBcc: x@example.jp\n\n■結果", |account| {
        password_reset_letter(account, link("2026-11-24T13:10:00"), &letterhead()).unwrap()
    });
    assert!(letter.body.starts_with("病院Bcc: x@example.jp■結果 ご担当者様\n"), "{}", letter.body);
}
