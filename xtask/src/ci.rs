//! `cargo xtask ci`: what must hold before a change is merged.

use std::{
    process::{Command, Stdio},
    time::Instant,
};

use crate::secrets;

/// One check: a program with its arguments and the environment it gets besides ours.
struct Step {
    line: &'static str,
    env: &'static [(&'static str, &'static str)],
}

/// The check whose output and logs are searched for secrets.
const TESTS: &str = "cargo test --workspace";

const STEPS: &[Step] = &[
    Step { line: "cargo fmt --all --check", env: &[] },
    Step { line: "cargo clippy --workspace --all-targets -- -D warnings", env: &[] },
];
const AFTER_TESTS: &[Step] =
    &[Step { line: "cargo doc --no-deps -p domain", env: &[("RUSTDOCFLAGS", "-D warnings")] }];

const DENY: Step = Step { line: "cargo deny check bans licenses sources", env: &[] };

/// Runs the checks, cheapest first.
///
/// # Errors
/// A line naming the first check that failed.
pub(crate) fn run() -> Result<(), String> {
    let begun = Instant::now();
    run_all(STEPS)?;
    secrets::run_and_search(TESTS)?;
    run_all(AFTER_TESTS)?;
    if has_cargo_deny() {
        run_all(&[DENY])?;
    } else {
        println!("xtask: SKIPPED `{}`: cargo-deny is not installed", DENY.line);
    }
    println!("xtask: all checks passed in {} s", begun.elapsed().as_secs());
    Ok(())
}

fn run_all(steps: &[Step]) -> Result<(), String> {
    steps.iter().try_for_each(run_step)
}

fn run_step(step: &Step) -> Result<(), String> {
    println!("xtask: {}", step.line);
    let begun = Instant::now();
    let mut words = step.line.split(' ');
    let status = Command::new(words.next().unwrap_or_default())
        .args(words)
        .envs(step.env.iter().copied())
        .status()
        .map_err(|error| format!("FAILED to start `{}`: {error}", step.line))?;
    let seconds = begun.elapsed().as_secs();
    if status.success() {
        println!("xtask: passed in {seconds} s: {}", step.line);
        Ok(())
    } else {
        Err(format!("FAILED after {seconds} s: `{}` ({status})", step.line))
    }
}

fn has_cargo_deny() -> bool {
    Command::new("cargo")
        .args(["deny", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Step = Step { line: "cargo --version", env: &[] };

    #[test]
    fn checks_that_pass_pass() {
        assert_eq!(run_all(&[GOOD, GOOD]), Ok(()));
    }

    #[test]
    fn the_first_check_that_fails_is_named_and_the_rest_is_left() {
        let bad = Step { line: "cargo no-such-subcommand", env: &[] };
        let never = Step { line: "no-such-program", env: &[] };
        let fault = run_all(&[GOOD, bad, never]).unwrap_err();
        assert!(fault.starts_with("FAILED after") && fault.contains("`cargo no-such-subcommand`"), "{fault}");
    }

    #[test]
    fn a_program_that_is_not_there_is_a_failure() {
        let missing = Step { line: "no-such-program", env: &[] };
        assert!(run_all(&[missing]).unwrap_err().starts_with("FAILED to start `no-such-program`"));
    }

    #[test]
    fn a_check_gets_its_own_environment() {
        let step = Step { line: "sh -c exit${IFS}$CODE", env: &[("CODE", "3")] };
        assert!(run_all(&[step]).unwrap_err().ends_with("(exit status: 3)"));
    }
}
