//! `cargo dev`.

use std::process::ExitCode;

use clap::Parser;
use local::{Args, serve};

#[tokio::main]
async fn main() -> ExitCode {
    // An unknown option ends here, with a message and exit code 2.
    let args = Args::parse();
    web::init_tracing(&args.log);
    match serve(&args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
