//! Letters: what is told to whom, ready to be sent.

use domain::{
    digest::Slot,
    id::{FacilityId, RequestId},
    message::Message,
    policy::PrefectureSettings,
    prefecture::Prefecture,
    supply::Catalogue,
    time::Instant,
};

use crate::{designation_letter::designation_letter, letterhead::Letterhead, request_letter::RequestLetters};

/// A finished mail. Who reads mail for the audience is the sender's to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Whom it is for.
    pub to: Audience,
    /// The subject; always one line.
    pub subject: String,
    /// The plain text.
    pub body: String,
}

/// Whom a letter is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// The officers of a prefecture: every confirmed notification address, or the ministry's while there is none (SPEC 8).
    Prefecture(Prefecture),
    /// A facility, at its registered address.
    Facility(FacilityId),
    /// The ministry's officers.
    Ministry,
    /// Whoever reads this one address: a user's, or one to be confirmed.
    Address(String),
}

/// What a letter needs beside the message.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The installation's settings.
    pub letterhead: &'a Letterhead,
    /// The supplies by name.
    pub catalogue: &'a Catalogue,
    /// The settings of the prefecture the message or digest is about; not looked at for the ministry's digest.
    pub prefecture: &'a PrefectureSettings,
    /// The present.
    pub now: Instant,
}

/// Why a letter could not be made. All of them are mistakes of the program: trying again does not help.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The message is told by a letter that needs more than the message: a digest, a bundle, or one with a link.
    #[error("the message has no letter of its own")]
    NoContent,
    /// The slot sends no digest.
    #[error("{0:?} is no digest to a prefecture")]
    NotADigest(Slot),
    /// A request without a number cannot be found by number (MAILS rule 7).
    #[error("request {0} has no number")]
    NoNumber(RequestId),
    /// The settings are another prefecture's: its phone must not be given to a facility.
    #[error("settings of prefecture {given} for a letter about prefecture {wanted}")]
    OtherPrefecture {
        /// Whose settings the letter needs.
        wanted: Prefecture,
        /// Whose it got.
        given: Prefecture,
    },
    /// A template is malformed or names what its view does not have.
    #[error("template: {0}")]
    Template(#[from] minijinja::Error),
}

/// The letters a committed message is told by: mails 1 to 8 of MAILS, and that of a designation to be looked at.
///
/// # Errors
/// [`RenderError`]; [`RenderError::NoContent`] for what other functions make: [`crate::digest_letter()`], [`crate::ministry_letter()`],
/// [`crate::bundle_letter()`] and those with a link, such as [`crate::password_reset_letter()`].
pub fn letters(message: &Message, context: &Context) -> Result<Vec<Letter>, RenderError> {
    if matches!(message, Message::DesignationCheck { .. }) {
        return Ok(vec![designation_letter(message, context)?]);
    }
    let request = message.request().ok_or(RenderError::NoContent)?;
    RequestLetters::about(request, context)?.tell(message)
}

impl Context<'_> {
    /// Refuses another prefecture's settings.
    pub(crate) fn check_prefecture(&self, wanted: Prefecture) -> Result<(), RenderError> {
        let given = self.prefecture.prefecture;
        if given == wanted { Ok(()) } else { Err(RenderError::OtherPrefecture { wanted, given }) }
    }
}
