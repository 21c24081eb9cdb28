//! Rows as they lie in the table, and how a request is taken apart into them and put together again.

mod code;
mod deadline;
mod facility_part;
mod head;
mod list_row;
pub(crate) mod millis;
mod phrases;
mod review;
mod summary;
mod whole;

pub(crate) use code::Code;
pub(crate) use list_row::row;
pub(crate) use phrases::{lengthen, shorten};
pub(crate) use summary::SummaryRow;
pub(crate) use whole::{Rows, assemble, disassemble};
