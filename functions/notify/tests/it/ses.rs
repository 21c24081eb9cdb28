//! The mail service refuses one address, for good or for now.

use std::sync::{Arc, Mutex};

use axum::{Json, Router, http::StatusCode, response::IntoResponse, routing::post};
use mailer::{Mailer, SesMailer};
use notify::Drained;
use serde_json::{Value, json};

use crate::{HOSPITAL, Post, TOKYO, drained, recipients::set_addresses, seed::Seed};

/// How SES refuses an address that is none.
const NO_SUCH_ADDRESS: (StatusCode, &str) = (StatusCode::BAD_REQUEST, "BadRequestException");
/// How SES puts off what comes too fast.
const TOO_MANY: (StatusCode, &str) = (StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException");

/// The addresses that a mail came for, in order.
type Taken = Arc<Mutex<Vec<String>>>;

/// An endpoint that speaks SES and refuses one address with that error, as often as told.
async fn ses_refusing(
    address: &'static str,
    error: (StatusCode, &'static str),
    times: usize,
) -> (Mailer, Taken) {
    let taken = Taken::default();
    let log = Arc::clone(&taken);
    let answer = move |Json(mail): Json<Value>| async move {
        let to = mail["Destination"]["ToAddresses"][0].as_str().unwrap_or_default().to_owned();
        let mut log = log.lock().unwrap();
        log.push(to.clone());
        if to == address && log.iter().filter(|seen| **seen == to).count() <= times {
            let (status, kind) = error;
            return (status, [("x-amzn-errortype", kind)], Json(json!({"message": "refused"})))
                .into_response();
        }
        Json(json!({"MessageId": "1"})).into_response()
    };
    let router = Router::new().route("/v2/email/outbound-emails", post(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router).into_future());
    (Mailer::Ses(SesMailer::connect("no-reply@haifu.example", None, Some(endpoint)).await), taken)
}

#[tokio::test]
async fn an_address_refused_for_good_is_not_tried_again_and_the_others_are_told() {
    let outbox = Post::start("2026-11-24T10:00:00").await;
    Seed::submit(&outbox.bed, "tokyo-hospital").await;
    let (mailer, taken) = ses_refusing(TOKYO, NO_SUCH_ADDRESS, usize::MAX).await;
    let sent = notify::drain(&outbox.bed.app, &mailer).await.unwrap();
    assert_eq!(sent, Drained { mails: 1, refused: 1, finished: 1, postponed: 0 });
    assert_eq!(*taken.lock().unwrap(), [TOKYO, HOSPITAL]);
    assert_eq!(outbox.outbox().await, []);
}

#[tokio::test]
async fn an_address_that_fails_for_now_keeps_no_other_from_its_mail_and_none_has_it_twice() {
    let outbox = Post::start("2026-11-24T10:00:00").await;
    set_addresses(&outbox, &["a@example.jp", "b@example.jp"]).await;
    Seed::submit(&outbox.bed, "tokyo-hospital").await;
    let (mailer, taken) = ses_refusing("a@example.jp", TOO_MANY, 1).await;
    let now = notify::drain(&outbox.bed.app, &mailer).await.unwrap();
    assert_eq!(now, drained(2, 0, 1));
    outbox.bed.set_clock("2026-11-24T10:01:00");
    let later = notify::drain(&outbox.bed.app, &mailer).await.unwrap();
    assert_eq!(later, drained(1, 1, 0));
    assert_eq!(*taken.lock().unwrap(), ["a@example.jp", "b@example.jp", HOSPITAL, "a@example.jp"]);
    assert_eq!(outbox.outbox().await, []);
}
