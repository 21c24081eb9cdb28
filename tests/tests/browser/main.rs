//! The screens, in real browsers: the whole system is started for each test, and a person's hands are played by a driver program.
//!
//! They need chromedriver and Chromium on the machine (`.ci/run` installs them) and, for the look at accessibility, axe-core. Without a
//! browser they say so and count as passed, so that `cargo test --workspace` needs nothing but cargo.

mod acts;
mod administration;
mod back;
mod conflict;
mod day;
mod driver;
mod entry;
mod errors;
mod guide;
mod hands;
mod keyboard;
mod lists;
mod mails;
mod main_job;
mod others;
mod overtaken;
mod own_screens;
mod pages;
mod policy;
mod prints;
mod questions;
mod screens;
mod sign_in;
mod stage;
mod webkit;
mod weights;
