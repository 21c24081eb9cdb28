//! Mails as they leave: each template's full text, every condition both ways, and the rules of MAILS over all of them.

mod accounts;
mod bundle;
mod digests;
mod rules;
pub(crate) mod samples;
mod to_facility;
mod to_prefecture;
