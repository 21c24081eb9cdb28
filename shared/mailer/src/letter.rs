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

use crate::{letterhead::Letterhead, request_letter::RequestLetters};

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
    /// Only a digest made when it is sent has something to tell.
    #[error("a digest's message has no content of its own")]
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

/// The letters a committed message is told by: mails 1 to 8 of MAILS.
///
/// # Errors
/// [`RenderError`]; [`RenderError::NoContent`] for the two digests, which [`crate::digest_letter()`] and [`crate::ministry_letter()`] make.
pub fn letters(message: &Message, context: &Context) -> Result<Vec<Letter>, RenderError> {
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
