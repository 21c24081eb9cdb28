//! `cargo xtask screenshots`: a picture of every screen in its main states at three widths, taken by the browser tests as they walk through
//! them: `target/screenshots/<width>/<role>-<screen>-<state>.png`.

use std::{fs, path::Path, process::Command};

use crate::shell::run_to_success;

const FOLDER: &str = "target/screenshots";

/// Takes the pictures anew; those of before go away.
///
/// # Errors
/// One line; a test that failed has said why.
pub(crate) fn run() -> Result<(), String> {
    let folder = std::path::absolute(FOLDER).map_err(|error| format!("no place for {FOLDER}: {error}"))?;
    if Path::new(FOLDER).exists() {
        fs::remove_dir_all(FOLDER).map_err(|error| format!("cannot remove {FOLDER}: {error}"))?;
    }
    let mut tests = Command::new("cargo");
    tests
        .args(["test", "-p", "tests", "--test", "browser", "screens::"])
        .env("HAIFU_SCREENSHOTS", folder)
        // Without a browser there would be no pictures, and nobody would be told.
        .env("HAIFU_BROWSERS", "required");
    run_to_success(&mut tests)?;
    println!("xtask: the pictures are in {FOLDER}");
    Ok(())
}
