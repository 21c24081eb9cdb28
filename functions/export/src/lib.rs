//! The reports as CSV files that open in a Japanese Excel (SPEC 9).
//!
//! One row is read, laid out and encoded before the next: the encoded answer is all that is ever held.

pub mod cell;
pub mod encoder;
pub mod encoding;
pub mod file_name;
pub mod sheet;

mod attachment;
mod audit_params;
mod audit_report;
mod candidates;
mod cluster;
mod columns;
mod download;
mod fold;
mod params;
pub mod report;
mod router;

pub use columns::headings;
pub use router::router;
