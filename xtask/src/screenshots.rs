//! `cargo xtask screenshots`: a picture of every screen in its main states at three widths, taken by the browser tests as they walk through
//! them: `target/screenshots/<width>/<role>-<screen>-<state>.png`. With `--figures` also those of the users' guides, in their place.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use clap::Args;

use crate::shell::run_to_success;

const FOLDER: &str = "target/screenshots";
const FIGURES: &str = "docs/guide/images";

/// Which pictures.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Take the figures of the users' guides anew as well.
    #[arg(long)]
    figures: bool,
}

/// Takes the pictures anew; those of before go away.
///
/// # Errors
/// One line; a test that failed has said why.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    if Path::new(FOLDER).exists() {
        fs::remove_dir_all(FOLDER).map_err(|error| format!("cannot remove {FOLDER}: {error}"))?;
    }
    let mut tests = Command::new("cargo");
    tests
        .args(["test", "-p", "tests", "--test", "browser", "screens::"])
        .env("HAIFU_SCREENSHOTS", place(FOLDER)?)
        // Without a browser there would be no pictures, and nobody would be told.
        .env("HAIFU_BROWSERS", "required");
    if options.figures {
        tests.env("HAIFU_FIGURES", place(FIGURES)?);
    }
    run_to_success(&mut tests)?;
    println!("xtask: the pictures are in {FOLDER}");
    Ok(())
}

/// Tests run in another folder.
fn place(folder: &str) -> Result<PathBuf, String> {
    std::path::absolute(folder).map_err(|error| format!("no place for {folder}: {error}"))
}
