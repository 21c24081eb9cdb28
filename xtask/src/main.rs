//! The project's own chores, in Rust so that they need nothing but cargo: `cargo xtask <chore>`.

mod admin;
mod background;
mod ci;
mod lambda_watch;
mod secrets;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The chores of the Haifu repository.
#[derive(Parser)]
#[command(name = "cargo xtask", about, disable_version_flag = true)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run every check in order and stop at the first that fails.
    Ci,
    /// Serve the functions with `cargo lambda watch` on the embedded database and call them; needs cargo-lambda on the PATH.
    LambdaWatch,
    /// What an operator does at the table itself.
    #[command(subcommand)]
    Admin(admin::Task),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().chore {
        Chore::Ci => ci::run(),
        Chore::LambdaWatch => lambda_watch::run(),
        Chore::Admin(task) => admin::run(task),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
