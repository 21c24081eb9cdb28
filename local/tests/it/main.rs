//! The local system as a person meets it: starting, failing to start, `/dev`, and what stays over a restart.

mod dev;
mod process;
mod start;
