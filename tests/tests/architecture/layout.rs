//! Names of folders, files, modules and routes, and what every manifest holds.

use crate::workspace::{Crate, Source};

/// Names that say nothing: what is called so becomes everybody's drawer.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "common", "helper", "helpers", "service", "services", "manager", "managers"];

/// Crates whose folder has another name.
pub(crate) fn folder_violations(crates: &[Crate]) -> Vec<String> {
    let wrong = |one: &&Crate| one.folder.rsplit('/').next() != Some(one.name.as_str());
    crates.iter().filter(wrong).map(|one| format!("{} lies in {}", one.name, one.folder)).collect()
}

/// Crates that do not take the workspace's lints.
pub(crate) fn lint_violations(crates: &[Crate]) -> Vec<String> {
    let inherits = |one: &Crate| {
        let mut lines = one.manifest.lines().map(str::trim);
        lines.any(|line| line == "[lints]") && lines.next() == Some("workspace = true")
    };
    crates.iter().filter(|one| !inherits(one)).map(|one| format!("{} has its own lints", one.name)).collect()
}

/// Files and folders with a name that says nothing.
pub(crate) fn name_violations(paths: &[String]) -> Vec<String> {
    let wrong =
        |path: &&String| path.split('/').any(|part| is_empty_name(part.split('.').next().unwrap_or(part)));
    paths.iter().filter(wrong).cloned().collect()
}

/// Modules written inside a file with a name that says nothing.
pub(crate) fn module_violations(sources: &[Source]) -> Vec<String> {
    let wrong = |line: &&str| module_name(line).is_some_and(is_empty_name);
    let of = |source: &Source| {
        source
            .text
            .lines()
            .filter(wrong)
            .map(|line| format!("{}: {}", source.path, line.trim()))
            .collect::<Vec<_>>()
    };
    sources.iter().flat_map(of).collect()
}

/// `name` of `mod name`, whoever may see it.
fn module_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = if line.starts_with("pub") { line.split_once(' ')?.1 } else { line };
    line.strip_prefix("mod ")?.split([' ', ';', '{']).next()
}

fn is_empty_name(name: &str) -> bool {
    name.split(['_', '-']).any(|word| EMPTY_NAMES.contains(&word))
}

/// Routes to something that is not a function with a binary of its own name.
pub(crate) fn route_violations(routes: &[(String, String)], crates: &[Crate]) -> Vec<String> {
    let is_function = |name: &String| {
        crates
            .iter()
            .any(|c| c.name == *name && c.folder.starts_with("functions/") && c.binaries.contains(name))
    };
    let wrong = routes.iter().filter(|(_, function)| !is_function(function));
    wrong.map(|(path, function)| format!("{path} → {function}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(name: &str, folder: &str, manifest: &str) -> Crate {
        let binaries = [name.to_owned()].into();
        Crate {
            name: name.into(),
            folder: folder.into(),
            manifest: manifest.into(),
            binaries,
            ..Crate::default()
        }
    }

    #[test]
    fn another_folder_name_is_a_violation() {
        let crates = [function("submit", "functions/submit", ""), function("store", "shared/database", "")];
        assert_eq!(folder_violations(&crates), ["store lies in shared/database"]);
    }

    #[test]
    fn a_crate_with_its_own_lints_is_a_violation() {
        let good = function("good", "", "[package]\n\n[lints]\nworkspace = true\n");
        let own = function("own", "", "[lints.rust]\nunsafe_code = \"allow\"\n");
        let none = function("none", "", "[dependencies]\nserde.workspace = true\n");
        assert_eq!(lint_violations(&[good, own, none]), ["own has its own lints", "none has its own lints"]);
    }

    #[test]
    fn a_name_that_says_nothing_is_a_violation() {
        let good = ["shared/store/src/keys.rs", "shared/domain/src/survey.rs", "local/src/commonplace.rs"];
        let bad = [
            "shared/utils/src/lib.rs",
            "local/src/helpers.rs",
            "local/src/mail_service.rs",
            "local/src/manager/mod.rs",
        ];
        let paths: Vec<String> = good.iter().chain(&bad).map(|path| (*path).to_owned()).collect();
        assert_eq!(name_violations(&paths), bad);
    }

    #[test]
    fn a_module_that_says_nothing_is_a_violation() {
        let text =
            "mod keys;\npub mod common;\npub(crate) mod date_utils {\n}\n    mod helpers {}\nmodel();\n";
        let source = Source { path: "a.rs".into(), text: text.into() };
        assert_eq!(
            module_violations(&[source]),
            ["a.rs: pub mod common;", "a.rs: pub(crate) mod date_utils {", "a.rs: mod helpers {}"]
        );
    }

    #[test]
    fn a_route_to_no_function_is_a_violation() {
        let route = |path: &str, function: &str| (path.to_owned(), function.to_owned());
        let crates = [function("submit", "functions/submit", ""), function("local", "local", "")];
        let routes = [route("/api/a", "submit"), route("/api/b", "local"), route("/api/c", "gone")];
        assert_eq!(route_violations(&routes, &crates), ["/api/b → local", "/api/c → gone"]);
    }
}
