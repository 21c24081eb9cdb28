//! The function `review` through its router: every success, every error.

mod body;
mod facility_view;
mod fault;
mod outcome;
mod question;
mod race;
mod reopening;
mod role;
mod save;
