//! Which words may stand in which sources.

use crate::workspace::Source;

/// Words that may stand only in some of the sources that are looked at.
pub(crate) struct Rule {
    what: &'static str,
    words: &'static [&'static str],
    /// Where the rule looks; the architecture test itself writes the words down.
    looks_at: &'static [&'static str],
    allowed: fn(&str) -> bool,
}

const ALL: &[&str] = &["shared/", "functions/", "local/", "xtask/"];

/// The rules. Comments may say what they like.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        what: "the Lambda runtime is known only to a function's main.rs and to web",
        words: &["lambda_http", "lambda_runtime"],
        looks_at: ALL,
        allowed: |path| is_function_main(path) || path.starts_with("shared/web/"),
    },
    Rule {
        what: "the AWS SDK is known only to store, mailer, a function's main.rs and the emulator's tests",
        words: &["aws_sdk_"],
        looks_at: ALL,
        allowed: |path| {
            let folders = ["shared/store/", "shared/mailer/", "shared/store-emulator/tests/"];
            is_function_main(path) || folders.iter().any(|folder| path.starts_with(folder))
        },
    },
    Rule {
        what: "the emulator's library is known only to store-emulator",
        words: &["dynoxide"],
        looks_at: ALL,
        allowed: |path| path.starts_with("shared/store-emulator/"),
    },
    Rule {
        what: "store knows its emulator only in its tests/ folder: a unit test would link store twice",
        words: &["store_emulator"],
        looks_at: &["shared/store/src/"],
        allowed: |_| false,
    },
    Rule {
        what: "nothing scans the table; tests may, to count what lies in it",
        words: &[".scan()", "::scan("],
        looks_at: &["shared/", "functions/", "local/"],
        allowed: |path| path.contains("/tests/"),
    },
];

/// `functions/<name>/src/main.rs`
fn is_function_main(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), ["functions", _, "src", "main.rs"])
}

/// Lines that hold a word in a place no rule allows.
pub(crate) fn violations(rules: &[Rule], sources: &[Source]) -> Vec<String> {
    rules.iter().flat_map(|rule| sources.iter().flat_map(|source| rule.violations(source))).collect()
}

impl Rule {
    fn violations(&self, source: &Source) -> Vec<String> {
        let looks = self.looks_at.iter().any(|folder| source.path.starts_with(folder));
        if !looks || (self.allowed)(&source.path) {
            return Vec::new();
        }
        let hit = |line: &str| self.words.iter().any(|word| without_comment(line).contains(word));
        let lines = source.text.lines().enumerate().filter(|(_, line)| hit(line));
        lines
            .map(|(index, line)| format!("{}:{}: {} ({})", source.path, index + 1, line.trim(), self.what))
            .collect()
    }
}

/// The line up to its comment. A `//` in a string ends it as well, which hides at most the rest of that line.
fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, line: &str, allowed: bool) {
        let source = Source { path: path.to_owned(), text: format!("//! A file.\n{line}\n") };
        let found = violations(RULES, &[source]);
        assert_eq!(found.is_empty(), allowed, "{found:?}");
        assert!(found.iter().all(|violation| violation.starts_with(&format!("{path}:2: "))), "{found:?}");
    }

    #[test]
    fn the_lambda_runtime_elsewhere_is_a_violation() {
        check("functions/submit/src/main.rs", "lambda_http::run(app)", true);
        check("shared/web/src/identity.rs", "use lambda_http::request::RequestContext;", true);
        check("functions/submit/src/lib.rs", "use lambda_http::Error;", false);
        check("functions/notify/tests/main.rs", "use lambda_runtime::Error;", false);
        check("local/src/main.rs", "use lambda_runtime::run;", false);
    }

    #[test]
    fn the_sdk_elsewhere_is_a_violation() {
        check("shared/store/src/request.rs", "use aws_sdk_dynamodb::Client;", true);
        check("shared/mailer/src/ses.rs", "use aws_sdk_sesv2::Client;", true);
        check("functions/list/src/detail.rs", "use aws_sdk_dynamodb::Client;", false);
        check("shared/store-emulator/src/lib.rs", "use aws_sdk_dynamodb::Client;", false);
        check("local/src/mail.rs", "use aws_sdk_sesv2::Client;", false);
    }

    #[test]
    fn the_emulators_library_elsewhere_is_a_violation() {
        check("shared/store-emulator/src/lib.rs", "use dynoxide::Database;", true);
        check("local/src/main.rs", "use dynoxide::Database;", false);
        check("local/src/main.rs", "start(); // what dynoxide does", true);
    }

    #[test]
    fn the_emulator_in_the_stores_own_sources_is_a_violation() {
        check("shared/store/tests/request.rs", "use store_emulator::Emulator;", true);
        check("shared/store/src/request.rs", "use store_emulator::Emulator;", false);
    }

    #[test]
    fn a_scan_is_a_violation() {
        check("shared/store/src/request.rs", "let rows = client.scan().send().await;", false);
        check("shared/store/src/request.rs", "    .scan()", false);
        check("shared/store/src/request.rs", "let rows = Client::scan(&client);", false);
        check(
            "shared/store/src/request.rs",
            "let rows = client.query().send().await; // never .scan()",
            true,
        );
    }
}
