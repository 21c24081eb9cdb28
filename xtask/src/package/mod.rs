//! `cargo xtask package`: what is deployed. Every function once, linked by zig for an old glibc, with its checks and the list of what is in
//! it.

mod bootstrap;
mod sbom;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use clap::Args;

use crate::{python::BUILD, shell::run_to_success};

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
    let functions = chosen(functions()?, &options.functions)?;
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
    println!(
        "xtask: packaged {} functions into {PACKAGES}, zips and bills of materials into {RELEASE}",
        functions.len()
    );
    Ok(())
}

/// Builds and checks the functions that have no program yet; those that have one keep it.
///
/// # Errors
/// One line for the first step that failed.
pub(crate) fn build_missing() -> Result<(), String> {
    let missing: Vec<String> =
        functions()?.into_iter().filter(|function| !bootstrap_of(function).is_file()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    build(&missing)?;
    missing.iter().try_for_each(|function| bootstrap::look_at(&bootstrap_of(function))?.check(function))
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
    crates_in(Path::new("functions"))
}

fn crates_in(folder: &Path) -> Result<Vec<String>, String> {
    let told = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        if entry.path().join("Cargo.toml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The wanted ones; all when none is named.
fn chosen(all: Vec<String>, wanted: &[String]) -> Result<Vec<String>, String> {
    match wanted.iter().find(|name| !all.contains(name)) {
        Some(unknown) => Err(format!("{unknown} is no function; there are {}", all.join(", "))),
        None if wanted.is_empty() => Ok(all),
        None => Ok(wanted.to_vec()),
    }
}

/// One call for all, so that what they share is compiled once; by package, so that the emulator's features stay out.
fn build(functions: &[String]) -> Result<(), String> {
    BUILD.prepare()?;
    let mut command = Command::new("cargo");
    command.args(["lambda", "build", "--release"]);
    for function in functions {
        command.args(["--package", function]);
    }
    // The jitter entropy of aws-lc costs each cold start 30 ms of a full core; the kernel's randomness is there on Lambda.
    command.env("AWS_LC_SYS_NO_JITTER_ENTROPY", "1").env("PATH", BUILD.search_path()?);
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
    fs::metadata(path)
        .map(|file| file.len() / 1024)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_the_crates_of_their_folder() {
        let all = crates_in(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../functions"))).unwrap();
        assert!(all.contains(&"deadline-check".to_owned()), "{all:?}");
        let fault = crates_in(Path::new("no-such-folder")).unwrap_err();
        assert!(fault.starts_with("cannot read no-such-folder: "), "{fault}");
    }

    #[test]
    fn a_function_that_is_none_is_refused() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let all = names(&["list", "review"]);
        assert_eq!(chosen(all.clone(), &[]), Ok(all.clone()));
        assert_eq!(chosen(all.clone(), &names(&["list"])), Ok(names(&["list"])));
        let fault = "lists is no function; there are list, review".to_owned();
        assert_eq!(chosen(all, &names(&["list", "lists"])), Err(fault));
    }
}
