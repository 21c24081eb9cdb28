//! `cargo xtask lambda-watch`: the functions as Lambda would start them, behind the router of the root Cargo.toml, on the embedded
//! database of `cargo dev --backend-only`. Shows that the two hosts serve the same paths.

mod backend;
mod http;

use std::{
    net::{Ipv4Addr, TcpListener},
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use self::{
    backend::Backend,
    http::{Answer, Call},
};
use crate::background::{Background, POLL};

/// How long the functions may take to answer for the first time, building included.
const PATIENCE: Duration = Duration::from_mins(10);
/// A sample user of `cargo dev`.
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

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("no free port: {error}"))
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
    let sign_in = Call { method: "POST", path: "/api/session", cookie: None, body: Some(SIGN_IN) };
    let cookie = expect_success(port, sign_in)?.cookie.ok_or("signing in set no cookie")?;
    for path in ["/api/session", "/api/requests", "/api/surveys"] {
        expect_success(port, Call { method: "GET", path, cookie: Some(&cookie), body: None })?;
    }
    expect_success(port, SIGNED_OUT)?;
    Ok(())
}

fn expect_success(port: u16, call: Call) -> Result<Answer, String> {
    let Call { method, path, .. } = call;
    let answer = call.send(port).map_err(|error| format!("{method} {path}: {error}"))?;
    println!("xtask: {method} {path} → {}", answer.status);
    if answer.status == 200 {
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
        use std::io::{Read, Write};
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
