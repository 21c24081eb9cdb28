//! That a missing right would be noticed: an action is taken from a role, and must be missed.

use std::str::FromStr;

use serde_json::Value;

use super::{
    api::Caller,
    stack::{Account, Stack},
};

/// An action and the role it is taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The role's logical id: the function's with `Role`.
    pub(super) role: String,
    pub(super) action: String,
}

impl Fault {
    /// What is taken when nothing else is asked for.
    pub(super) const USUAL: &'static str = "SubmitRole=dynamodb:PutItem";

    /// Makes sure that the refusal it leads to is among those found.
    ///
    /// # Errors
    /// One line with those that were found instead.
    pub(super) fn is_among(&self, refusals: &[String]) -> Result<(), String> {
        let Self { role, action } = self;
        let expected = format!("haifu-dev-{}: {action}", function(role));
        if refusals.contains(&expected) {
            return Ok(());
        }
        Err(format!("{role} was without {action}, and that was not noticed; refused were {refusals:?}"))
    }
}

impl FromStr for Fault {
    type Err = String;

    /// `SubmitRole=dynamodb:PutItem`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (role, action) = text.split_once('=').ok_or("it must be ROLE=ACTION")?;
        Ok(Self { role: role.to_owned(), action: action.to_owned() })
    }
}

/// The crate of a role: `deadline-check` of `DeadlineCheckRole`.
fn function(role: &str) -> String {
    let mut name = String::new();
    for letter in role.trim_end_matches("Role").chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// Takes the usual action from a stack that works, has a clerk need it, and sees it refused.
///
/// # Errors
/// One line when nothing was noticed.
pub(super) async fn is_noticed(account: &Account, clerk: &Caller) -> Result<(), String> {
    clerk.post("/api/requests", &Value::Null).await?.expect(201)?;
    let fault = Fault::USUAL.parse()?;
    let stack = Stack::deploy(account, Some(&fault))?;
    clerk.post("/api/requests", &Value::Null).await?.expect(503)?;
    fault.is_among(&stack.refusals()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_refusal_of_what_was_taken_counts() {
        let fault: Fault = Fault::USUAL.parse().unwrap();
        let is_among = |refusal: &str| fault.is_among(&[refusal.to_owned()]);
        assert_eq!(is_among("haifu-dev-submit: dynamodb:PutItem"), Ok(()));
        for other in ["haifu-dev-review: dynamodb:PutItem", "haifu-dev-submit: dynamodb:Query"] {
            let words = is_among(other).unwrap_err();
            assert!(words.starts_with("SubmitRole was without dynamodb:PutItem, and"), "{words}");
            assert!(words.contains(other), "{words}");
        }
    }

    #[test]
    fn a_role_is_named_after_its_function() {
        assert_eq!(function("DeadlineCheckRole"), "deadline-check");
        assert_eq!(function("SubmitRole"), "submit");
        assert_eq!(Fault::from_str("SubmitRole").unwrap_err(), "it must be ROLE=ACTION");
    }
}
