//! `cargo xtask lambda-watch`: the functions as Lambda would start them, behind the router of the root Cargo.toml, on the embedded
//! database of `cargo dev --backend-only`. Shows that the two hosts serve the same paths.

mod backend;
mod http;

use std::{
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use self::{
    backend::Backend,
    http::{Answer, Call},
};
use crate::{
    background::{Background, POLL},
    port::free_port,
};

/// How long the functions may take to answer for the first time, building included.
const PATIENCE: Duration = Duration::from_mins(10);
/// A sample user of `cargo dev`.
const OFFICER: &str = r#"{"user_name": "tokyo", "password": "Haifu-2026"}"#;
const SIGN_IN: &str = r#"{"user_name": "tokyo-hospital", "password": "Haifu-2026"}"#;

const SIGNED_OUT: Call<'static> = Call { method: "GET", path: "/api/policy", cookie: None, body: None };

/// Starts everything, calls it and stops everything.
///
/// # Errors
/// A line saying what did not start or answered wrongly.
pub(crate) fn run() -> Result<(), String> {
    build()?;
    let backend = Backend::start()?;
    let port = free_port()?;
    let mut watch = Background::start("cargo lambda watch", watch_command(port).envs(backend.env.clone()))?;
    wait_until_ready(port, &mut watch)?;
    walk(port)?;
    println!("xtask: the functions answer behind cargo lambda watch");
    Ok(())
}

/// Builds beforehand, so that a compiler error is shown as one and is not taken for a server that does not start.
fn build() -> Result<(), String> {
    let status = Command::new("cargo")
        .args(["build", "--workspace", "--bins"])
        .status()
        .map_err(|error| format!("cannot start cargo build: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("cargo build --workspace --bins failed ({status})")) }
}

fn watch_command(port: u16) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["lambda", "watch", "--ignore-changes", "--disable-cors", "-A", "127.0.0.1", "-P"])
        .arg(port.to_string());
    command
}

fn wait_until_ready(port: u16, watch: &mut Background) -> Result<(), String> {
    let begun = Instant::now();
    loop {
        watch.check_running()?;
        let last = match SIGNED_OUT.send(port) {
            Ok(answer) if answer.status == 200 => return Ok(()),
            Ok(answer) => format!("{} {}", answer.status, answer.body),
            Err(error) => error.to_string(),
        };
        if begun.elapsed() > PATIENCE {
            return Err(format!(
                "cargo lambda watch did not get ready in {} s; last answer: {last}",
                PATIENCE.as_secs()
            ));
        }
        sleep(POLL);
    }
}

/// Signs in and reads through three functions.
fn walk(port: u16) -> Result<(), String> {
    let facility = sign_in(port, SIGN_IN)?;
    for path in ["/api/session", "/api/requests", "/api/surveys"] {
        expect_success(port, get(path, &facility))?;
    }
    let draft = Call { method: "POST", path: "/api/requests", cookie: Some(&facility), body: None };
    let draft = expect_success(port, draft)?;
    let id = draft.body.split('"').nth(3).ok_or("a draft has no id")?;
    expect_success(port, get(&format!("/api/requests/{id}"), &facility))?;
    expect_success(port, SIGNED_OUT)?;
    walk_export(port)
}

/// The host must pass a file on byte by byte: Windows-31J stays Windows-31J, and UTF-8 keeps its byte order mark.
fn walk_export(port: u16) -> Result<(), String> {
    let officer = sign_in(port, OFFICER)?;
    let shift_jis = expect_success(port, get("/api/reports/requests/csv?encoding=shift_jis", &officer))?.body;
    // Read as UTF-8, Windows-31J is nothing but replacement characters.
    if shift_jis.contains("要請番号") || !shift_jis.contains('\u{FFFD}') {
        return Err("the export in Windows-31J did not arrive as it was sent".to_owned());
    }
    let utf_8 = expect_success(port, get("/api/reports/requests/csv?encoding=utf_8", &officer))?.body;
    if !utf_8.contains("\u{FEFF}\"要請番号\"") {
        return Err("the export in UTF-8 did not arrive as it was sent".to_owned());
    }
    Ok(())
}

fn sign_in(port: u16, user: &'static str) -> Result<String, String> {
    let call = Call { method: "POST", path: "/api/session", cookie: None, body: Some(user) };
    expect_success(port, call)?.cookie.ok_or_else(|| "signing in set no cookie".to_owned())
}

fn get<'a>(path: &'a str, cookie: &'a str) -> Call<'a> {
    Call { method: "GET", path, cookie: Some(cookie), body: None }
}

fn expect_success(port: u16, call: Call) -> Result<Answer, String> {
    let Call { method, path, .. } = call;
    let answer = call.send(port).map_err(|error| format!("{method} {path}: {error}"))?;
    println!("xtask: {method} {path} → {}", answer.status);
    if (200..300).contains(&answer.status) {
        Ok(answer)
    } else {
        Err(format!("{method} {path} answered {}: {}", answer.status, answer.body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_not_a_success_stops_the_walk() {
        use std::{
            io::{Read, Write},
            net::{Ipv4Addr, TcpListener},
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut seen = Vec::new();
            while !seen.ends_with(SIGN_IN.as_bytes()) {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                seen.push(byte[0]);
            }
            stream.write_all(b"HTTP/1.1 401 Unauthorized\r\n\r\nno").unwrap();
        });
        assert_eq!(walk(port), Err("POST /api/session answered 401: no".to_owned()));
        server.join().unwrap();
    }

    #[test]
    fn a_watch_that_ends_is_not_waited_for() {
        let mut watch = Background::start("watch", &mut Command::new("true")).unwrap();
        assert_eq!(
            wait_until_ready(free_port().unwrap(), &mut watch),
            Err("watch ended early (exit status: 0)".to_owned())
        );
    }
}
