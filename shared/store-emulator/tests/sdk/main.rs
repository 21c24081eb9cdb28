//! The emulator and the fault proxy as the AWS SDK sees them.

mod client;
mod faults;
mod start;
mod tables;
