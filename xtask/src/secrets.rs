//! The tests once more as a search: what they print and what the system logs meanwhile must hold no secret (SPEC 2, 10).
//!
//! The tests use passwords, hashes and opinions that can be recognised, the canaries; tokens begin with a prefix of their own.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::Instant,
};

/// What the tests plant, a line each.
const CANARIES: &str = include_str!("../../shared/testbed/canaries.txt");
/// How tokens of sessions and of mailed links begin, and how many characters follow at least.
const TOKENS: [&str; 2] = [web::SESSION_TOKEN, web::LINK_TOKEN];
const TOKEN_CHARS: usize = 43;
/// A line that every call leaves in the log: without it nothing was searched.
const SIGN_OF_LIFE: &str = "answered";

/// Runs the tests, then searches their output and the logs.
///
/// # Errors
/// One line: the tests failed, or the first line that holds a secret.
pub(crate) fn run_and_search(line: &str) -> Result<(), String> {
    let folder = PathBuf::from("target/test-logs");
    let told = |error: std::io::Error| format!("cannot keep the tests' output: {error}");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).map_err(told)?;
    let folder = folder.canonicalize().map_err(told)?;
    println!("xtask: {line}");
    let begun = Instant::now();
    run(line, &folder)?;
    println!("xtask: passed in {} s: {line}", begun.elapsed().as_secs());
    let logs = fs::read_to_string(folder.join("log.jsonl")).map_err(told)?;
    if !logs.contains(SIGN_OF_LIFE) {
        return Err("the tests left no log to search".to_owned());
    }
    let output = fs::read_to_string(folder.join("output.txt")).map_err(told)?;
    for (name, text) in [("log", &logs), ("output", &output)] {
        if let Some(found) = first_secret(text) {
            return Err(format!("a secret is in the tests' {name}: {found}"));
        }
    }
    println!("xtask: passed: {} lines of logs hold no secret", logs.lines().count());
    Ok(())
}

fn run(line: &str, folder: &Path) -> Result<(), String> {
    let kept = File::create(folder.join("output.txt")).map_err(|error| error.to_string())?;
    let kept = Arc::new(Mutex::new(kept));
    let mut words = line.split(' ');
    let mut child = Command::new(words.next().unwrap_or_default())
        .args(words)
        .env("HAIFU_TEST_LOG", folder.join("log.jsonl"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("FAILED to start `{line}`: {error}"))?;
    let streams: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|stream| Box::new(stream) as Box<dyn Read + Send>),
        child.stderr.take().map(|stream| Box::new(stream) as Box<dyn Read + Send>),
    ];
    let readers: Vec<_> =
        streams.into_iter().flatten().map(|stream| pass_on(stream, Arc::clone(&kept))).collect();
    let status = child.wait().map_err(|error| error.to_string())?;
    for reader in readers {
        reader.join().map_err(|_| "the tests' output could not be read to its end".to_owned())?;
    }
    if status.success() { Ok(()) } else { Err(format!("FAILED: `{line}` ({status})")) }
}

/// Shows each line as it comes, and keeps it.
fn pass_on(stream: Box<dyn Read + Send>, kept: Arc<Mutex<File>>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            println!("{}", String::from_utf8_lossy(&line));
            if let Ok(mut kept) = kept.lock() {
                drop(kept.write_all(&line).and_then(|()| kept.write_all(b"\n")));
            }
        }
    })
}

/// The first line that holds a canary or a token, cut short.
fn first_secret(text: &str) -> Option<String> {
    let canaries: Vec<&str> = CANARIES.lines().filter(|line| !line.is_empty()).collect();
    let held = |line: &&str| canaries.iter().any(|canary| line.contains(canary)) || holds_token(line);
    text.lines().find(held).map(|line| line.chars().take(300).collect())
}

fn holds_token(line: &str) -> bool {
    TOKENS.iter().any(|prefix| {
        line.match_indices(prefix).any(|(at, _)| {
            let rest = line[at + prefix.len()..].bytes();
            rest.take_while(|b| b.is_ascii_alphanumeric() || b"-_".contains(b)).count() >= TOKEN_CHARS
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_secret_is_found() {
        let token = "x".repeat(TOKEN_CHARS);
        for secret in [
            r#"{"message":"body {\"password\":\"Haifu-2026\"}"}"#.to_owned(),
            "hash $argon2id$v=19$m=19456".to_owned(),
            "opinion 卸2社とも欠品と確認".to_owned(),
            format!("cookie haifu_session=hs_{token}"),
            format!("https://haifu.example/reset.html#hl_{token}"),
        ] {
            let found = first_secret(&format!("a line\n{secret}\nanother"));
            assert_eq!(found.as_deref(), Some(secret.as_str()));
        }
    }

    #[test]
    fn ordinary_lines_are_no_secrets() {
        for line in [
            "answered path=/api/password-resets/{token} status=204",
            "test paths_with_hs_and_hl_in_them ... ok",
            "",
        ] {
            assert_eq!(first_secret(line), None, "{line}");
        }
    }
}
