//! A mail service on this machine: as much of Amazon SES v2's API as sending a mail takes. What arrives is kept to be read.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use web::{Clock, wire_instant};

/// Mails kept; older ones are forgotten. The demand trace alone makes 5,421.
const KEPT: usize = 10_000;

/// A mail that arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) sent_at: String,
}

/// The mails that arrived. Clones share them.
#[derive(Debug, Clone)]
pub(crate) struct MailBox {
    service: Arc<Mutex<Service>>,
    clock: Clock,
}

#[derive(Debug, Default)]
struct Service {
    mails: VecDeque<Mail>,
    taken: u64,
    failing: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendEmail {
    destination: Destination,
    content: Content,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Destination {
    to_addresses: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    simple: Simple,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Simple {
    subject: Text,
    body: Body,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Body {
    text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    data: String,
}

impl MailBox {
    /// An empty box, which notes arrivals by that clock.
    pub(crate) fn new(clock: Clock) -> Self {
        Self { service: Arc::default(), clock }
    }

    /// The API.
    pub(crate) fn router(&self) -> Router {
        Router::new().route("/v2/email/outbound-emails", post(receive)).with_state(self.clone())
    }

    /// Every mail kept, oldest first.
    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.lock().mails.iter().cloned().collect()
    }

    /// Whether the service refuses every mail, as if it had broken down.
    pub(crate) fn is_failing(&self) -> bool {
        self.lock().failing
    }

    /// Lets the service break down, or work again.
    pub(crate) fn set_failing(&self, failing: bool) {
        self.lock().failing = failing;
    }

    /// Takes a mail and gives it an id; `None` while the service fails.
    fn take(&self, email: SendEmail) -> Option<String> {
        let sent_at = wire_instant(self.clock.now());
        let mut service = self.lock();
        if service.failing {
            return None;
        }
        let Simple { subject, body } = email.content.simple;
        for to in email.destination.to_addresses {
            let (subject, body) = (subject.data.clone(), body.text.data.clone());
            service.mails.push_back(Mail { to, subject, body, sent_at: sent_at.clone() });
        }
        let forgotten = service.mails.len().saturating_sub(KEPT);
        service.mails.drain(..forgotten);
        service.taken += 1;
        Some(format!("local-{}", service.taken))
    }

    fn lock(&self) -> MutexGuard<'_, Service> {
        // A panic elsewhere leaves the box as it was: each change is a single step.
        self.service.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn receive(State(mails): State<MailBox>, Json(email): Json<SendEmail>) -> (StatusCode, Json<Value>) {
    match mails.take(email) {
        Some(id) => (StatusCode::OK, Json(json!({"MessageId": id}))),
        None => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({"message": "set to fail at /dev/mail"}))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(subject: usize) -> SendEmail {
        let json = json!({
            "FromEmailAddress": "no-reply@haifu.example",
            "Destination": {"ToAddresses": ["a@example.jp"]},
            "Content": {"Simple": {
                "Subject": {"Data": subject.to_string(), "Charset": "UTF-8"},
                "Body": {"Text": {"Data": "text", "Charset": "UTF-8"}},
            }},
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn the_oldest_mails_are_forgotten_when_there_are_too_many() {
        let mails = MailBox::new(Clock::system());
        for number in 0..KEPT + 2 {
            assert!(mails.take(email(number)).is_some());
        }
        let kept = mails.mails();
        assert_eq!((kept.len(), kept[0].subject.as_str()), (KEPT, "2"));
    }

    #[test]
    fn a_mail_that_was_refused_is_not_kept() {
        let mails = MailBox::new(Clock::system());
        mails.set_failing(true);
        assert_eq!(mails.take(email(1)), None);
        mails.set_failing(false);
        assert_eq!(mails.take(email(2)), Some("local-1".to_owned()));
        assert_eq!(mails.mails().len(), 1);
    }
}
