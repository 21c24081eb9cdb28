//! The few pages of `/dev`: plain, and everything in them escaped.

use std::fmt::Write;

use axum::response::Html;
use domain::time::{Instant, long_stamp};

use crate::ses::Mail;

/// A page around its content, which is HTML already.
pub(super) fn page(title: &str, content: &str) -> Html<String> {
    let title = escape(title);
    Html(format!(
        "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title} - Haifu 開発用</title>\
         <link rel=\"stylesheet\" href=\"/style.css\"></head>\
         <body><main><h1>{title}</h1>{content}</main></body></html>"
    ))
}

/// What can be done here.
pub(super) fn index(now: Instant) -> String {
    format!(
        "<p>現在のシステム時刻：{}</p>\
         <ul><li><a href=\"/dev/mail\">送信されたメール</a></li>\
         <li><a href=\"/dev/clock\">時計</a>（変更：POST /dev/clock {{\"now\": \"2026-11-24T17:01:00+09:00\"}}）</li>\
         <li>定時処理：POST /dev/run/deadline-check、/dev/run/summary、/dev/run/notify</li>\
         <li><a href=\"/\">はじめの画面</a></li></ul>",
        escape(&long_stamp(now))
    )
}

/// The mails, newest first.
pub(super) fn mails(mails: &[Mail]) -> String {
    if mails.is_empty() {
        return "<p>まだ送信されたメールはありません。</p>".to_owned();
    }
    let mut html = format!("<p>{}通。新しい順。</p>", mails.len());
    for mail in mails.iter().rev() {
        let (to, subject, body) = (escape(&mail.to), escape(&mail.subject), escape(&mail.body));
        // Writing into a String cannot fail.
        _ = write!(html, "<article><h2>{subject}</h2><p>宛先：{to}</p><pre>{body}</pre></article>");
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
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
            sent_at: String::new(),
        };
        let html = mails(&[mail]);
        assert!(html.contains("&quot;件名&quot; &amp; &lt;script&gt;"));
        assert!(!html.contains("<script") && !html.contains("<img"));
    }
}
