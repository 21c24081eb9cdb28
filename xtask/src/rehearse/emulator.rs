//! The emulator of AWS, written by others: `ministack` from Python's registry, with authorisation on.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use super::{api::Api, clock::Clock};
use crate::{
    background::{Background, POLL},
    port::free_port,
    python::REHEARSAL,
};

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_mins(1);
/// Root of the emulator's account. `cargo xtask admin --endpoint` uses the same.
const ROOT: &str = "local";
/// The functions' region.
const REGION: &str = "ap-northeast-1";

/// A running emulator with a state of its own; stopped when dropped.
pub(super) struct Emulator {
    pub(super) port: u16,
    process: Background,
}

impl Emulator {
    /// Starts one on a free port, with that clock. Its log and everything it keeps go into `folder`, which is emptied.
    ///
    /// # Errors
    /// One line when it does not start or does not get ready.
    pub(super) async fn start(folder: &Path, clock: &Clock) -> Result<Self, String> {
        REHEARSAL.prepare()?;
        let told = |error: std::io::Error| format!("cannot make {}: {error}", folder.display());
        drop(fs::remove_dir_all(folder));
        fs::create_dir_all(folder).map_err(told)?;
        let folder = folder.canonicalize().map_err(told)?;
        let port = free_port()?;
        let log = File::create(log(&folder)).map_err(told)?;
        let errors = log.try_clone().map_err(told)?;
        let mut command = command(port, &folder);
        clock.show(&mut command);
        let process = Background::start("the emulator", command.stdout(log).stderr(errors))?;
        let mut emulator = Self { port, process };
        emulator.wait_until_ready().await.map_err(|fault| format!("{fault}; see {}", log_of(&folder)))?;
        Ok(emulator)
    }

    /// Where it answers.
    pub(super) fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    async fn wait_until_ready(&mut self) -> Result<(), String> {
        let emulator = Api::new(self.port, &format!("127.0.0.1:{}", self.port), None).stranger();
        let begun = Instant::now();
        loop {
            self.process.check_running()?;
            let last = match emulator.get("/_ministack/ready").await {
                Ok(answer) if answer.status == 200 => return Ok(()),
                Ok(answer) => format!("status {}", answer.status),
                Err(error) => error,
            };
            if begun.elapsed() > PATIENCE {
                return Err(format!("the emulator did not get ready in {} s: {last}", PATIENCE.as_secs()));
            }
            tokio::time::sleep(POLL).await;
        }
    }
}

fn log(folder: &Path) -> PathBuf {
    folder.join("emulator.log")
}

fn log_of(folder: &Path) -> String {
    log(folder).display().to_string()
}

/// Everything it keeps stays in the folder, nothing listens but on this machine, and the account's root is known.
fn command(port: u16, folder: &Path) -> Command {
    let mut command = Command::new(REHEARSAL.program("ministack"));
    command
        .env("AUTH", "true")
        .env("CLOUDTRAIL_RECORDING", "1")
        .env("IOT_MTLS_ENABLED", "0")
        .env("BIND_HOST", "127.0.0.1")
        .env("GATEWAY_PORT", port.to_string())
        .env("STATE_DIR", folder.join("state"))
        .env("TMPDIR", folder)
        .env("MINISTACK_REGION", REGION)
        .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"));
    as_root(&mut command);
    command
}

/// Lets a program call the emulator as the account's root, and no real account.
pub(super) fn as_root(command: &mut Command) {
    command
        .env("AWS_ACCESS_KEY_ID", ROOT)
        .env("AWS_SECRET_ACCESS_KEY", ROOT)
        .env("AWS_DEFAULT_REGION", REGION)
        .env("NO_PROXY", "127.0.0.1,localhost")
        .env_remove("AWS_SESSION_TOKEN")
        .env_remove("AWS_PROFILE");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_emulator_that_ends_is_not_waited_for() {
        let process = Background::start("the emulator", &mut Command::new("true")).unwrap();
        let mut emulator = Emulator { port: free_port().unwrap(), process };
        let fault = emulator.wait_until_ready().await.unwrap_err();
        assert_eq!(fault, "the emulator ended early (exit status: 0)");
    }

    #[test]
    fn it_asks_for_permissions_and_keeps_everything_in_its_folder() {
        let command = command(1, Path::new("/x"));
        let env: Vec<_> =
            command.get_envs().filter_map(|(name, value)| Some((name.to_str()?, value?.to_str()?))).collect();
        for wanted in
            [("AUTH", "true"), ("BIND_HOST", "127.0.0.1"), ("STATE_DIR", "/x/state"), ("TMPDIR", "/x")]
        {
            assert!(env.contains(&wanted), "{wanted:?} is not in {env:?}");
        }
    }
}
