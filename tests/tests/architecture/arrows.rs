//! Which crate may depend on which.

use std::collections::BTreeSet;

use crate::workspace::Crate;

/// What one crate may know of the workspace.
pub(crate) struct Arrow {
    from: &'static str,
    /// Crates it may depend on.
    to: &'static [&'static str],
    /// Crates its tests may depend on besides.
    tests_to: &'static [&'static str],
}

const fn arrow(from: &'static str, to: &'static [&'static str], tests_to: &'static [&'static str]) -> Arrow {
    Arrow { from, to, tests_to }
}

const LAYERS: &[&str] = &["web", "store", "domain"];
const BED: &[&str] = &["testbed", "store-emulator"];

/// The arrows. A crate that is not here may not exist; what is not in its row it may not know.
///
/// Never: domain → anything · store ↔ mailer · function → function · store or mailer → web · anything but notify and local → mailer.
pub(crate) const ARROWS: &[Arrow] = &[
    arrow("domain", &[], &[]),
    arrow("store", &["domain"], &["store-emulator"]),
    arrow("mailer", &["domain"], &[]),
    arrow("web", &["store", "domain"], &[]),
    // Development only.
    arrow("store-emulator", &["store", "domain"], &[]),
    arrow("testbed", &["web", "store", "store-emulator", "domain"], &[]),
    // One crate per Lambda; only notify may send mail.
    arrow("submit", LAYERS, BED),
    arrow("review", LAYERS, BED),
    arrow("list", LAYERS, BED),
    arrow("export", LAYERS, BED),
    arrow("survey", LAYERS, BED),
    arrow("session", LAYERS, BED),
    arrow("admin", LAYERS, BED),
    arrow("deadline-check", LAYERS, BED),
    arrow("summary", LAYERS, BED),
    arrow("notify", &["web", "store", "mailer", "domain"], BED),
    // The whole system in one process, and what looks at it from outside.
    arrow("local", LOCAL, &[]),
    arrow("tests", &[], &["local", "domain", "store-emulator", "testbed", "web"]),
    arrow("xtask", LAYERS, &["store-emulator"]),
];

const LOCAL: &[&str] = &[
    "submit",
    "review",
    "list",
    "export",
    "survey",
    "session",
    "admin",
    "deadline-check",
    "summary",
    "notify",
    "web",
    "mailer",
    "store",
    "store-emulator",
    "domain",
];

/// What the domain may use from outside: no runtime, no AWS, no HTTP.
const DOMAIN_MAY_USE: &[&str] = &["chrono", "serde", "thiserror"];

/// Dependencies of the workspace that no row of `arrows` allows, crates without a row and rows without a crate.
pub(crate) fn violations(arrows: &[Arrow], crates: &[Crate]) -> Vec<String> {
    let ours: BTreeSet<&str> = crates.iter().map(|c| c.name.as_str()).collect();
    let mut violations: Vec<String> = arrows
        .iter()
        .filter(|a| !ours.contains(a.from))
        .map(|a| format!("{} has a row but no crate", a.from))
        .collect();
    for one in crates {
        let Some(arrow) = arrows.iter().find(|a| a.from == one.name) else {
            violations.push(format!("{} has no row in ARROWS", one.name));
            continue;
        };
        let forbidden = |to: &&String, allowed: &[&[&str]]| {
            ours.contains(to.as_str()) && !allowed.iter().any(|names| names.contains(&to.as_str()))
        };
        let normal = one
            .normal
            .iter()
            .filter(|to| forbidden(to, &[arrow.to]))
            .map(|to| format!("{} → {to}", one.name));
        let dev = one.dev.iter().filter(|to| forbidden(to, &[arrow.to, arrow.tests_to]));
        violations.extend(normal);
        violations.extend(dev.map(|to| format!("tests of {} → {to}", one.name)));
    }
    violations
}

/// Outside crates that are known in the wrong place.
pub(crate) fn outside_violations(crates: &[Crate]) -> Vec<String> {
    let mut violations = Vec::new();
    for one in crates {
        let wrong = one.normal.union(&one.dev).filter(|to| !may_use(one, to));
        violations.extend(wrong.map(|to| format!("{} → {to}", one.name)));
        let heavy =
            one.normal.iter().filter(|to| one.name == "domain" && !DOMAIN_MAY_USE.contains(&to.as_str()));
        violations.extend(heavy.map(|to| format!("domain → {to}")));
    }
    violations
}

fn may_use(one: &Crate, outside: &str) -> bool {
    let is_function = one.folder.starts_with("functions/");
    match outside {
        "dynoxide-rs" => one.name == "store-emulator",
        "lambda_http" | "lambda_runtime" => is_function || one.name == "web",
        // The emulator's own tests look at it as the SDK does; its sources do not (see `sources`).
        sdk if sdk.starts_with("aws-sdk-") => {
            is_function || ["store", "mailer", "store-emulator"].contains(&one.name.as_str())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planted(folder: &str, normal: &[&str], dev: &[&str]) -> Crate {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let name = folder.rsplit('/').next().unwrap_or_default().to_owned();
        Crate { name, folder: folder.to_owned(), normal: set(normal), dev: set(dev), ..Crate::default() }
    }

    #[track_caller]
    fn check(changed: &Crate, expected: &[&str]) {
        let mut crates: Vec<Crate> = ARROWS.iter().map(|a| planted(a.from, &[], &[])).collect();
        crates.retain(|one| one.name != changed.name);
        crates.push(changed.clone());
        assert_eq!(violations(ARROWS, &crates), expected);
    }

    #[test]
    fn an_arrow_that_is_not_drawn_is_a_violation() {
        check(&planted("submit", &["web", "store", "domain", "serde"], &["testbed"]), &[]);
        check(&planted("domain", &["store"], &[]), &["domain → store"]);
        check(&planted("store", &["mailer"], &[]), &["store → mailer"]);
        check(&planted("mailer", &["store"], &[]), &["mailer → store"]);
        check(&planted("store", &["web"], &[]), &["store → web"]);
        check(&planted("submit", &["review"], &[]), &["submit → review"]);
        check(&planted("submit", &["mailer"], &[]), &["submit → mailer"]);
        check(&planted("local", &["testbed"], &[]), &["local → testbed"]);
    }

    #[test]
    fn what_only_tests_may_know_is_a_violation_elsewhere() {
        check(&planted("store", &["domain"], &["store-emulator"]), &[]);
        check(&planted("store", &["store-emulator"], &[]), &["store → store-emulator"]);
        check(&planted("submit", &["testbed"], &[]), &["submit → testbed"]);
        check(&planted("submit", &[], &["list"]), &["tests of submit → list"]);
    }

    #[test]
    fn rows_and_crates_belong_together() {
        check(&planted("stray", &[], &[]), &["stray has no row in ARROWS"]);
        assert_eq!(violations(&[arrow("gone", &[], &[])], &[]), ["gone has a row but no crate"]);
    }

    #[track_caller]
    fn check_outside(one: &Crate, expected: &[&str]) {
        assert_eq!(outside_violations(std::slice::from_ref(one)), expected);
    }

    #[test]
    fn an_outside_crate_in_the_wrong_place_is_a_violation() {
        check_outside(&planted("functions/submit", &["lambda_http", "aws-sdk-dynamodb"], &[]), &[]);
        check_outside(&planted("shared/store", &["aws-sdk-dynamodb"], &[]), &[]);
        check_outside(&planted("shared/web", &["aws-sdk-dynamodb"], &[]), &["web → aws-sdk-dynamodb"]);
        check_outside(&planted("local", &["lambda_http"], &[]), &["local → lambda_http"]);
        check_outside(&planted("tests", &[], &["dynoxide-rs"]), &["tests → dynoxide-rs"]);
        check_outside(&planted("shared/domain", &["chrono", "tokio"], &["proptest"]), &["domain → tokio"]);
    }
}
