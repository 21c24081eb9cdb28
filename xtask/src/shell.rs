//! Running programs: what is run is said, and the first that fails ends the chore.

use std::process::Command;

/// Says the command and runs it.
///
/// # Errors
/// One line: it did not start, or did not succeed.
pub(crate) fn run_to_success(command: &mut Command) -> Result<(), String> {
    let line = line(command);
    println!("xtask: {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("FAILED: `{line}` ({status})")),
        Err(error) => Err(format!("cannot start `{line}`: {error}")),
    }
}

/// Says the command, runs it and gives what it wrote.
///
/// # Errors
/// As [`run_to_success`].
pub(crate) fn run_for_output(command: &mut Command) -> Result<String, String> {
    let line = line(command);
    println!("xtask: {line}");
    let done = command.output().map_err(|error| format!("cannot start `{line}`: {error}"))?;
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(format!("FAILED: `{line}` ({}): {}", done.status, String::from_utf8_lossy(&done.stderr).trim()))
    }
}

/// A command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| quoted(&word.to_string_lossy())).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain =
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./=:,@+%".contains(&b));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_said_as_one_would_type_it() {
        let mut command = Command::new("aws");
        command.args(["s3", "sync", "--cache-control", "public, max-age=1", "it's", ""]);
        assert_eq!(line(&command), r"aws s3 sync --cache-control 'public, max-age=1' 'it'\''s' ''");
    }

    #[test]
    fn a_program_that_fails_is_named() {
        assert_eq!(
            run_to_success(&mut Command::new("false")),
            Err("FAILED: `false` (exit status: 1)".to_owned())
        );
        let fault = run_to_success(&mut Command::new("no-such-program")).unwrap_err();
        assert!(fault.starts_with("cannot start `no-such-program`: "), "{fault}");
    }

    #[test]
    fn output_is_given_and_what_failed_says_why() {
        assert_eq!(run_for_output(Command::new("echo").arg("out")), Ok("out\n".to_owned()));
        let fault = run_for_output(Command::new("sh").args(["-c", "echo no >&2; exit 3"])).unwrap_err();
        assert!(fault.ends_with("(exit status: 3): no"), "{fault}");
    }
}
