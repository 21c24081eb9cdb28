//! Bills of materials: which crates in which version are in each function, in CycloneDX, by the tool of the CycloneDX project.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::shell::run_to_success;

const TOOL: &str = "cargo-cyclonedx";
/// Pinned like every tool.
const VERSION: &str = "0.5.9";
const TOOLS: &str = "target/tools";

/// Writes `<function>.cdx.json` for each function into the folder.
///
/// # Errors
/// One line.
pub(crate) fn write(functions: &[String], folder: &Path) -> Result<(), String> {
    let tool = prepare()?;
    // The tool writes beside each crate of the workspace and can neither choose a folder nor a crate.
    run_to_success(Command::new(tool).args(["cyclonedx", "--format", "json", "--spec-version", "1.5"]))?;
    let moved = functions.iter().try_for_each(|function| {
        let name = format!("{function}.cdx.json");
        let made = Path::new("functions").join(function).join(&name);
        fs::copy(&made, folder.join(&name)).map(drop).map_err(|error| format!("cannot read {}: {error}", made.display()))
    });
    sweep_up();
    moved
}

/// The tool, compiled on its first use.
fn prepare() -> Result<PathBuf, String> {
    let stamp = Path::new(TOOLS).join(format!("{TOOL}-{VERSION}"));
    if !stamp.is_file() {
        let install = ["install", TOOL, "--locked", "--force", "--version", VERSION, "--root", TOOLS];
        run_to_success(Command::new("cargo").args(install))?;
        fs::write(&stamp, "").map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
    }
    Ok(Path::new(TOOLS).join("bin").join(TOOL))
}

/// Takes away what the tool left in the tree.
fn sweep_up() {
    let folders = ["functions", "shared", "."].iter().filter_map(|parent| fs::read_dir(parent).ok());
    for entry in folders.flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        drop(fs::remove_file(entry.path().join(format!("{}.cdx.json", name.to_string_lossy()))));
    }
}
