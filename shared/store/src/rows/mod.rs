//! Rows as they lie in the table, and how a request is taken apart into them and put together again.

mod facility_part;
mod head;
mod question;
mod review;
mod whole;

pub(crate) use head::{millis, row};
pub(crate) use whole::{Rows, assemble, disassemble};
