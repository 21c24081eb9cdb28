//! `cargo dev` as a process of its own.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Output, Stdio},
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
    /// What it printed until it was up.
    pub(crate) printed: Vec<String>,
}

impl Running {
    /// Starts it and waits for the line that holds `up`.
    pub(crate) fn start(args: &[&str], up: &str) -> Self {
        let child = cargo_dev(args).spawn().expect("the binary starts");
        let mut running = Self { child, printed: Vec::new() };
        let lines = BufReader::new(running.child.stdout.take().expect("its output is ours")).lines();
        for line in lines {
            let line = line.expect("it prints text");
            let is_up = line.contains(up);
            running.printed.push(line);
            if is_up {
                return running;
            }
        }
        panic!("it ended before it was up: {:?}", running.printed);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
