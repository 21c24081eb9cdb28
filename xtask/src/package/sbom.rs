//! Bills of materials: which crates in which version are in each function, in `CycloneDX`'s form, by that
//! project's own tool.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::shell::run_to_success;

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
    let options = ["--format", "json", "--spec-version", "1.5", "--no-build-deps", "--quiet"];
    let made = run_to_success(Command::new(tool).arg("cyclonedx").args(options));
    let moved = made.and_then(|()| keep(Path::new("."), functions, folder));
    sweep_up(Path::new("."));
    moved
}

fn file_name(package: &str) -> String {
    format!("{package}.cdx.json")
}

fn keep(root: &Path, functions: &[String], folder: &Path) -> Result<(), String> {
    functions.iter().try_for_each(|function| {
        let made = root.join("functions").join(function).join(file_name(function));
        fs::copy(&made, folder.join(file_name(function)))
            .map(drop)
            .map_err(|error| format!("cannot read {}: {error}", made.display()))
    })
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

/// Takes away what the tool left in the tree: a file in each crate's folder, which has the crate's name.
fn sweep_up(root: &Path) {
    let folders =
        ["functions", "shared", "."].iter().filter_map(|parent| fs::read_dir(root.join(parent)).ok());
    for entry in folders.flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        drop(fs::remove_file(entry.path().join(file_name(&name.to_string_lossy()))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bills_of_functions_are_kept_and_none_stays_in_the_tree() {
        let root = tempfile::tempdir().unwrap();
        let made = ["functions/list/list.cdx.json", "shared/domain/domain.cdx.json", "local/local.cdx.json"]
            .map(|path| root.path().join(path));
        for path in &made {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        keep(root.path(), &["list".to_owned()], root.path()).unwrap();
        sweep_up(root.path());
        assert!(root.path().join("list.cdx.json").is_file());
        assert!(made.iter().all(|path| !path.exists()));
    }

    #[test]
    fn a_bill_that_was_not_made_is_named() {
        let root = tempfile::tempdir().unwrap();
        let fault = keep(root.path(), &["list".to_owned()], root.path()).unwrap_err();
        assert!(fault.contains("functions/list/list.cdx.json: "), "{fault}");
    }
}
