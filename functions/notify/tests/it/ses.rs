//! An address that the mail service refuses for good.

use std::sync::{Arc, Mutex};

use axum::{Json, Router, http::StatusCode, response::IntoResponse, routing::post};
use mailer::{Mailer, SesMailer};
use notify::Drained;
use serde_json::{Value, json};

use crate::{HOSPITAL, Post, TOKYO, seed::Seed};

/// The addresses that a mail came for, in order.
type Taken = Arc<Mutex<Vec<String>>>;

/// An endpoint that speaks SES and refuses one address.
async fn ses_refusing(address: &'static str) -> (Mailer, Taken) {
    let taken = Taken::default();
    let log = Arc::clone(&taken);
    let answer = move |Json(mail): Json<Value>| async move {
        let to = mail["Destination"]["ToAddresses"][0].as_str().unwrap_or_default().to_owned();
        log.lock().unwrap().push(to.clone());
        if to == address {
            let kind = [("x-amzn-errortype", "BadRequestException")];
            return (StatusCode::BAD_REQUEST, kind, Json(json!({"message": "no such address"})))
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
    let (mailer, taken) = ses_refusing(TOKYO).await;
    let drained = notify::drain(&outbox.bed.app, &mailer).await.unwrap();
    assert_eq!(drained, Drained { mails: 1, refused: 1, finished: 1, postponed: 0 });
    assert_eq!(*taken.lock().unwrap(), [TOKYO, HOSPITAL]);
    assert_eq!(outbox.outbox().await, []);
}
