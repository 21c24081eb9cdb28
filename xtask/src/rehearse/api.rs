//! Calls through the emulator's HTTP API as CloudFront would pass them on.

use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;

/// How long one call may take: longer than the API itself waits for a function.
const PATIENCE: Duration = Duration::from_secs(40);
/// A caller's address, of the range that is kept for documents.
const CALLER: &str = "203.0.113.7:40000";

type Bytes = hyper::body::Bytes;

/// A server of the emulator, spoken to by its port; which API is meant is told by the host's name.
#[derive(Debug, Clone)]
pub(super) struct Api {
    client: Client<HttpConnector, Full<Bytes>>,
    port: u16,
    host: String,
    secret: Option<String>,
}

/// Somebody who calls, with the session's cookie once signed in.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    api: Api,
    cookie: Option<String>,
}

/// What a call sends besides its path.
#[derive(Debug, Default)]
pub(super) struct Sent<'a> {
    pub(super) if_match: Option<&'a str>,
    pub(super) content_type: Option<&'a str>,
    pub(super) body: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// Method and path, for messages.
    call: String,
    pub(super) status: u16,
    headers: http::HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Api {
    /// The API of that host's name, behind the port of the emulator. Calls show `secret`, as CloudFront does.
    pub(super) fn new(port: u16, host: &str, secret: Option<&str>) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, port, host: host.to_owned(), secret: secret.map(str::to_owned) }
    }

    /// Somebody who is not signed in.
    pub(super) fn stranger(&self) -> Caller {
        Caller { api: self.clone(), cookie: None }
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        cookie: Option<&str>,
        sent: Sent<'_>,
    ) -> Result<Answer, String> {
        let call = format!("{method} {path}");
        let told = |error: &dyn std::fmt::Display| format!("{call}: {error}");
        let mut request = http::Request::builder()
            .method(method)
            .uri(format!("http://127.0.0.1:{}{path}", self.port))
            .header("host", &self.host)
            .header("cloudfront-viewer-address", CALLER)
            .header("content-type", sent.content_type.unwrap_or("application/json"));
        let secret = self.secret.as_deref().map(|secret| ("x-haifu-origin", secret));
        let given =
            [secret, cookie.map(|cookie| ("cookie", cookie)), sent.if_match.map(|tag| ("if-match", tag))];
        for (name, value) in given.into_iter().flatten() {
            request = request.header(name, value);
        }
        let request = request.body(Full::from(sent.body)).map_err(|error| told(&error))?;
        let answered = tokio::time::timeout(PATIENCE, self.client.request(request))
            .await
            .map_err(|_| told(&"no answer in time"))?
            .map_err(|error| told(&error))?;
        let (head, body) = answered.into_parts();
        let body = body.collect().await.map_err(|error| told(&error))?.to_bytes().to_vec();
        Ok(Answer { call, status: head.status.as_u16(), headers: head.headers, body })
    }
}

impl Caller {
    /// GET.
    pub(super) async fn get(&self, path: &str) -> Result<Answer, String> {
        self.send("GET", path, Sent::default()).await
    }

    /// POST with a JSON body, or none when it is null.
    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Answer, String> {
        self.send("POST", path, Sent { body: text(body), ..Sent::default() }).await
    }

    /// PUT with a JSON body, based on the version of that tag.
    pub(super) async fn put(&self, path: &str, tag: &str, body: &Value) -> Result<Answer, String> {
        self.send("PUT", path, Sent { if_match: Some(tag), body: text(body), ..Sent::default() }).await
    }

    /// Any other call.
    pub(super) async fn send(&self, method: &str, path: &str, sent: Sent<'_>) -> Result<Answer, String> {
        self.api.send(method, path, self.cookie.as_deref(), sent).await
    }

    /// Edits what is read at a path, of which only these fields are sent back, as the pages do.
    pub(super) async fn edit(
        &self,
        path: &str,
        fields: &[&str],
        change: impl FnOnce(&mut Value),
    ) -> Result<Answer, String> {
        let read = self.get(path).await?.expect(200)?;
        let mut body = read.json()?;
        if let Some(object) = body.as_object_mut() {
            object.retain(|field, _| fields.contains(&field.as_str()));
        }
        change(&mut body);
        self.put(path, &read.header("etag")?, &body).await
    }

    /// Whoever was let in with that answer.
    pub(super) fn holder(&self, entered: &Answer) -> Result<Self, String> {
        let cookie = entered.header("set-cookie")?;
        let pair = cookie.split(';').next().unwrap_or_default();
        Ok(Self { api: self.api.clone(), cookie: Some(pair.to_owned()) })
    }
}

fn text(body: &Value) -> Vec<u8> {
    if body.is_null() { Vec::new() } else { body.to_string().into_bytes() }
}

impl Answer {
    /// Itself, if it has that status.
    ///
    /// # Errors
    /// One line with what was answered instead.
    pub(super) fn expect(self, status: u16) -> Result<Self, String> {
        if self.status == status {
            return Ok(self);
        }
        let body = String::from_utf8_lossy(&self.body);
        Err(format!("{} answered {} instead of {status}: {}", self.call, self.status, body.trim()))
    }

    /// Itself, if it is that problem.
    ///
    /// # Errors
    /// One line with what was answered instead.
    pub(super) fn expect_problem(self, status: u16, code: &str) -> Result<(), String> {
        let answer = self.expect(status)?;
        answer.holds("/code", code)
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// One line when it is none.
    pub(super) fn json(&self) -> Result<Value, String> {
        serde_json::from_slice(&self.body).map_err(|error| format!("{} answered no JSON: {error}", self.call))
    }

    /// A text of the body by its JSON pointer.
    ///
    /// # Errors
    /// One line when there is none.
    pub(super) fn text(&self, pointer: &str) -> Result<String, String> {
        let body = self.json()?;
        let found = body.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        found.ok_or_else(|| format!("{} answered no {pointer}: {body}", self.call))
    }

    /// Makes sure that the body has that value at a JSON pointer.
    ///
    /// # Errors
    /// One line with the value it has.
    pub(super) fn holds(&self, pointer: &str, expected: impl Into<Value>) -> Result<(), String> {
        let (body, expected) = (self.json()?, expected.into());
        match body.pointer(pointer) {
            Some(found) if *found == expected => Ok(()),
            found => {
                let found = found.map_or_else(|| format!("nothing in {body}"), Value::to_string);
                Err(format!("{}: {pointer} should be {expected} and is {found}", self.call))
            }
        }
    }

    /// A header of the answer.
    ///
    /// # Errors
    /// One line when it has none.
    pub(super) fn header(&self, name: &str) -> Result<String, String> {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        value.ok_or_else(|| format!("{} answered without {name}", self.call))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> Answer {
        let (call, headers) = ("GET /x".to_owned(), http::HeaderMap::new());
        Answer { call, status: 200, headers, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn what_was_answered_instead_is_told() {
        assert!(answer("{}").expect(200).is_ok());
        assert_eq!(answer("no\n").expect(201).unwrap_err(), "GET /x answered 200 instead of 201: no");
        assert_eq!(answer("{}").header("etag").unwrap_err(), "GET /x answered without etag");
        assert!(answer("no").json().unwrap_err().starts_with("GET /x answered no JSON: "));
    }

    #[test]
    fn values_are_found_by_pointer() {
        let found = answer(r#"{"a": [{"b": "c"}]}"#);
        assert_eq!(found.text("/a/0/b"), Ok("c".to_owned()));
        assert_eq!(found.holds("/a/0/b", "c"), Ok(()));
        assert_eq!(found.holds("/a/0/b", 1), Err(r#"GET /x: /a/0/b should be 1 and is "c""#.to_owned()));
        assert!(found.holds("/d", true).unwrap_err().ends_with(r#"is nothing in {"a":[{"b":"c"}]}"#));
        assert!(found.text("/a").is_err());
    }
}
