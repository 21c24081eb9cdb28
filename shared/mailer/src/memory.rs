//! A mail box in memory, for tests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::send_error::SendError;

/// A mail that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The recipient's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub body: String,
}

/// Keeps mails instead of sending them. Clones share the box, so a test keeps one and gives the other away.
#[derive(Debug, Clone, Default)]
pub struct MemoryMailer {
    mails: Arc<Mutex<MailBox>>,
}

#[derive(Debug, Default)]
struct MailBox {
    sent: Vec<Sent>,
    failing: bool,
}

impl MemoryMailer {
    /// What was sent so far, oldest first.
    pub fn sent(&self) -> Vec<Sent> {
        self.lock().sent.clone()
    }

    /// From now on every mail fails for the time being ([`SendError::Temporary`]), or passes again.
    pub fn set_failing(&self, failing: bool) {
        self.lock().failing = failing;
    }

    pub(crate) fn send(&self, to: &str, subject: &str, body: &str) -> Result<(), SendError> {
        let mut mails = self.lock();
        if mails.failing {
            return Err(SendError::Temporary("set to fail".to_owned()));
        }
        mails.sent.push(Sent { to: to.to_owned(), subject: subject.to_owned(), body: body.to_owned() });
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, MailBox> {
        // A panic elsewhere leaves the box as it was: each change is a single step.
        self.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
