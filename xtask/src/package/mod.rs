//! `cargo xtask package`: what is deployed. Every function once, linked by zig for an old glibc, with its checks and the list of what is in
//! it.

mod bootstrap;
mod sbom;
pub(crate) mod shell;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use clap::Args;

use self::shell::run_to_success;

/// Which functions.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Only this function; may be given again. Without it, all.
    #[arg(long = "function")]
    functions: Vec<String>,
}

/// Where the packages lie, a folder for each function: the template's `CodeUri`.
pub(crate) const PACKAGES: &str = "target/lambda";
/// Where zips and the bill of materials go.
const RELEASE: &str = "target/release-files";

/// Builds, checks, zips and lists.
///
/// # Errors
/// One line for the first step that failed.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    let functions = chosen(options)?;
    build(&functions)?;
    fs::create_dir_all(RELEASE).map_err(|error| format!("cannot make {RELEASE}: {error}"))?;
    for function in &functions {
        let bootstrap = bootstrap_of(function);
        let found = bootstrap::look_at(&bootstrap)?;
        found.check(function)?;
        let zip = zip(function)?;
        println!("xtask: {function}: {found}, {} KB zipped", kilobytes(&zip)?);
    }
    sbom::write(&functions, Path::new(RELEASE))?;
    println!("xtask: packaged {} functions into {PACKAGES}, zips and bills of materials into {RELEASE}", functions.len());
    Ok(())
}

/// The program of a function.
pub(crate) fn bootstrap_of(function: &str) -> PathBuf {
    Path::new(PACKAGES).join(function).join("bootstrap")
}

/// Every function: the folders of `functions/`, which are crates of the same name.
///
/// # Errors
/// One line.
pub(crate) fn functions() -> Result<Vec<String>, String> {
    let told = |error: std::io::Error| format!("cannot read functions/: {error}");
    let mut names = Vec::new();
    for entry in fs::read_dir("functions").map_err(told)? {
        let entry = entry.map_err(told)?;
        if entry.path().join("Cargo.toml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn chosen(options: &Options) -> Result<Vec<String>, String> {
    let all = functions()?;
    match options.functions.iter().find(|name| !all.contains(name)) {
        Some(unknown) => Err(format!("{unknown} is no function; there are {}", all.join(", "))),
        None if options.functions.is_empty() => Ok(all),
        None => Ok(options.functions.clone()),
    }
}

/// One call for all, so that what they share is compiled once; by package, so that the emulator's features stay out.
fn build(functions: &[String]) -> Result<(), String> {
    let mut command = Command::new("cargo");
    command.args(["lambda", "build", "--release"]);
    for function in functions {
        command.args(["--package", function]);
    }
    // The jitter entropy of aws-lc costs each cold start 30 ms of a full core; the kernel's randomness is there on Lambda.
    command.env("AWS_LC_SYS_NO_JITTER_ENTROPY", "1");
    run_to_success(&mut command)
}

/// The zip Lambda takes, for hosts other than `sam deploy`, which makes its own. Python's, since it keeps the mark of a program.
fn zip(function: &str) -> Result<PathBuf, String> {
    let zip = Path::new(RELEASE).join(format!("{function}.zip"));
    let bootstrap = bootstrap_of(function);
    run_to_success(Command::new("python3").args(["-m", "zipfile", "--create"]).args([&zip, &bootstrap]))?;
    Ok(zip)
}

fn kilobytes(path: &Path) -> Result<u64, String> {
    fs::metadata(path).map(|file| file.len() / 1024).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_that_is_none_is_refused() {
        // Tests run in the crate's folder, where there are no functions.
        std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).unwrap();
        let options = |names: &[&str]| Options { functions: names.iter().map(|name| (*name).to_owned()).collect() };
        assert_eq!(chosen(&options(&["list"])), Ok(vec!["list".to_owned()]));
        assert_eq!(chosen(&options(&[])).unwrap().len(), functions().unwrap().len());
        let fault = chosen(&options(&["list", "lists"])).unwrap_err();
        assert!(fault.starts_with("lists is no function; there are admin, "), "{fault}");
    }
}
