//! Mails: their wording, and the ways out (SPEC 8; MAILS.md).
//!
//! [`letters`] makes what a committed [`domain::message::Message`] is to tell, [`digest_letter()`] and [`ministry_letter()`] what is counted
//! when it is sent, [`bundle_letter()`] what was gathered, and [`password_reset_letter()`] and its like what holds a link; [`Mailer`] hands it to the mail service. Words stand in `templates/`, one folder a mail; the views here hold data
//! and labels only.
//!
//! *Architecture Invariants:* nobody but a [`Mailer`] sends mail; a letter to a facility is made of a `Message` alone, which has no field
//! for what facilities must not see (SPEC 2); every letter goes through the frame, so none lacks the closing or the mark of a practice
//! stage; no recipient's address is logged whole.

mod account_letter;
mod bundle_letter;
mod change;
mod designation_letter;
mod digest_letter;
mod free_text;
mod letter;
mod letterhead;
mod mailer;
mod mask;
mod memory;
mod ministry_letter;
mod request_letter;
mod send_error;
mod ses;
mod template;
mod view;

pub use account_letter::{
    Account, LinkToken, address_confirmation_letter, invitation_letter, password_reset_letter,
    password_set_letter,
};
pub use bundle_letter::{Settled, bundle_letter};
pub use digest_letter::digest_letter;
pub use letter::{Audience, Context, Letter, RenderError, letters};
pub use letterhead::{Letterhead, SYSTEM_NAME};
pub use mailer::{Mailer, NotSes};
pub use mask::mask;
pub use memory::{MemoryMailer, Sent};
pub use ministry_letter::ministry_letter;
pub use send_error::SendError;
pub use ses::SesMailer;

#[cfg(test)]
mod tests;
