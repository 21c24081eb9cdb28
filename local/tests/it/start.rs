//! Starting, and every way in which that fails: one clear line and exit code 2.

use std::net::TcpListener;

use crate::process::{Running, run};

#[track_caller]
fn check_refused(args: &[&str], says: &str) {
    let output = run(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
    assert!(stderr.contains(says), "{args:?}: {stderr}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_port_that_is_taken_is_told_in_one_line() {
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = holder.local_addr().unwrap().port().to_string();
    check_refused(&["--port", &port], &format!("ポート{port}を使えません"));
    assert_eq!(String::from_utf8_lossy(&run(&["--port", &port]).stderr).trim().lines().count(), 1);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_in_one_line() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let below = file.path().join("data");
    let below = below.to_str().unwrap();
    check_refused(&["--port", "0", "--data", below], below);
    assert_eq!(
        String::from_utf8_lossy(&run(&["--port", "0", "--data", below]).stderr).trim().lines().count(),
        1
    );
}

#[test]
fn options_that_do_not_exist_or_fit_are_refused() {
    check_refused(&["--fast"], "unexpected argument '--fast'");
    check_refused(&["--clock", "tomorrow"], "write it as 2026-11-20T13:05:00+09:00");
    check_refused(&["--port", "70000"], "--port");
    check_refused(&["--backend-only", "--demand-trace"], "cannot be used with");
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
    let running = Running::start(&["--backend-only"], "ready");
    let setting = |name: &str| {
        let line = running.printed.iter().find_map(|line| line.strip_prefix(&format!("export {name}='")));
        line.map(|line| line.trim_end_matches('\'').to_owned())
    };
    assert!(web::Config::read(setting).is_ok(), "the functions can start with it: {:?}", running.printed);
    assert!(setting("AWS_ENDPOINT_URL_DYNAMODB").is_some_and(|url| url.starts_with("http://127.0.0.1:")));
    assert!(setting("AWS_ENDPOINT_URL_SESV2").is_some_and(|url| url.starts_with("http://127.0.0.1:")));
}
