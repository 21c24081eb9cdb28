//! The local system as a person meets it: starting, failing to start, `/dev`, the pages, and what stays over a restart.

mod dev;
mod mail;
mod pages;
mod process;
mod running;
mod start;
mod trace;
