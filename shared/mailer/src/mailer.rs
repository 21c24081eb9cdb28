//! The ways out for a mail.

use crate::{mask::mask, memory::MemoryMailer, send_error::SendError, ses::SesMailer};

/// Where mails go. A closed list: another way of sending is a decision, not a setting.
#[derive(Debug, Clone)]
pub enum Mailer {
    /// Amazon SES, or the local endpoint that speaks its protocol.
    Ses(SesMailer),
    /// A box in memory, for tests.
    Memory(MemoryMailer),
}

/// Production sends through Amazon SES itself and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("production sends mail through Amazon SES only")]
pub struct NotSes;

impl Mailer {
    /// The mailer itself if production may use it.
    ///
    /// # Errors
    /// [`NotSes`] for a box in memory, and for SES at another endpoint than Amazon's: mails would vanish there unnoticed.
    pub fn for_production(self) -> Result<Self, NotSes> {
        match &self {
            Self::Ses(ses) if !ses.is_local() => Ok(self),
            Self::Ses(_) | Self::Memory(_) => Err(NotSes),
        }
    }

    /// Sends one mail to one address. It is tried once: who keeps the mail also tries again.
    ///
    /// # Errors
    /// [`SendError`]; already logged here, with the address masked.
    pub async fn send(&self, to: &str, subject: &str, body: &str) -> Result<(), SendError> {
        let result = match self {
            Self::Ses(ses) => ses.send(to, subject, body).await,
            Self::Memory(memory) => memory.send(to, subject, body),
        };
        match &result {
            Ok(()) => tracing::info!(to = mask(to), "mail sent"),
            Err(error) => {
                tracing::warn!(to = mask(to), permanent = error.is_permanent(), %error, "mail not sent");
            }
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Sent;

    #[tokio::test]
    async fn mails_are_kept_in_memory_unless_it_is_set_to_fail() {
        let mails = MemoryMailer::default();
        let mailer = Mailer::Memory(mails.clone());
        mailer.send("a@example.jp", "件名1", "本文1").await.unwrap();
        mails.set_failing(true);
        let error = mailer.send("a@example.jp", "件名2", "本文2").await.unwrap_err();
        assert!(!error.is_permanent());
        mails.set_failing(false);
        mailer.send("b@example.jp", "件名3", "本文3").await.unwrap();
        let sent = |to: &str, subject: &str, body: &str| Sent {
            to: to.into(),
            subject: subject.into(),
            body: body.into(),
        };
        assert_eq!(
            mails.sent(),
            [sent("a@example.jp", "件名1", "本文1"), sent("b@example.jp", "件名3", "本文3")]
        );
    }

    #[tokio::test]
    async fn production_takes_nothing_but_amazons_own_ses() {
        let ses = async |endpoint: Option<&str>| {
            Mailer::Ses(SesMailer::connect("haifu@example.jp", None, endpoint.map(str::to_owned)).await)
        };
        assert!(ses(None).await.for_production().is_ok());
        assert_eq!(ses(Some("http://127.0.0.1:1")).await.for_production().err(), Some(NotSes));
        assert_eq!(Mailer::Memory(MemoryMailer::default()).for_production().err(), Some(NotSes));
    }
}
