//! The command line of `cargo dev`.

use std::{ffi::OsString, path::PathBuf};

use chrono::DateTime;
use clap::{Parser, error::ErrorKind};
use domain::time::Instant;

/// Errors, and warnings of the crates that have any to give: the emulator warns of every condition a write did not meet, which here is
/// how rules are kept.
const OUR_WARNINGS: &str = "error,deadline_check=warn,mailer=warn";

/// The whole system on this machine, with sample data. Listens on 127.0.0.1 only.
#[derive(Debug, Clone, Parser)]
#[command(name = "cargo dev", bin_name = "cargo dev", about)]
pub struct Args {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 3000)]
    pub port: u16,
    /// Folder to keep the data in; in memory otherwise.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where the clock begins, such as 2026-11-20T13:05:00+09:00; it runs on from there.
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub clock: Option<Instant>,
    /// Plays 1,807 real requests of 2020 into the running system.
    #[arg(long)]
    pub demand_trace: bool,
    /// Only database and mail service, for `cargo lambda watch`; prints the environment for it.
    #[arg(long, conflicts_with_all = ["demand_trace", "clock"])]
    pub backend_only: bool,
    /// What is logged, such as info or warn,notify=debug.
    #[arg(long, default_value = OUR_WARNINGS, value_name = "FILTER")]
    pub log: String,
}

impl Args {
    /// Reads a command line, the program's name first.
    ///
    /// # Errors
    /// What to print instead of starting: the help that was asked for, or what is wrong with the options in one line.
    pub fn read(line: impl IntoIterator<Item = OsString>) -> Result<Self, Refusal> {
        Self::try_parse_from(line).map_err(|error| {
            let text = error.render().to_string();
            match error.kind() {
                ErrorKind::DisplayHelp => Refusal::Help(text),
                _ => Refusal::Wrong(one_line(&text)),
            }
        })
    }
}

/// Why nothing is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Help was asked for: its text.
    Help(String),
    /// An option is unknown or cannot have that value: one line.
    Wrong(String),
}

/// Clap's first paragraph says what is wrong; usage and tips follow after an empty line.
fn one_line(text: &str) -> String {
    let told = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    format!("{told} (cargo dev --help)")
}

fn instant(text: &str) -> Result<Instant, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .map_err(|_| "write it as 2026-11-20T13:05:00+09:00".to_owned())
}
