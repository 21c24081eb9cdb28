//! The real SES client against an endpoint that answers once, as told.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::*;
use crate::Mailer;

/// Sends one mail to an endpoint that answers `answer`, and gives back the request it got beside the result.
async fn exchange(configuration_set: Option<&str>, answer: String) -> (String, Result<(), SendError>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let serve = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        request
    };
    let ses =
        SesMailer::connect("haifu@example.jp", configuration_set.map(str::to_owned), Some(endpoint)).await;
    let mailer = Mailer::Ses(ses);
    tokio::join!(serve, mailer.send("yamada@example.jp", "【訓練】件名", "一行目\n二行目"))
}

/// Reads head and body, as long as the head says.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            if body.len() >= length.parse().unwrap() {
                return text;
            }
        }
        assert!(stream.read_buf(&mut bytes).await.unwrap() > 0, "the request ended early");
    }
}

fn answer(status: &str, error_type: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\nx-amzn-errortype: {error_type}\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_mail_is_sent_as_plain_text_in_utf_8() {
    let ok = || answer("200 OK", "", r#"{"MessageId": "1"}"#);
    let (request, result) = exchange(Some("haifu"), ok()).await;
    assert_eq!(result, Ok(()));
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /v2/email/outbound-emails "), "{head}");
    assert!(head.contains("Credential=local/"), "{head}");
    let sent: serde_json::Value = serde_json::from_str(body).unwrap();
    let text = |data: &str| serde_json::json!({"Data": data, "Charset": "UTF-8"});
    assert_eq!(
        sent,
        serde_json::json!({
            "FromEmailAddress": "haifu@example.jp",
            "Destination": {"ToAddresses": ["yamada@example.jp"]},
            "Content": {"Simple": {
                "Subject": text("【訓練】件名"),
                "Body": {"Text": text("一行目\n二行目")},
            }},
            "ConfigurationSetName": "haifu",
        })
    );
    let (request, _) = exchange(None, ok()).await;
    assert!(!request.contains("ConfigurationSetName"), "{request}");
}

#[track_caller]
fn check(said: &(String, Result<(), SendError>), permanent: bool) {
    let error = said.1.as_ref().unwrap_err();
    assert_eq!(error.is_permanent(), permanent, "{error}");
    assert!(!error.to_string().contains("yamada@"), "{error}");
}

#[tokio::test]
async fn only_what_is_wrong_with_the_mail_itself_is_permanent() {
    for (status, error_type, permanent) in [
        ("400 Bad Request", "MessageRejected", false),
        ("400 Bad Request", "BadRequestException", true),
        ("400 Bad Request", "MailFromDomainNotVerifiedException", false),
        ("400 Bad Request", "SendingPausedException", false),
        ("404 Not Found", "NotFoundException", false),
        ("429 Too Many Requests", "TooManyRequestsException", false),
        ("403 Forbidden", "UnrecognizedClientException", false),
        ("503 Service Unavailable", "ServiceUnavailable", false),
    ] {
        let body = r#"{"message": "Email address is not verified: yamada@example.jp"}"#;
        check(&exchange(None, answer(status, error_type, body)).await, permanent);
    }
}

#[tokio::test]
async fn a_lost_connection_is_temporary() {
    check(&exchange(None, String::new()).await, false);
}

#[tokio::test]
async fn a_service_that_is_not_there_is_temporary() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let ses = SesMailer::connect("haifu@example.jp", None, Some(endpoint)).await;
    let result = Mailer::Ses(ses).send("yamada@example.jp", "件名", "本文").await;
    check(&(String::new(), result), false);
}
