//! Letters with a link: to whom they go, what the link allows and for how long, and that nothing but the letter holds it.

use domain::{
    id::UserName, message::Message, prefecture::Prefecture, prefecture_settings::PrefectureSettings,
};
use mailer::Sent;
use store::{LinkPurpose, LinkRow, UserRow};
use testbed::instant;
use web::digest;

use crate::{HOSPITAL, NATION, Post, TOKYO, drained, logged};

pub(crate) const AT: &str = "2026-11-24T10:00:00";
const NEW: &str = "new@example.jp";

fn name(text: &str) -> UserName {
    UserName::parse(text).unwrap()
}

fn tokyo() -> Prefecture {
    Prefecture::parse("13").unwrap()
}

pub(crate) fn reset(user: &str) -> Message {
    Message::PasswordReset { user_name: name(user), asked_at: instant(AT) }
}

pub(crate) fn invitation(user: &str) -> Message {
    Message::Invitation { user_name: name(user), invited_at: instant(AT) }
}

pub(crate) fn confirmation() -> Message {
    Message::AddressConfirmation { prefecture: tokyo(), address: NEW.to_owned(), added_at: instant(AT) }
}

/// An outbox with that message.
pub(crate) async fn with(message: Message) -> Post {
    let post = Post::start(AT).await;
    post.claim("account", message).await;
    post
}

pub(crate) async fn change_user(post: &Post, user: &str, change: impl FnOnce(&mut UserRow)) {
    let store = &post.bed.app.store;
    let mut row = store.user_get(&name(user)).await.unwrap().unwrap();
    change(&mut row);
    store.user_put(&row).await.unwrap();
}

pub(crate) async fn add_unconfirmed(post: &Post) {
    let store = &post.bed.app.store;
    let settings = store.prefecture_get(tokyo()).await.unwrap();
    let unconfirmed_addresses = [(NEW.to_owned(), instant(AT))].into();
    store.prefecture_put(&PrefectureSettings { unconfirmed_addresses, ..settings }).await.unwrap();
}

/// The token of the mail's link to that page.
#[track_caller]
pub(crate) fn token(mail: &Sent, page: &str) -> String {
    let link = format!("http://127.0.0.1:3000/{page}.html#");
    let (_, rest) = mail.body.split_once(&link).unwrap_or_else(|| panic!("no {link} in {}", mail.body));
    let token = rest.lines().next().unwrap();
    assert!(token.starts_with("hl_") && token.len() == 46, "{token}");
    token.to_owned()
}

pub(crate) async fn link(post: &Post, token: &str) -> Option<LinkRow> {
    post.bed.app.store.link_get(&digest(&["link", token])).await.unwrap()
}

/// Nobody is told, and nothing is left to do.
async fn check_silent(post: &Post) {
    let (drained_so, log) = logged(Box::pin(post.drain())).await;
    assert_eq!(drained_so, drained(0, 1, 0));
    assert_eq!((post.sent(), post.outbox().await), (vec![], vec![]));
    let [line] = log.lines().collect::<Vec<_>>()[..] else { panic!("nothing tells why: {log}") };
    assert!(line.ends_with(" swept oldest_unsent_seconds=0"), "{line}");
}

#[tokio::test]
async fn a_reset_is_mailed_to_the_user_with_a_link_for_half_an_hour() {
    let post = with(reset("tokyo-hospital")).await;
    change_user(&post, "tokyo-hospital", |user| user.credentials = 7).await;
    post.bed.set_clock("2026-11-24T10:05:00");
    assert_eq!(post.drain().await, drained(1, 1, 0));
    let mails = post.mails_to(HOSPITAL);
    assert_eq!(post.subjects_to(HOSPITAL), ["パスワード再設定のご案内"]);
    assert!(mails[0].body.contains("東京中央見本病院 ご担当者様\n（ユーザ名：tokyo-hospital）"));
    assert!(mails[0].body.contains("2026年11月24日（火）10時35分までに"), "{}", mails[0].body);
    let purpose = LinkPurpose::Password { user_name: name("tokyo-hospital"), credentials: 7 };
    let expected = LinkRow { purpose, expires_at: instant("2026-11-24T10:35:00") };
    assert_eq!(link(&post, &token(&mails[0], "reset")).await, Some(expected));
}

#[tokio::test]
async fn officers_are_addressed_by_their_office_and_not_by_name() {
    for (user, address, office) in [
        ("tokyo", TOKYO, "東京都"),
        ("ministry", NATION, "国の担当者"),
        ("tokyo-hospital", HOSPITAL, "東京中央見本病院"),
    ] {
        let post = with(reset(user)).await;
        change_user(&post, user, |row| {
            row.name = "担当太郎".to_owned();
            row.mail = address.to_owned();
        })
        .await;
        post.drain().await;
        let body = post.mails_to(address).remove(0).body;
        assert!(body.contains(&format!("{office} ご担当者様\n")) && !body.contains("太郎"), "{body}");
    }
}

#[tokio::test]
async fn a_reset_for_nobody_is_done_without_a_trace() {
    check_silent(&with(reset("nobody")).await).await;
}

#[tokio::test]
async fn a_reset_for_a_user_kept_out_is_done_without_a_trace() {
    let post = with(reset("tokyo-hospital")).await;
    change_user(&post, "tokyo-hospital", |user| user.disabled = true).await;
    check_silent(&post).await;
}

#[tokio::test]
async fn a_reset_for_a_user_without_address_is_done_without_a_trace() {
    let post = with(reset("tokyo-hospital")).await;
    change_user(&post, "tokyo-hospital", |user| user.mail.clear()).await;
    check_silent(&post).await;
}

#[tokio::test]
async fn a_reset_works_for_a_user_who_never_set_a_password() {
    let post = with(reset("tokyo-hospital")).await;
    change_user(&post, "tokyo-hospital", |user| user.password_hash = None).await;
    assert_eq!(post.drain().await, drained(1, 1, 0));
    assert!(link(&post, &token(&post.sent()[0], "reset")).await.is_some());
}

#[tokio::test]
async fn a_password_that_was_set_is_told_to_its_user_without_a_link() {
    let set_at = instant("2026-11-24T09:58:00");
    let post = with(Message::PasswordSet { user_name: name("tokyo-hospital"), set_at }).await;
    change_user(&post, "tokyo-hospital", |user| user.disabled = true).await;
    assert_eq!(post.drain().await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(HOSPITAL), ["パスワードが変更されました"]);
    let body = post.mails_to(HOSPITAL).remove(0).body;
    assert!(body.contains("2026年11月24日（火）9時58分にパスワードが変更され"), "{body}");
    assert!(!body.contains("hl_"), "{body}");
}

#[tokio::test]
async fn an_invitation_works_for_seven_days_from_its_making() {
    let post = with(invitation("tokyo-hospital")).await;
    change_user(&post, "tokyo-hospital", |user| {
        user.password_hash = None;
        user.credentials = 0;
    })
    .await;
    post.bed.set_clock("2026-11-26T10:00:00");
    assert_eq!(post.drain().await, drained(1, 1, 0));
    let mail = post.mails_to(HOSPITAL).remove(0);
    assert_eq!(post.subjects_to(HOSPITAL), ["医療用物資緊急配布要請システム Haifu 利用開始のご案内"]);
    assert!(mail.body.contains("　画面：127.0.0.1:3000　メール：haifu.example\n"), "{}", mail.body);
    let purpose = LinkPurpose::Password { user_name: name("tokyo-hospital"), credentials: 0 };
    let expected = LinkRow { purpose, expires_at: instant("2026-12-01T10:00:00") };
    assert_eq!(link(&post, &token(&mail, "invitation")).await, Some(expected));
}

#[tokio::test]
async fn an_invitation_that_nobody_may_follow_any_more_is_not_mailed() {
    check_silent(&with(invitation("tokyo-hospital")).await).await; // has a password
    let late = with(invitation("tokyo-hospital")).await;
    change_user(&late, "tokyo-hospital", |user| user.password_hash = None).await;
    late.bed.set_clock("2026-12-01T10:00:00");
    check_silent(&late).await;
    let kept_out = with(invitation("tokyo-hospital")).await;
    let disable = |user: &mut UserRow| (user.password_hash, user.disabled) = (None, true);
    change_user(&kept_out, "tokyo-hospital", disable).await;
    check_silent(&kept_out).await;
    check_silent(&with(invitation("nobody")).await).await;
}

#[tokio::test]
async fn a_new_address_is_asked_and_nobody_else() {
    let post = with(confirmation()).await;
    add_unconfirmed(&post).await;
    assert_eq!(post.drain().await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(NEW), ["通知先メールアドレスの確認"]);
    let purpose = LinkPurpose::Address { prefecture: tokyo(), address: NEW.to_owned() };
    let expected = LinkRow { purpose, expires_at: instant("2026-12-01T10:00:00") };
    assert_eq!(link(&post, &token(&post.sent()[0], "address")).await, Some(expected));
}

#[tokio::test]
async fn an_address_that_was_confirmed_or_taken_back_or_is_too_old_is_not_asked() {
    check_silent(&with(confirmation()).await).await;
    let late = with(confirmation()).await;
    add_unconfirmed(&late).await;
    late.bed.set_clock("2026-12-01T10:00:00");
    check_silent(&late).await;
}
