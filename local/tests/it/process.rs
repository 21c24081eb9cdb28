//! `cargo dev` as a process of its own.

use std::{
    io::{BufRead, BufReader, Lines, Read},
    process::{Child, ChildStdout, Command, Output, Stdio},
};

/// The binary with these arguments.
pub(crate) fn cargo_dev(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_local"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs it to its end, which it must come to by itself.
pub(crate) fn run(args: &[&str]) -> Output {
    cargo_dev(args).output().expect("the binary runs")
}

/// A running process, ended when dropped.
pub(crate) struct Running {
    child: Child,
    // Kept open: a process whose output nobody reads any more may not print.
    output: Lines<BufReader<ChildStdout>>,
    /// What it printed until it was up.
    pub(crate) printed: Vec<String>,
}

impl Running {
    /// Starts it and waits for the line that holds `up`.
    pub(crate) fn start(args: &[&str], up: &str) -> Self {
        let mut child = cargo_dev(args).spawn().expect("the binary starts");
        let output = BufReader::new(child.stdout.take().expect("its output is ours")).lines();
        let mut running = Self { child, output, printed: Vec::new() };
        while let Some(line) = running.output.next() {
            let line = line.expect("it prints text");
            let is_up = line.contains(up);
            running.printed.push(line);
            if is_up {
                return running;
            }
        }
        panic!("it ended before it was up: {:?}", running.printed);
    }

    /// Sends it a signal and waits for its end; gives what it printed after it was up.
    #[cfg(unix)]
    pub(crate) fn signal(mut self, name: &str) -> Output {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
        let status = self.child.wait().expect("it ends");
        let stdout = self.output.by_ref().map_while(Result::ok).collect::<String>().into_bytes();
        let mut stderr = Vec::new();
        self.child.stderr.take().expect("its errors are ours").read_to_end(&mut stderr).expect("readable");
        Output { status, stdout, stderr }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
