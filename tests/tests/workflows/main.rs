//! Workflows across functions, over HTTP on the merged router.

mod day;
mod faults;
mod main_job;
mod replay;
mod secrecy;
mod world;
