//! Ending a session.

use axum::http::Method;

use crate::{PATH, delete, holder, put, sign_in, start};

#[tokio::test]
async fn signing_out_revokes_the_token_at_once() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let answer = delete(&client).await.expect(204);
    assert!(answer.bytes.is_empty());
    client.get(PATH).await.expect_problem(401, "signed_out");
    put(&client).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn signing_out_twice_or_without_a_session_is_no_fault() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    for client in [&client, &client, &bed.stranger()] {
        let answer = delete(client).await.expect(204);
        assert!(answer.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")));
    }
}

#[tokio::test]
async fn an_expired_session_can_be_signed_out_and_does_not_come_back() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    bed.set_clock("2026-11-24T10:00:00");
    delete(&client).await.expect(204);
    bed.set_clock(crate::START);
    client.get(PATH).await.expect_problem(401, "signed_out");
}

#[tokio::test]
async fn other_sessions_of_the_same_user_go_on() {
    let bed = start().await;
    let first = holder(&bed.app, &sign_in(&bed.app).await);
    let second = holder(&bed.app, &sign_in(&bed.app).await);
    delete(&first).await.expect(204);
    second.get(PATH).await.expect(200);
}

#[tokio::test]
async fn a_body_where_none_is_taken_is_refused_and_the_session_stands() {
    let bed = start().await;
    let client = bed.sign_in("tokyo").await;
    let send = async |method, body: &str| client.send(method, PATH, &[], Some(body.to_owned())).await;
    for body in [r#"{"all":true}"#, "null", "x"] {
        send(Method::PUT, body).await.expect_problem(400, "unexpected_body");
        send(Method::DELETE, body).await.expect_problem(400, "unexpected_body");
    }
    send(Method::PUT, "{}").await.expect(200);
    send(Method::DELETE, "{}").await.expect(204);
}
