//! The project's own chores, in Rust so that they need nothing but cargo: `cargo xtask <chore>`.

mod admin;
mod background;
mod check_infra;
mod ci;
mod deploy;
mod lambda_watch;
mod package;
mod port;
mod python;
mod rehearse;
mod screenshots;
mod secrets;
mod shell;

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
    /// Prove about infra/ what can be proved without an account; needs Python 3.11.
    CheckInfra,
    /// Print what infra/ is compared with.
    #[command(hide = true)]
    InfraFacts,
    /// Build, check and zip the functions for Lambda; needs Python 3.11.
    Package(package::Options),
    /// Deploy the packages and the pages; needs Python 3.11, the AWS CLI and its credentials.
    Deploy(deploy::Options),
    /// Deploy on an emulator of AWS and drive the main job through it; needs Python 3.11.
    Rehearse(rehearse::Options),
    /// Take pictures of every screen in its main states at three widths; needs chromedriver and Chromium.
    Screenshots(screenshots::Options),
    /// What an operator does at the table itself.
    #[command(subcommand)]
    Admin(admin::Task),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().chore {
        Chore::Ci => ci::run(),
        Chore::LambdaWatch => lambda_watch::run(),
        Chore::CheckInfra => check_infra::run(),
        Chore::InfraFacts => {
            check_infra::print_facts();
            Ok(())
        }
        Chore::Package(options) => package::run(&options),
        Chore::Deploy(options) => deploy::run(&options),
        Chore::Rehearse(options) => rehearse::run(&options),
        Chore::Screenshots(options) => screenshots::run(&options),
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
