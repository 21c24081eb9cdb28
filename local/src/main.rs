//! `cargo dev`.

use std::process::ExitCode;

use local::{Args, Refusal, serve};

/// Nothing was started: an option, the port or the data folder has to be mended first.
const NOT_STARTED: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let args = match Args::read(std::env::args_os()) {
        Ok(args) => args,
        Err(Refusal::Help(text)) => {
            print!("{text}");
            return ExitCode::SUCCESS;
        }
        Err(Refusal::Wrong(line)) => return not_started(&line),
    };
    web::init_tracing(&args.log);
    match serve(&args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => not_started(&error.to_string()),
    }
}

fn not_started(line: &str) -> ExitCode {
    eprintln!("{line}");
    ExitCode::from(NOT_STARTED)
}
