//! The frame of the few pages of `/dev`: plain, without script, and everything in them escaped.

use axum::response::Html;

/// A page around its content, which is HTML already.
pub(super) fn page(title: &str, content: &str) -> Html<String> {
    let title = escape(title);
    Html(format!(
        "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title} - Haifu 開発用</title>\
         <link rel=\"stylesheet\" href=\"/style.css\"></head>\
         <body><main><h1>{title}</h1>{content}</main><footer><p><a href=\"/dev\">開発用の画面</a></p></footer></body></html>"
    ))
}

/// Text as it stands in HTML, in an attribute's quotes too.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
