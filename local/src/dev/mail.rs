//! `/dev/mail`: the mails that were sent; a page, or with `Accept: application/json` an array, oldest first. Posting `failing` lets the
//! mail service break down, or work again.

use std::fmt::Write;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    input::Input,
    page::{escape, page},
};
use crate::ses::{Mail, MailBox};

/// Mails on the page; the array holds all.
const SHOWN: usize = 200;

/// Whether the mail service is to fail.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServiceInput {
    failing: bool,
}

pub(super) async fn show(State(mails): State<MailBox>, headers: HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        Json(mails.mails()).into_response()
    } else {
        let content = service(mails.is_failing()) + &listing(&mails.mails());
        page("送信されたメール", &content).into_response()
    }
}

pub(super) async fn set(State(mails): State<MailBox>, input: Input<ServiceInput>) -> Response {
    mails.set_failing(input.value.failing);
    if input.from_form {
        Redirect::to("/dev/mail").into_response()
    } else {
        Json(json!({"failing": input.value.failing})).into_response()
    }
}

/// How the mail service is, and the button that changes it.
fn service(failing: bool) -> String {
    let (state, act) = if failing {
        ("停止中（メールは再開後に送信されます）", "再開する")
    } else {
        ("動作中", "停止させる（障害の試験）")
    };
    format!(
        "<form method=\"post\" action=\"/dev/mail\"><p>メールサービス：{state} \
         <button name=\"failing\" value=\"{}\">{act}</button></p></form>",
        !failing
    )
}

/// The newest mails, newest first.
fn listing(mails: &[Mail]) -> String {
    if mails.is_empty() {
        return "<p>まだ送信されたメールはありません。</p>".to_owned();
    }
    let shown = mails.len().min(SHOWN);
    let mut html = format!("<p>{}通のうち新しい{shown}通。新しい順。</p>", mails.len());
    for mail in mails.iter().rev().take(SHOWN) {
        let (to, sent_at) = (escape(&mail.to), escape(&mail.sent_at));
        let (subject, body) = (escape(&mail.subject), escape(&mail.body));
        // Writing into a String cannot fail.
        _ = write!(
            html,
            "<article><h2>{subject}</h2><p>宛先：{to}　送信：{sent_at}</p><pre>{body}</pre></article>"
        );
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_mail_is_taken_for_html() {
        let mail = Mail {
            to: "<a@example.jp>".into(),
            subject: "\"件名\" & <script>".into(),
            body: "<img src=x onerror='1'>".into(),
            sent_at: "<b>".into(),
        };
        let html = listing(&[mail]);
        assert!(html.contains("&quot;件名&quot; &amp; &lt;script&gt;"));
        for tag in ["<script", "<img", "<b>", "<a@", "'"] {
            assert!(!html.contains(tag), "{tag}: {html}");
        }
    }

    #[test]
    fn the_page_holds_the_newest_mails_only() {
        let mail = |number: usize| Mail {
            to: "a@example.jp".into(),
            subject: format!("第{number}号"),
            body: String::new(),
            sent_at: String::new(),
        };
        let html = listing(&(0..=SHOWN).map(mail).collect::<Vec<_>>());
        assert!(html.contains("201通のうち新しい200通"));
        assert!(html.contains("第200号") && html.contains("第1号") && !html.contains("第0号"));
        assert!(html.find("第200号") < html.find("第1号"));
    }
}
