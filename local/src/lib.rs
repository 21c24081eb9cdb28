//! The whole system in one process: every function's router merged, on the embedded database, with a mail service of its own whose
//! messages can be read in the browser, a scheduler, and `/dev` to move the clock and run the day's jobs.
//!
//! *Architecture Invariant:* nothing here can exist in a Lambda: no function depends on this crate.

mod args;
mod backend;
pub mod demand_trace;
mod dev;
mod folder;
pub mod jobs;
mod outbox;
mod router;
mod scheduler;
mod ses;
mod start;
mod stop;
mod system;
mod ui;

pub use args::{Args, Refusal};
pub use router::router;
pub use start::{StartError, serve};
pub use store_emulator::Data;
pub use system::System;
