//! The embedded database and mail endpoint, as `cargo dev --backend-only` starts them, and the settings it prints.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use crate::background::Background;

/// The line after which everything is up.
const READY: &str = "# ready";
/// How long the backend may take; building is done before.
const PATIENCE: Duration = Duration::from_mins(1);

/// The running backend with the environment the functions need to reach it.
pub(super) struct Backend {
    /// Names and values, in the order printed.
    pub(super) env: Vec<(String, String)>,
    _process: Background,
}

impl Backend {
    /// Starts the backend and waits until it says that it is ready.
    ///
    /// # Errors
    /// A line saying what went wrong.
    pub(super) fn start() -> Result<Self, String> {
        let mut command = Command::new("cargo");
        command.args(["dev", "--backend-only"]).stdout(Stdio::piped());
        let mut process = Background::start("cargo dev --backend-only", &mut command)?;
        let stdout = process.take_stdout().ok_or("cargo dev has no standard output")?;
        let env = read_env(&lines_of(stdout), PATIENCE)?;
        Ok(Self { env, _process: process })
    }
}

/// The lines of a stream as they come. The thread reads on to the end, so that the writer never meets a closed pipe.
fn lines_of(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}

/// Collects `export NAME=value` lines up to the ready line; other lines are for people.
fn read_env(lines: &Receiver<String>, patience: Duration) -> Result<Vec<(String, String)>, String> {
    let mut env = Vec::new();
    loop {
        let line = lines.recv_timeout(patience).map_err(|error| match error {
            RecvTimeoutError::Timeout => "cargo dev --backend-only did not get ready in time".to_owned(),
            RecvTimeoutError::Disconnected => "cargo dev --backend-only ended before it was ready".to_owned(),
        })?;
        if line.trim() == READY {
            return Ok(env);
        }
        env.extend(parse_export(&line));
    }
}

/// `export NAME=value` or `export NAME='value'`.
fn parse_export(line: &str) -> Option<(String, String)> {
    let (name, value) = line.trim().strip_prefix("export ")?.split_once('=')?;
    let bare = ['\'', '"'].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    Some((name.to_owned(), bare.unwrap_or(value).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, &str)>) {
        assert_eq!(parse_export(line), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn exported_settings_are_read() {
        check("export AWS_REGION=ap-northeast-1", Some(("AWS_REGION", "ap-northeast-1")));
        check("export HAIFU_OFFICE='Haifu運用事務局'", Some(("HAIFU_OFFICE", "Haifu運用事務局")));
        check("export URL=\"http://127.0.0.1:1/?a=b\"", Some(("URL", "http://127.0.0.1:1/?a=b")));
        check("export EMPTY=", Some(("EMPTY", "")));
        check("listening on 127.0.0.1:3000", None);
        check("export NAME", None);
    }

    #[test]
    fn settings_end_at_the_ready_line() {
        let lines = lines_of("hello\nexport A=1\nexport B=2\n# ready\nexport C=3\n".as_bytes());
        let env = read_env(&lines, PATIENCE).unwrap();
        assert_eq!(env, [("A".to_owned(), "1".to_owned()), ("B".to_owned(), "2".to_owned())]);
    }

    #[test]
    fn a_backend_that_ends_or_hangs_is_told_apart() {
        let ended = read_env(&lines_of("export A=1\n".as_bytes()), PATIENCE).unwrap_err();
        assert_eq!(ended, "cargo dev --backend-only ended before it was ready");
        let (_open, receiver) = mpsc::channel();
        let hangs = read_env(&receiver, Duration::from_millis(1)).unwrap_err();
        assert_eq!(hangs, "cargo dev --backend-only did not get ready in time");
    }
}
