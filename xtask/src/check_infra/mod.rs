//! `cargo xtask check-infra`: everything about `infra/` that can be proved without an account. The tools are Python's, pinned in
//! `infra/requirements.txt`; what they check against is this code, written to a file.

mod facts;

use std::{fs, path::Path, process::Command};

use crate::{python::INFRA, shell::run_to_success};

const FOLDER: &str = "target/check-infra";

/// Makes the tools' environment where it is missing and runs every check.
///
/// # Errors
/// One line; the checks have said what they found.
pub(crate) fn run() -> Result<(), String> {
    INFRA.prepare()?;
    fs::create_dir_all(FOLDER).map_err(|error| format!("cannot make {FOLDER}: {error}"))?;
    let facts = Path::new(FOLDER).join("facts.json");
    fs::write(&facts, facts::as_json())
        .map_err(|error| format!("cannot write {}: {error}", facts.display()))?;
    let mut checks = Command::new(INFRA.program("python"));
    checks
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg("infra/check/run.py")
        .args([facts.as_path(), Path::new(FOLDER)]);
    run_to_success(&mut checks)
}

/// Prints what the checks compare the templates with: for a look, or to run one of them by hand.
pub(crate) fn print_facts() {
    println!("{}", facts::as_json());
}
