//! Changing settings: what is to be done is decided on what stands, and anew when somebody else was faster.

use domain::{audit::AuditEntry, message::Message, policy::PrefectureSettings, prefecture::Prefecture};
use store::{PrefectureChange, PrefectureChangeError};
use web::{App, Problem};

/// How often a change is decided anew.
const ATTEMPTS: usize = 5;

/// What is to be done.
#[derive(Debug)]
pub(super) struct Step {
    /// The settings as they are to be.
    pub(super) after: Box<PrefectureSettings>,
    /// What the audit record says of it.
    pub(super) audit: AuditEntry,
    /// What is to be mailed.
    pub(super) message: Option<Message>,
}

/// How a change ended.
#[derive(Debug)]
pub(super) struct Changed {
    /// The settings before.
    pub(super) before: PrefectureSettings,
    /// The settings as they stand.
    pub(super) after: PrefectureSettings,
    /// Whether anything was written.
    pub(super) written: bool,
}

/// Decides on the settings as they stand and writes the change, if there is to be one, with the mailed link that allows it by its hash.
///
/// # Errors
/// What `decide` refuses; [`Problem::address_link_void`] when the link was used meanwhile; 503 when others keep being faster.
pub(super) async fn change(
    app: &App,
    prefecture: Prefecture,
    link: Option<&str>,
    decide: impl Fn(&PrefectureSettings) -> Result<Option<Step>, Problem>,
) -> Result<Changed, Problem> {
    for _ in 0..ATTEMPTS {
        let before = app.store.prefecture_current(prefecture).await?;
        let Some(Step { after, audit, message }) = decide(&before)? else {
            return Ok(Changed { after: before.clone(), before, written: false });
        };
        let change = PrefectureChange { before: &before, after: &after, audit: &audit, message, link };
        match app.store.prefecture_change(change).await {
            Ok(()) => return Ok(Changed { before, after: *after, written: true }),
            Err(PrefectureChangeError::Stale) => {}
            Err(PrefectureChangeError::LinkUsed) => return Err(Problem::address_link_void()),
            Err(PrefectureChangeError::Store(error)) => return Err(error.into()),
        }
    }
    Err(Problem::busy())
}
