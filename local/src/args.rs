//! The command line of `cargo dev`.

use std::path::PathBuf;

use chrono::DateTime;
use clap::Parser;
use domain::time::Instant;

/// The whole system on this machine, with sample data. Listens on 127.0.0.1 only.
#[derive(Debug, Clone, Parser)]
#[command(name = "cargo dev", about)]
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
    /// What is logged, such as info or warn,local=debug.
    #[arg(long, default_value = "warn", value_name = "FILTER")]
    pub log: String,
}

fn instant(text: &str) -> Result<Instant, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .map_err(|_| "write it as 2026-11-20T13:05:00+09:00".to_owned())
}
