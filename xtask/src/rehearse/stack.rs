//! The deployed stack: brought up by Python, which has the tools for it, and asked what only an account can be asked.

use std::{path::Path, process::Command};

use serde_json::Value;

use super::{clock::Clock, emulator::as_root, fault::Fault};
use crate::{package::PACKAGES, python::INFRA, shell::run_for_output};

/// Scripts beside the template.
const SCRIPTS: &str = "infra/rehearse";

/// How the emulator's account is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) endpoint: String,
    pub(super) clock: Clock,
}

/// The stack on an emulator.
#[derive(Debug)]
pub(super) struct Stack {
    account: Account,
    /// The name by which the API is called.
    pub(super) api_host: String,
    pub(super) table: String,
    /// The sender of every mail.
    pub(super) mail_from: String,
    /// What CloudFront would show to the API.
    pub(super) origin_secret: String,
    /// How many resources it has.
    pub(super) resources: u64,
}

impl Stack {
    /// Creates the stack, or updates it, with a role that lacks an action if so wished.
    ///
    /// # Errors
    /// One line with what failed.
    pub(super) fn deploy(account: &Account, fault: Option<&Fault>) -> Result<Self, String> {
        INFRA.prepare()?;
        let mut arguments = vec![PACKAGES];
        arguments.extend(fault.iter().flat_map(|fault| [fault.role.as_str(), &fault.action]));
        let told = account.run("deploy.py", &arguments)?;
        Self::read(account, &told)
    }

    fn read(account: &Account, told: &str) -> Result<Self, String> {
        let json: Value = serde_json::from_str(told.trim()).map_err(|error| format!("deploy.py: {error}"))?;
        for changed in json["changed"].as_array().into_iter().flatten() {
            println!("xtask: for the emulator: {}", changed.as_str().unwrap_or_default());
        }
        let text = |name: &str| {
            json[name].as_str().map(str::to_owned).ok_or_else(|| format!("deploy.py told no {name}"))
        };
        Ok(Self {
            account: account.clone(),
            api_host: text("api_host")?,
            table: text("table")?,
            mail_from: text("mail_from")?,
            origin_secret: text("origin_secret")?,
            resources: json["resources"].as_u64().unwrap_or_default(),
        })
    }

    /// What roles were refused so far, as `function: action`.
    ///
    /// # Errors
    /// One line when the logs cannot be read.
    pub(super) fn refusals(&self) -> Result<Vec<String>, String> {
        Ok(self.account.run("refusals.py", &[])?.lines().map(str::to_owned).collect())
    }

    /// Holds what functions did at the table against what their roles are granted there; `all` of which must have been used. Tells how many
    /// different calls were looked at.
    ///
    /// # Errors
    /// One line with what AWS would refuse, or was granted in vain.
    pub(super) fn check_permissions(&self, all: bool) -> Result<u64, String> {
        let told = self.account.run("permissions.py", &[])?;
        permissions(&told, all)
    }

    /// Has the like of a schedule fire at once.
    ///
    /// # Errors
    /// One line when it cannot be put.
    pub(super) fn fire(&self, schedule: &str) -> Result<(), String> {
        self.account.run("schedule.py", &[schedule]).map(drop)
    }

    /// Waits until a function has left that message in its log as often as that.
    ///
    /// # Errors
    /// One line when it does not in time.
    pub(super) fn wait_for_log(&self, function: &str, message: &str, count: usize) -> Result<(), String> {
        self.account.run("logged.py", &[function, message, &count.to_string()]).map(drop)
    }

    /// Tells notify that a mail to that address came back.
    ///
    /// # Errors
    /// One line when notify fails.
    pub(super) fn bounce(&self, address: &str) -> Result<(), String> {
        self.account.run("bounce.py", &[address]).map(drop)
    }

    /// Creates the first user as an operator does.
    ///
    /// # Errors
    /// One line when that fails.
    pub(super) fn create_ministry_user(&self, user_name: &str, mail: &str) -> Result<(), String> {
        let own = std::env::current_exe().map_err(|error| format!("cannot find xtask itself: {error}"))?;
        let mut command = Command::new(own);
        command.args(["admin", "create-user", "--endpoint", &self.account.endpoint, "--table", &self.table]);
        command.args(["--role", "ministry", "--name", "見本 国子", "--user-name", user_name, "--mail", mail]);
        self.account.clock.show(&mut command);
        run_for_output(&mut command).map(drop)
    }
}

fn permissions(told: &str, all: bool) -> Result<u64, String> {
    let json: Value =
        serde_json::from_str(told.trim()).map_err(|error| format!("permissions.py: {error}"))?;
    let list = |name: &str| {
        let items = json[name].as_array().into_iter().flatten();
        items.filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
    };
    let (forbidden, unused) = (list("forbidden"), list("unused"));
    if !forbidden.is_empty() {
        return Err(format!("AWS would refuse by dynamodb:LeadingKeys: {forbidden}"));
    }
    if all && !unused.is_empty() {
        return Err(format!("granted in vain, or not rehearsed: {unused}"));
    }
    json["calls"]
        .as_u64()
        .filter(|calls| *calls > 0)
        .ok_or_else(|| "no call of a function was seen".to_owned())
}

impl Account {
    /// Runs a script, whose first argument is always the address.
    fn run(&self, script: &str, arguments: &[&str]) -> Result<String, String> {
        let mut command = Command::new(INFRA.program("python"));
        command.arg(Path::new(SCRIPTS).join(script)).arg(&self.endpoint).args(arguments);
        as_root(&mut command);
        self.clock.show(&mut command);
        run_for_output(&mut command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_deployed_is_read() {
        let told = r#"{"api_host": "a.localhost:1", "table": "t", "mail_from": "f", "origin_secret": "s", "resources": 3, "changed": ["x"]}"#;
        let account = Account { endpoint: "http://127.0.0.1:1".to_owned(), clock: Clock::of_the_day() };
        let stack = Stack::read(&account, told).unwrap();
        assert_eq!(
            (stack.api_host.as_str(), stack.table.as_str(), stack.resources),
            ("a.localhost:1", "t", 3)
        );
        assert_eq!(Stack::read(&account, r#"{"api_host": "a"}"#).unwrap_err(), "deploy.py told no table");
        assert!(Stack::read(&account, "no").unwrap_err().starts_with("deploy.py: "));
    }
    #[test]
    fn what_would_be_refused_and_what_is_granted_in_vain_is_told() {
        let found = |forbidden: &str, unused: &str| {
            format!(r#"{{"calls": 2, "forbidden": [{forbidden}], "unused": [{unused}]}}"#)
        };
        assert_eq!(permissions(&found("", ""), true), Ok(2));
        let refused = permissions(&found(r#""SubmitRole: x on A#""#, ""), false).unwrap_err();
        assert_eq!(refused, "AWS would refuse by dynamodb:LeadingKeys: SubmitRole: x on A#");
        assert_eq!(permissions(&found("", r#""a""#), false), Ok(2));
        let vain = permissions(&found("", r#""a", "b""#), true).unwrap_err();
        assert_eq!(vain, "granted in vain, or not rehearsed: a, b");
        assert!(permissions(r#"{"calls": 0}"#, true).is_err());
    }
}
