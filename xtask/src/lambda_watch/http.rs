//! Just enough HTTP/1.1 to call a server on this machine: one request per connection, status and cookies of the answer.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

/// How long one call may take; the first of a function waits until it has started.
const PATIENCE: Duration = Duration::from_mins(1);

/// A call to make.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    /// The session cookie as `name=value`, if signed in.
    pub(super) cookie: Option<&'a str>,
    /// A JSON body, if any.
    pub(super) body: Option<&'a str>,
}

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// `name=value` of the first cookie set.
    pub(super) cookie: Option<String>,
    /// Everything after the head, as sent; only shown when something is wrong.
    pub(super) body: String,
}

impl Call<'_> {
    /// Makes the call.
    ///
    /// # Errors
    /// When nothing listens, the answer takes too long, or it is not HTTP.
    pub(super) fn send(&self, port: u16) -> io::Result<Answer> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(self.text(port).as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        parse(&String::from_utf8_lossy(&bytes)).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
    }

    fn text(&self, port: u16) -> String {
        let Self { method, path, .. } = self;
        let cookie = self.cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
        let body = self.body.unwrap_or_default();
        let size = body.len();
        format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{cookie}\
             Content-Type: application/json\r\nContent-Length: {size}\r\n\r\n{body}"
        )
    }
}

fn parse(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    let cookie = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let pair = value.split(';').next()?.trim();
        name.eq_ignore_ascii_case("set-cookie").then(|| pair.to_owned())
    });
    Some(Answer { status, cookie, body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::TcpListener, thread};

    #[test]
    fn an_answer_gives_its_status_cookie_and_body() {
        let text =
            "HTTP/1.1 201 Created\r\ncontent-type: x\r\nset-cookie: haifu=abc=; HttpOnly; Path=/\r\n\r\n{}";
        let expected = Answer { status: 201, cookie: Some("haifu=abc=".into()), body: "{}".into() };
        assert_eq!(parse(text), Some(expected));
        for bad in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 x\r\n\r\n", "HELLO 200\r\n\r\n"] {
            assert_eq!(parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_call_goes_out_as_a_request_and_comes_back() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut seen = String::new();
            let mut byte = [0];
            while !seen.ends_with("{\"a\":1}") && stream.read(&mut byte).unwrap() == 1 {
                seen.push(char::from(byte[0]));
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            seen
        });
        let call = Call { method: "POST", path: "/x", cookie: Some("s=1"), body: Some("{\"a\":1}") };
        assert_eq!(call.send(port).unwrap().status, 200);
        let seen = server.join().unwrap();
        assert!(seen.starts_with("POST /x HTTP/1.1\r\n"), "{seen}");
        assert!(seen.contains("\r\nCookie: s=1\r\n") && seen.contains("\r\nContent-Length: 7\r\n"), "{seen}");
    }
}
