//! Starting, and every way in which that fails: one clear line and exit code 2.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
};

use crate::process::{Running, run};

#[track_caller]
fn check_refused(args: &[&str], says: &str) {
    let output = run(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
    assert!(stderr.contains(says), "{args:?}: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{args:?}: {stderr}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_port_that_is_taken_is_told_in_one_line() {
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = holder.local_addr().unwrap().port().to_string();
    check_refused(&["--port", &port], &format!("ポート{port}を使えません"));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_in_one_line() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let below = file.path().join("data");
    let below = below.to_str().unwrap();
    check_refused(&["--port", "0", "--data", below], below);
    check_refused(&["--backend-only", "--data", below], below);
}

#[test]
fn options_that_do_not_exist_or_fit_are_refused_in_one_line() {
    check_refused(&["--fast"], "unexpected argument '--fast'");
    check_refused(&["fast"], "unexpected argument 'fast'");
    check_refused(&["--clock", "tomorrow"], "write it as 2026-11-20T13:05:00+09:00");
    check_refused(&["--clock", "2026-02-30T13:05:00+09:00"], "write it as 2026-11-20T13:05:00+09:00");
    check_refused(&["--port", "70000"], "--port");
    check_refused(&["--data"], "--data");
    check_refused(
        &["--backend-only", "--demand-trace", "--clock", "2026-11-20T13:05:00+09:00"],
        "cannot be used with",
    );
}

#[test]
fn help_is_no_failure() {
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8_lossy(&output.stdout);
    for option in ["--port", "--data", "--clock", "--demand-trace", "--backend-only", "--log"] {
        assert!(told.contains(option), "{option}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_quietly_when_it_is_asked_to() {
    for signal in ["INT", "TERM"] {
        for (args, up) in [(["--port", "0"].as_slice(), "how to go on"), (&["--backend-only"], "# ready")] {
            let ended = Running::start(args, up).signal(signal);
            assert_eq!(ended.status.code(), Some(0), "{args:?} {signal}");
            assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{args:?} {signal}");
        }
    }
}

#[test]
fn it_tells_the_address_the_users_and_how_to_go_on() {
    let running = Running::start(&["--port", "0"], "how to go on");
    let printed = running.printed.join("\n");
    for word in [
        "http://127.0.0.1:",
        "Haifu-2026",
        "tokyo-hospital",
        "tokyo-dental",
        "osaka",
        "ministry",
        "/dev/mail",
        "README.md",
    ] {
        assert!(printed.contains(word), "{word}: {printed}");
    }
}

#[test]
fn the_backend_alone_prints_the_environment_of_the_functions() {
    let running = Running::start(&["--backend-only"], "# ready");
    let setting = |name: &str| {
        let line = running.printed.iter().find_map(|line| line.strip_prefix(&format!("export {name}='")));
        line.map(|line| line.trim_end_matches('\'').to_owned())
    };
    let sample = web::Config::sample("http://127.0.0.1:9000", "haifu");
    assert!(web::Config::read(setting) == Ok(sample), "{:?}", running.printed);
    for name in ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SESV2"] {
        assert!(setting(name).is_some_and(|url| url.starts_with("http://127.0.0.1:")), "{name}");
    }
    for name in ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
        assert!(setting(name).is_some(), "{name}");
    }
}

#[test]
fn the_backend_alone_shows_its_mails() {
    let running = Running::start(&["--backend-only"], "# ready");
    let mails = running.printed.iter().find_map(|line| line.strip_prefix("# mails: http://")).unwrap();
    let (host, path) = mails.split_once('/').unwrap();
    let mut connection = TcpStream::connect(host).unwrap();
    write!(connection, "GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("まだ送信されたメールはありません"),
        "{answer}"
    );
}
