//! Why a mail was not sent.

/// Why a mail was not sent. What the service said is kept as text in which the recipient is masked, so that the error may be logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// This mail will be refused again, whenever it is sent: a bad address or a rejected message.
    #[error("the mail is refused for good: {0}")]
    Permanent(String),
    /// The service cannot be reached or cannot send now; the same mail may pass later. It may also have been sent, its answer lost.
    #[error("the mail cannot be sent now: {0}")]
    Temporary(String),
}

impl SendError {
    /// Whether sending the same mail again is of no use.
    pub fn is_permanent(&self) -> bool {
        matches!(self, Self::Permanent(_))
    }
}
