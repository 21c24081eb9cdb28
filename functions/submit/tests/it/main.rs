//! The function `submit` through its router: every success, every error.

mod body;
mod condition;
mod draft;
mod fault;
mod key;
mod late_survey;
mod race;
mod reply;
mod role;
mod submission;
mod text;
mod update;
mod update_body;
mod validity;
