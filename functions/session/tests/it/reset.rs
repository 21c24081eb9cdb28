//! Asking for a reset: one answer, whoever is named.

use domain::{audit::AuditAction, message::Message};
use serde_json::json;
use store_emulator::isolated_store;
use testbed::{Answer, TestBed};

use crate::{START, seed, start};

const RESETS: &str = "/api/password-resets";

async fn ask(bed: &TestBed, user_name: &str) -> Answer {
    bed.stranger().post(RESETS, &json!({"user_name": user_name})).await
}

#[tokio::test]
async fn a_known_user_is_mailed_by_way_of_the_outbox() {
    let bed = start().await;
    let answer = ask(&bed, " tokyo\u{3000}").await.expect(202).json();
    let expected = "入力されたユーザ名が登録されている場合は、登録のメールアドレスへ案内をお送りします。10分たっても届かないときは、事務局へお問い合わせください。";
    assert_eq!(answer, json!({"message": expected}));
    let outbox = bed.app.store.outbox_list().await.unwrap();
    let asked_at = bed.app.clock.session_now();
    let messages: Vec<Message> = outbox.into_iter().map(|entry| entry.message).collect();
    assert_eq!(messages, [Message::PasswordReset { user_name: seed::name("tokyo"), asked_at }]);
    let entry = seed::last_of_strangers(&bed).await;
    assert_eq!((entry.action, entry.subject.as_str()), (AuditAction::PasswordResetRequested, "tokyo"));
}

#[tokio::test]
async fn an_unknown_and_a_disabled_user_are_answered_with_the_same_bytes_and_calls() {
    let (store, meter) = isolated_store().await.unwrap().metered();
    let bed = TestBed::on(store, session::router, START).await;
    seed::edit(&bed, "osaka", |user| user.disabled = true).await;
    let mut seen = Vec::new();
    for user_name in ["tokyo", "nobod", "osaka"] {
        // The stranger's chain is begun by the first call of all.
        ask(&bed, user_name).await;
        meter.take();
        seed::after(&bed, 1 + seen.len() as u64);
        let answer = ask(&bed, user_name).await.expect(202);
        seen.push((answer.bytes, answer.headers, meter.take()));
    }
    assert_eq!(seen[0], seen[1], "an unknown name");
    assert_eq!(seen[0], seen[2], "a disabled user");
    assert!(seen[0].2.calls > 0);
}

#[tokio::test]
async fn what_cannot_be_a_user_name_is_answered_the_same_and_mails_nobody() {
    let bed = start().await;
    let known = ask(&bed, "osaka").await;
    for typed in ["", "TOKYO", "東京", "tokyo@example.jp", &"x".repeat(10_000)] {
        let answer = ask(&bed, typed).await.expect(202);
        assert_eq!((answer.bytes, answer.headers), (known.bytes.clone(), known.headers.clone()), "{typed}");
    }
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 1);
    let entry = seed::last_of_strangers(&bed).await;
    assert_eq!((entry.action, entry.subject.as_str()), (AuditAction::PasswordResetRefused, "-"));
}

#[tokio::test]
async fn beyond_five_an_hour_the_answer_is_the_same_and_nothing_is_mailed() {
    let bed = start().await;
    let first = ask(&bed, "tokyo").await;
    for second in 1..8 {
        seed::after(&bed, second);
        assert_eq!(ask(&bed, "tokyo").await.expect(202).bytes, first.bytes);
    }
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 5);
    let entry = seed::last_of_strangers(&bed).await;
    assert_eq!(entry.action, AuditAction::PasswordResetRefused);
    assert_eq!(seed::reason(&entry), "申込みの回数の上限");
    seed::after(&bed, 60 * 60);
    ask(&bed, "tokyo").await.expect(202);
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 6);
}

#[tokio::test]
async fn a_body_that_names_nobody_is_told_so() {
    let bed = start().await;
    bed.stranger().post(RESETS, &json!({})).await.expect_errors(&[("user_name", "required")]);
    bed.stranger().post(RESETS, &json!({"user_name": 1})).await.expect_errors(&[("user_name", "wrong_type")]);
    let more = json!({"user_name": "tokyo", "mail": "me@example.jp"});
    bed.stranger().post(RESETS, &more).await.expect_errors(&[("mail", "unknown_field")]);
}
