//! Nobody sees a password, its hash or the secret of a second factor.

use axum::http::Method;
use serde_json::json;
use store_emulator::samples::PASSWORD;
use testbed::{Answer, Client};

use super::{
    importing::{officers, send},
    officer, row, start, with_second_factor,
};

/// Every route of users, called once or more.
async fn walk(client: &Client) -> Vec<Answer> {
    let body = json!({"name": "名", "mail": "x@example.jp", "disabled": false});
    let mut answers = Vec::new();
    for path in ["", "?prefecture=13", "/tokyo", "/tokyo-clinic", "/ministry"] {
        answers.push(client.get(&format!("/api/users{path}")).await);
    }
    answers.push(client.post("/api/users", &officer("tokyo-2")).await);
    answers.push(client.post_empty("/api/users/tokyo-2/invitation", &[]).await);
    answers.push(client.put("/api/users/tokyo-dental", "\"1\"", &body).await);
    answers.push(client.put("/api/users/tokyo-dental", "\"9\"", &body).await);
    answers.push(client.post_empty("/api/users/tokyo/invitation", &[]).await);
    answers.push(send(client, false, &officers(2)).await);
    answers.push(client.send(Method::DELETE, "/api/users/tokyo-clinic/second-factor", &[], None).await);
    answers
}

#[tokio::test]
async fn no_answer_and_no_record_holds_what_lets_anybody_in() {
    let bed = start().await;
    for name in ["tokyo", "tokyo-clinic"] {
        with_second_factor(&bed, name).await;
    }
    let hash = row(&bed, "tokyo").await.unwrap().password_hash.unwrap();
    let mut texts = Vec::new();
    // The ministry last: what it removes ends the clinic's session.
    for (who, statuses) in [
        ("tokyo-clinic", [403; 12]),
        ("tokyo", [200, 200, 200, 200, 404, 403, 404, 403, 403, 409, 403, 403]),
        ("ministry", [200, 200, 200, 200, 200, 201, 200, 200, 412, 409, 200, 200]),
    ] {
        let answers = walk(&bed.sign_in(who).await).await;
        let got: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        assert_eq!(got, statuses, "{who}");
        texts.extend(answers.iter().map(|answer| String::from_utf8_lossy(&answer.bytes).into_owned()));
        let records = bed.app.store.audit_of(who, None, 300).await.unwrap();
        texts.extend(records.iter().map(|record| format!("{record:?}")));
    }
    for text in texts {
        for secret in [&hash, "argon2", "CANARY", "canary", PASSWORD, "password", "credentials"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}
