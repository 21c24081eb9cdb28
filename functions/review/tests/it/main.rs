//! The function `review` through its router: every success, every error.

mod facility_view;
mod question;
mod reopening;
mod role;
mod save;
