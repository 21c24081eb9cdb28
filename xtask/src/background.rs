//! Programs that run beside the chore and are stopped with it, whatever way it ends.

use std::{
    os::unix::process::CommandExt,
    process::{Child, ChildStdout, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long a program may take to end once asked to.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often a program or a server is looked at while waiting for it.
pub(crate) const POLL: Duration = Duration::from_millis(200);

/// A running program with everything it starts; stopped when dropped.
pub(crate) struct Background {
    name: &'static str,
    child: Child,
}

impl Background {
    /// Starts the program as the leader of its own process group. Its standard input is closed.
    ///
    /// # Errors
    /// A line saying why it did not start.
    pub(crate) fn start(name: &'static str, command: &mut Command) -> Result<Self, String> {
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("cannot start {name}: {error}"))?;
        Ok(Self { name, child })
    }

    /// What the program writes, if it was started with a piped standard output and nobody took it yet.
    pub(crate) fn take_stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// Makes sure that the program still runs.
    ///
    /// # Errors
    /// A line with its exit status when it has ended.
    pub(crate) fn check_running(&mut self) -> Result<(), String> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(format!("{} ended early ({status})", self.name)),
            Err(error) => Err(format!("cannot look at {}: {error}", self.name)),
        }
    }

    fn ends_within(&mut self, patience: Duration) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            if self.check_running().is_err() {
                return true;
            }
            sleep(POLL);
        }
        false
    }

    /// Sends a signal to the program and its children. std has no way to, and `unsafe` is forbidden.
    fn signal(&self, signal: &str) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.signal("-TERM");
        if !self.ends_within(PATIENCE) {
            eprintln!("xtask: {} does not end by itself; killed", self.name);
        }
        // Children that outlive a leader that has ended already go with it.
        self.signal("-KILL");
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_program_is_gone_with_its_children() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "tail -f /dev/null & echo $!; wait"]).stdout(Stdio::piped());
        let mut background = Background::start("a shell", &mut shell).unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(
            &mut std::io::BufReader::new(background.take_stdout().unwrap()),
            &mut line,
        )
        .unwrap();
        assert_eq!(background.check_running(), Ok(()));
        let leader = background.child.id();
        drop(background);
        for pid in [leader.to_string(), line.trim().to_owned()] {
            assert!(!is_alive(&pid), "{pid}");
        }
    }

    /// A killed child nobody has reaped yet is a zombie, which counts as gone.
    fn is_alive(pid: &str) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['Z', 'X']))
    }

    #[test]
    fn a_program_that_ended_is_reported() {
        let mut background = Background::start("true", &mut Command::new("true")).unwrap();
        assert!(background.ends_within(PATIENCE));
        assert_eq!(background.check_running(), Err("true ended early (exit status: 0)".to_owned()));
    }

    #[test]
    fn a_program_that_is_not_there_is_reported() {
        let fault = Background::start("nothing", &mut Command::new("no-such-program")).err().unwrap();
        assert!(fault.starts_with("cannot start nothing: "), "{fault}");
    }
}
