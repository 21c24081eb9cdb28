//! The emulator's mailbox: what SES was asked to send.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::api::Api;
use crate::background::POLL;

/// How long a mail may take from the table through stream and function into the mailbox.
const PATIENCE: Duration = Duration::from_secs(30);
const MESSAGES: &str = "/_ministack/ses/messages";

/// A mail somebody got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mail {
    subject: String,
    body: String,
}

/// The mailbox of everybody.
#[derive(Debug)]
pub(super) struct Mailbox {
    emulator: Api,
}

impl Mailbox {
    /// That of an emulator.
    pub(super) fn new(port: u16) -> Self {
        Self { emulator: Api::new(port, &format!("127.0.0.1:{port}"), None) }
    }

    /// How many mails to an address have those words in their subject and tell that.
    ///
    /// # Errors
    /// One line when the mailbox cannot be read.
    pub(super) async fn count(&self, to: &str, words: &str, told: &str) -> Result<usize, String> {
        let fits = |mail: &&Mail| mail.subject.contains(words) && mail.body.contains(told);
        Ok(self.mails(to).await?.iter().filter(fits).count())
    }

    /// Makes sure that every mail came from that sender.
    ///
    /// # Errors
    /// One line with another sender.
    pub(super) async fn check_senders(&self, sender: &str) -> Result<(), String> {
        let messages = self.emulator.stranger().get(MESSAGES).await?.expect(200)?.json()?;
        match all(&messages).find(|mail| mail["Source"] != sender) {
            None => Ok(()),
            Some(mail) => Err(format!("a mail came from {} instead of {sender}", mail["Source"])),
        }
    }

    async fn mails(&self, to: &str) -> Result<Vec<Mail>, String> {
        Ok(read(&self.emulator.stranger().get(MESSAGES).await?.expect(200)?.json()?, to))
    }

    /// The `count`th mail to an address whose subject has those words, as soon as it is there.
    ///
    /// # Errors
    /// One line with the subjects that are there when it does not come in time.
    pub(super) async fn wait(&self, to: &str, words: &str, count: usize) -> Result<Mail, String> {
        let begun = Instant::now();
        loop {
            let mails = self.mails(to).await?;
            let mut found = mails.iter().filter(|mail| mail.subject.contains(words));
            if let Some(mail) = found.nth(count - 1) {
                return Ok(mail.clone());
            }
            if begun.elapsed() > PATIENCE {
                let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
                return Err(format!(
                    "no mail 「{words}」 ({count}) reached {to} in {} s; there are {subjects:?}",
                    PATIENCE.as_secs()
                ));
            }
            tokio::time::sleep(POLL).await;
        }
    }
}

impl Mail {
    /// The token of the link to that page.
    ///
    /// # Errors
    /// One line when it holds none.
    pub(super) fn token(&self, page: &str) -> Result<String, String> {
        let link = format!("/{page}.html#");
        let token = self.body.split_once(&link).and_then(|(_, rest)| rest.split_whitespace().next());
        token.map(str::to_owned).ok_or_else(|| format!("「{}」 has no link to {page}.html", self.subject))
    }

    /// Makes sure that it tells that.
    ///
    /// # Errors
    /// One line with the mail when it does not.
    pub(super) fn tells(&self, words: &str) -> Result<(), String> {
        let told = self.body.contains(words);
        told.then_some(()).ok_or_else(|| format!("「{}」 does not tell {words}: {}", self.subject, self.body))
    }
}

/// Every mail there is, of whatever account.
fn all(messages: &Value) -> impl Iterator<Item = &Value> {
    let accounts = messages["messages"].as_object().into_iter().flat_map(|accounts| accounts.values());
    accounts.filter_map(Value::as_array).flatten()
}

/// Mails to an address, the oldest first.
fn read(messages: &Value, to: &str) -> Vec<Mail> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    all(messages)
        .filter(|mail| mail["To"].as_array().is_some_and(|addresses| addresses.iter().any(|one| one == to)))
        .map(|mail| Mail { subject: text(&mail["Subject"]), body: text(&mail["BodyText"]) })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn mails_are_found_by_address_and_give_their_link() {
        let mail = |to: &str, body: &str| json!({"To": [to], "Subject": "s", "BodyText": body});
        let there = json!({"messages": {"000000000000": [
            mail("a@example.jp", "x\nhttps://h.example/reset.html#hl_1\ny"), mail("b@example.jp", "z")
        ]}});
        let mails = read(&there, "a@example.jp");
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].token("reset"), Ok("hl_1".to_owned()));
        assert_eq!(mails[0].token("address").unwrap_err(), "「s」 has no link to address.html");
        assert_eq!(mails[0].tells("x"), Ok(()));
        assert!(mails[0].tells("z").unwrap_err().starts_with("「s」 does not tell z: x"));
        assert_eq!(read(&json!({"messages": {}}), "a@example.jp"), []);
    }
}
