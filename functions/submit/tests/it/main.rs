//! The function `submit` through its router: every success, every error.

mod body;
mod draft;
mod fault;
mod reply;
mod role;
mod submission;
mod update;
