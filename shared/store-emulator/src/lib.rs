//! The database of development and of the tests: an embedded `DynamoDB`, and a way to make it misbehave.
//!
//! Nothing deployed may depend on this crate.
//!
//! - [`Emulator`] serves `DynamoDB`'s HTTP API on a loopback port, from memory or from a folder that
//!   survives a restart. [`shared()`] is the one a test process uses for all its tests, each with a table of
//!   its own.
//! - [`FaultProxy`] stands in front of an emulator and injects what the emulator never does by itself:
//!   throttling, transaction conflicts, lost answers and server errors.
//!
//! Both run on threads of their own, so they work from any test runtime (a single-threaded one too) and
//! from no runtime at all. A client is connected to `endpoint()`; any region and any credentials do.
//!
//! - [`isolated_store()`] is a `Store` on a table of its own, and [`samples`] what development and tests find in it.
//!
//! Where the emulator differs from AWS: `ConsistentRead` changes nothing, items past their expiry stay
//! until [`Emulator::sweep_ttl`], request tokens are forgotten at a restart, and signatures are not verified.

mod emulator;
mod error;
mod fault;
mod fault_plan;
mod fault_proxy;
pub mod samples;
mod server_thread;
mod table;

pub use emulator::{Data, Emulator, shared};
pub use error::{StartError, SweepError};
pub use fault::Fault;
pub use fault_proxy::FaultProxy;
pub use table::{isolated_store, store_on, test_endpoint};
