//! Who is let in, and what is told of them.

use serde_json::{Value, json};
use store_emulator::samples::PASSWORD;

use crate::{PATH, credentials, holder, start};

#[track_caller]
fn check(answer: &Value, user_name: &str, role: &str, prefecture: &Value, facility: &Value) {
    assert_eq!(answer["user_name"], user_name);
    assert_eq!(answer["role"], role);
    assert_eq!(&answer["prefecture"], prefecture);
    assert_eq!(&answer["facility"], facility);
    assert!(answer["name"].as_str().is_some_and(|name| !name.is_empty()), "{answer}");
}

#[tokio::test]
async fn every_role_signs_in_and_reads_who_it_is() {
    let bed = start().await;
    for (user_name, role, prefecture, facility) in [
        ("tokyo-hospital", "facility", Value::Null, json!("tokyo-hospital")),
        ("osaka", "prefecture", json!("27"), Value::Null),
        ("ministry", "ministry", Value::Null, Value::Null),
    ] {
        let answer = bed.stranger().post(PATH, &credentials(user_name, PASSWORD)).await.expect(200);
        check(&answer.json(), user_name, role, &prefecture, &facility);
        let again = holder(&bed.app, &answer).get(PATH).await.expect(200);
        assert_eq!(again.json(), answer.json());
    }
}

#[tokio::test]
async fn the_answer_tells_when_the_session_ends() {
    let bed = start().await;
    let json = bed.stranger().post(PATH, &credentials("tokyo", PASSWORD)).await.expect(200).json();
    assert_eq!(json["name"], "東京都 物資担当");
    assert_eq!(json["expires_at"], "2026-11-24T00:35:00.000Z");
    assert_eq!(json["ends_at"], "2026-11-24T12:00:00.000Z");
    let text = json.to_string();
    assert!(!text.contains("argon2") && !text.contains("@example.jp"), "{text}");
}

#[tokio::test]
async fn a_user_name_may_have_spaces_around_it() {
    let bed = start().await;
    for typed in [" tokyo", "tokyo\u{3000}", "\ttokyo\n"] {
        let answer = bed.stranger().post(PATH, &credentials(typed, PASSWORD)).await.expect(200);
        assert_eq!(answer.json()["user_name"], "tokyo");
    }
}

#[tokio::test]
async fn whatever_is_wrong_is_answered_with_the_same_bytes() {
    let bed = start().await;
    let wrong = bed.stranger().post(PATH, &credentials("tokyo", "Haifu-2027")).await;
    let json = wrong.clone().expect_problem(401, "wrong_credentials");
    assert_eq!(json["detail"], "ユーザ名またはパスワードが正しくありません。");
    for (user_name, password) in [
        ("tokyo", ""),
        ("tokyo", "haifu-2026"),
        ("tokyo", " Haifu-2026"),
        ("nobody", PASSWORD),
        ("TOKYO", PASSWORD),
        ("東京", PASSWORD),
        ("", PASSWORD),
        ("tokyo#u", PASSWORD),
    ] {
        let answer = bed.stranger().post(PATH, &credentials(user_name, password)).await.expect(401);
        assert_eq!(answer.bytes, wrong.bytes, "{user_name}");
        assert_eq!(answer.headers, wrong.headers, "{user_name}");
    }
    assert_eq!(wrong.header("set-cookie"), None);
}

#[tokio::test]
async fn a_stranger_is_nobody() {
    let bed = start().await;
    bed.stranger().get(PATH).await.expect_problem(401, "signed_out");
    crate::put(&bed.stranger()).await.expect_problem(401, "signed_out");
}
