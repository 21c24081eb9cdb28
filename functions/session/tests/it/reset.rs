//! Asking for a reset: one answer, whoever is named.

use domain::{audit::AuditAction, history::Value, message::Message};
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
        meter.take();
        for expected in [202, 202] {
            let answer = ask(&bed, user_name).await.expect(expected);
            seen.push((answer.bytes, answer.headers, meter.take().calls));
        }
    }
    let seen: Vec<_> = seen.chunks(2).collect();
    assert_eq!(seen[0], seen[1], "an unknown name");
    assert_eq!(seen[0], seen[2], "a disabled user");
    assert!(seen[0].iter().all(|(.., calls)| *calls > 0));
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
async fn mails_to_one_name_come_ever_more_slowly_and_the_answer_is_the_same() {
    let bed = start().await;
    let first = ask(&bed, "tokyo").await.expect(202).bytes;
    let mut now = 0;
    for (mails, minutes) in (1..).zip([1, 2, 4, 5, 5, 5]) {
        seed::after(&bed, now + minutes * 60 - 1);
        assert_eq!(ask(&bed, "tokyo").await.expect(202).bytes, first);
        assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), mails);
        now += minutes * 60;
        seed::after(&bed, now);
        assert_eq!(ask(&bed, "tokyo").await.expect(202).bytes, first);
        assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), mails + 1);
    }
    let entries = seed::of_strangers(&bed).await;
    assert_eq!(entries.len(), 7, "those that mailed");
    assert!(entries.iter().all(|entry| entry.action == AuditAction::PasswordResetRequested));
    assert_eq!(seed::told(&entries[0], "refused_meanwhile"), Some(&Value::Number(1)));
}

#[tokio::test]
async fn an_hour_after_the_last_mail_it_is_quick_again() {
    let bed = start().await;
    let mut now = 0;
    for minutes in [0, 1, 2, 60, 1] {
        now += minutes * 60;
        seed::after(&bed, now);
        ask(&bed, "tokyo").await.expect(202);
    }
    assert_eq!(bed.app.store.outbox_list().await.unwrap().len(), 5);
}

#[tokio::test]
async fn a_body_that_names_nobody_is_told_so() {
    let bed = start().await;
    bed.stranger().post(RESETS, &json!({})).await.expect_errors(&[("user_name", "required")]);
    bed.stranger().post(RESETS, &json!({"user_name": 1})).await.expect_errors(&[("user_name", "wrong_type")]);
    let more = json!({"user_name": "tokyo", "mail": "me@example.jp"});
    bed.stranger().post(RESETS, &more).await.expect_errors(&[("mail", "unknown_field")]);
}
